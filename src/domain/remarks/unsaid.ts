import type { Policy } from '../policy/policy.ts';
import type { Source } from '../policy/source.ts';
import type { Remark } from '../remarks.ts';

const VIOLENCE = new Set(['threat', 'physical_aggression']);
const bySchool = (source: Source): boolean => source.kind === 'policy';

/** What the policy leaves unsaid, and what Accord does in the gap. */
export function unsaid(policy: Policy): Remark[] {
  const { dates, restriction, gates, steps } = policy;
  const bans = new Set<string>(steps.filter((step) => step.kind === 'restrict_site').map((step) => step.id));
  const deciders = policy.decides.filter((row) => row.steps.length === 0);
  const asksOther = gates.some(
    (gate) =>
      (gate.kind === 'consulted' || gate.kind === 'approved') &&
      bySchool(gate.source) &&
      gate.before.some((step) => bans.has(step)),
  );
  const afterRefusal = steps.some((step) =>
    step.after.some(
      (row) =>
        bySchool(row.source) &&
        row.outcome.some((outcome) => outcome === 'refused' || outcome === 'no_reply'),
    ),
  );
  const police = policy.bodies.find((body) => body.kind === 'police');
  const found: Remark[] = [];
  const says = (missing: boolean, about: string, words: string, instead?: string) => {
    if (missing) found.push({ kind: 'unsaid', about, says: words, ...(instead ? { instead } : {}) });
  };

  says(policy.school === null && !policy.trust, 'School', 'The policy names no school.', 'Setup asks.');
  says(
    policy.title === null,
    'Title',
    'The policy has no title.',
    'It is called the parent code of conduct.',
  );
  says(policy.body === null, 'Approved by', 'The policy does not say who approved it.');
  says(dates.approved.precision === 'none', 'Approved on', 'No date of approval is held.', 'Setup asks.');
  says(
    dates.next_review.precision === 'none',
    'Next review',
    'No date for a review is held.',
    'Setup asks for one, or for "none held"; nothing reminds of it until then.',
  );
  says(
    !deciders.some((row) => bySchool(row.source)),
    'Decider',
    'The policy does not say who decides.',
    'The headteacher decides, marked as an assumption.',
  );
  says(
    !asksOther,
    'Consultation',
    'The policy asks nobody for a view before a ban.',
    'The chair of governors may be asked; the ban does not wait for it.',
  );
  says(
    !police?.name,
    'Police',
    'The policy names no police force.',
    'Setup asks; Accord never works it out from the address.',
  );
  for (const body of policy.bodies.filter((it) => it.name === null && it.kind !== 'police'))
    says(
      true,
      body.kind.replace('_', ' ').replace(/^./, (letter) => letter.toUpperCase()),
      `The policy speaks of one and does not name it (${body.source.words}).`,
      'Setup asks.',
    );
  says(
    !bySchool(restriction.length.source),
    'Length of a ban',
    'The policy does not say how long a ban lasts.',
    `${restriction.length.usual.words} is proposed, ${restriction.length.cap.words} at most before a fresh decision.`,
  );
  says(
    restriction.appeal === undefined,
    'Appeal',
    'The policy gives no appeal against a ban.',
    'Letters name the complaints route.',
  );
  says(
    !afterRefusal,
    'Meeting not taken up',
    'The policy does not say what follows when a meeting is not taken up.',
  );
  says(
    !bySchool(policy.agreement.source),
    'Agreement',
    'The policy asks for no signature.',
    'It holds for everybody, signed or not.',
  );
  says(
    policy.promises.length === 0,
    'Answering',
    'The policy does not promise parents an answer within any time.',
  );
  says(
    !policy.breaches.list.some((breach) => VIOLENCE.has(breach.id)),
    'Violence',
    'The policy does not name violence or threats.',
    'Every form offers "violence or threat", shown as not in this policy.',
  );
  for (const subject of policy.subjects.filter((it) => it.how === 'premises_control'))
    says(
      true,
      'Whom it is for',
      `The policy does not name a ${subject.who.replace('_', ' ')}.`,
      "The school's ordinary control of its site applies to them.",
    );
  says(
    policy.scope.site_sanction_only && policy.breaches.list.some((breach) => breach.where !== 'premises'),
    'Off site',
    'The policy lists conduct off site and acts only on what happened on site.',
    'A ban for it needs a written reason why the person is a risk on site.',
  );
  for (const ask of policy.asks) says(true, 'Setup asks', ask.why, ask.ask);
  return found;
}
