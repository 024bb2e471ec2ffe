import { titleOf } from '../../domain/book.ts';
import type { Case, Consultation } from '../../domain/case.ts';
import type { StepId } from '../../domain/ids.ts';
import { INTERNAL } from '../../domain/internal-letters.ts';
import { isImposed } from '../../domain/restriction.ts';
import { APPEALS, consultable } from '../../domain/standing.ts';
import type { Button } from '../card.ts';
import type { Drawing } from '../drawing.ts';
import { acts, MOST_BUTTONS, opensForm, says } from './blocks.ts';
import { waitingFor } from './case-steps.ts';
import { isToErase } from './dpo-card.ts';
import { isSigner } from './letters-card.ts';

/** The words behind "More...": everything else that may be done with the case. */
export const moreWords = (ref: Case['ref']): string => `more ${ref}`;

type Make = (
  label: string,
  form: Parameters<typeof opensForm>[2],
  carries?: Record<string, string>,
) => Button;

const makes =
  (d: Drawing): Make =>
  (label, form, carries = {}) =>
    opensForm(d, label, form, d.it.id, carries);

const unmet = (d: Drawing): ReadonlySet<string> =>
  new Set(
    waitingFor(d.options.filter((row) => row.standing !== 'allowed'))
      .filter((row) => row.gate.state === 'unmet')
      .map((row) => row.gate.gate),
  );

/** Gates that ask for somebody's view and have not been asked yet, wanted ones first. */
function views(d: Drawing, form: Make): readonly { button: Button; wanted: boolean }[] {
  const wanted = unmet(d);
  return waitingFor(d.options).flatMap(({ gate, before: [option] }) => {
    if (!gate.asks || !option || gate.state === 'met') return [];
    if (d.it.consultations.some((row) => row.gate === gate.gate && row.purpose === 'impose')) return [];
    const label = gate.asks.kind === 'approve' ? 'Ask for approval' : 'Ask for a view';
    return [
      {
        button: form(label, 'ask_view', { step: option.step.id, purpose: 'impose' }),
        wanted: wanted.has(gate.gate),
      },
    ];
  });
}

/** Whether somebody is asked afresh before a restriction is continued or made wider. */
const askedAgain = (step: StepId, d: Drawing): boolean =>
  d.policy.gates.some(
    (gate) =>
      gate.before.includes(step) &&
      (gate.kind === 'approved' || (gate.kind === 'consulted' && gate.again_when.length > 0)),
  );

/** Whoever has no account is asked by a link: first where nobody who is asked has one, later where somebody does. */
function linkButtons(
  d: Drawing,
  row: Consultation,
  form: Make,
  where: 'nobody else to reach' | 'beside an account',
): readonly Button[] {
  const { byLink } = d;
  const free = consultable(row.role, d.it, d.policy, d.book).filter((one) => one.id !== d.reader);
  if (!byLink || free.length === 0) return [];
  const without = !free.some((one) => byLink.hasAccount(one.id));
  if (without !== (where === 'nobody else to reach')) return [];
  const live = row.link !== null && row.link.ended === null && row.link.until > d.now;
  return [
    form(live ? 'Make a new link' : 'Make a link', 'view_link', { consultation: row.id }),
    ...(live ? [acts(d, 'Take the link back', 'end_link', d.it, { consultation: row.id })] : []),
  ];
}

/** What somebody is waiting for, the most pressing first. */
function dueButtons(d: Drawing, form: Make): readonly Button[] {
  const { it } = d;
  const hearing = it.restrictions.filter((row) => row.hearing !== null);
  const ready = hearing.filter(
    (row) =>
      (row.hearing && row.hearing.closes < d.today) ||
      it.theirSide.some((one) => one.restriction === row.id || one.restriction === null),
  );
  const asked = views(d, form);
  const wanted = unmet(d);
  const child = it.flags.includes('child_at_risk') || it.notices.some((row) => row.startsWith('tell_dsl'));
  return [
    ...(child && !it.dslTold ? [acts(d, 'The safeguarding lead has been told', 'told_dsl', it)] : []),
    ...(it.hold
      ? [acts(d, 'Keep "do not contact" on', 'review_hold', it), form('End "do not contact"', 'lift_hold')]
      : []),
    ...(it.read || it.decisions.length > 0 ? [] : [acts(d, 'I have read this', 'mark_read', it)]),
    ...(it.person ? [] : [form('This is who it was', 'identify')]),
    ...(it.hold
      ? []
      : ready.map((row) => form('Decide after hearing them', 'after_hearing', { restriction: row.id }))),
    ...hearing.slice(0, 1).map((row) => form('Their side', 'their_side', { restriction: row.id })),
    ...it.letters
      .filter((row) => !it.hold || INTERNAL.has(row.kind))
      .filter((row) => !row.dropped && !row.signed && isSigner(d, row))
      .map((row) => form('Read and sign a letter', 'letter', { letter: row.id })),
    ...it.meetings
      .filter((row) => row.outcome === null)
      .map((row) =>
        form(
          row.about === 'mediation' ? 'What came of the mediation' : 'What came of the meeting',
          'meeting',
          {
            matter: row.id,
          },
        ),
      ),
    ...it.referrals
      .filter((row) => row.outcome !== 'concluded' && row.outcome !== 'declined')
      .map((row) => form('Outcome of a referral', 'referral', { matter: row.id })),
    ...it.removals
      .filter((row) => !row.removed)
      .map((row) => form('Has the post gone?', 'removal', { matter: row.id })),
    ...(it.gathered || it.decisions.length > 0 ? [] : [form('We have gathered what happened', 'gathered')]),
    ...(it.hold || it.spoken.reached || (it.decisions.length > 0 && !wanted.has('spoken'))
      ? []
      : [form('Spoke to the person', 'spoke')]),
    ...asked.filter((row) => row.wanted).map((row) => row.button),
    ...it.consultations
      .filter((row) => row.given === null)
      .flatMap((row) => [
        ...linkButtons(d, row, form, 'nobody else to reach'),
        form('A view given by phone', 'give_view', { consultation: row.id, phone: 'yes' }),
        acts(d, 'Remind them of the view', 'chase_view', it, { consultation: row.id }),
        ...(row.next.length > 0
          ? [
              acts(d, `Ask the ${titleOf(row.next[0] ?? row.role, d.policy)} instead`, 'pass_on_view', it, {
                consultation: row.id,
              }),
            ]
          : []),
        ...linkButtons(d, row, form, 'beside an account'),
      ]),
    ...it.restrictions
      .filter((row) => isImposed(row) && row.hearing === null && row.status !== 'turned_away')
      .map((row) => form('Review', 'review', { restriction: row.id })),
    ...answerButtons(d, form),
    ...asked.filter((row) => !row.wanted).map((row) => row.button),
    ...it.restrictions
      .filter((row) => isImposed(row) && row.hearing === null && askedAgain(row.step, d))
      .map((row) => form('Ask for a view before changing it', 'ask_view', { restriction: row.id })),
  ];
}

/** What may be done at any time. */
function otherButtons(d: Drawing, form: Make): readonly Button[] {
  const { it } = d;
  const [report] = it.reports.filter((row) => !row.withdrawn);
  return [
    form('Add an account', 'account'),
    form('Close the case', 'close'),
    form('Say what it was', 'classify'),
    form('Add evidence', 'evidence'),
    ...d.sameEvent.map((row) => form(`Join with ${row.ref}`, 'join', { target: row.id })),
    ...it.joinedReporters.map((row) =>
      form('Take a joined report out again', 'separate', { from: row.from }),
    ),
    ...(it.gathered || it.decisions.length === 0 ? [] : [form('We have gathered what happened', 'gathered')]),
    ...(it.restrictions.some((row) => row.hearing !== null) ? [] : [form('Their side', 'their_side')]),
    ...(it.hold ? [] : [form('Do not contact', 'hold')]),
    form('They sent us something', 'request'),
    form('Support and injuries', 'support'),
    ...(report ? [form('Correct the report', 'correct', { report: report.id })] : []),
    ...(it.person ? [form('Wrong person', 'move'), says(d, 'About this person', `person ${it.person}`)] : []),
    ...(report ? [form('Take the report back', 'withdraw', { report: report.id })] : []),
    form('Stand aside', 'stand_aside'),
    says(d, 'What happened so far', `timeline ${it.ref}`),
    ...bundleButtons(d),
  ];
}

/** All of it on paper, for a review panel or a court: with its names, or without those of third parties. */
export const bundleButtons = (d: Drawing): readonly Button[] => [
  {
    ...acts(d, 'Bundle as PDF', 'send_bundle', d.it, { names: 'kept' }),
    confirm: {
      title: 'The whole case, names and all',
      text: 'It is for a review panel, a court or your own file. Who made it is written down.',
      yes: 'Make it',
      no: 'Not now',
    },
  },
  acts(d, 'Bundle without names', 'send_bundle', d.it, { names: 'taken_out' }),
];

const each = (rows: readonly Button[]): readonly Button[] => {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = `${row.label}|${JSON.stringify(row.tap)}`;
    const fresh = !seen.has(key);
    seen.add(key);
    return fresh;
  });
};

function all(d: Drawing): { readonly shown: readonly Button[]; readonly rest: readonly Button[] } {
  const form = makes(d);
  const due = dueButtons(d, form);
  const decide: Button = { ...form('Decide', 'decide'), style: 'main' };
  const pressing = due.slice(0, MOST_BUTTONS - 2);
  const everything = each([...pressing, decide, ...due.slice(MOST_BUTTONS - 2), ...otherButtons(d, form)]);
  return {
    shown: everything.slice(0, MOST_BUTTONS - 1),
    rest: everything.slice(MOST_BUTTONS - 1),
  };
}

/** Whoever is here for an appeal alone answers that, and nothing else that was asked of the school. */
const answerButtons = (d: Drawing, form: Make): readonly Button[] =>
  d.it.requests
    .filter((row) => !row.answered && (d.places.has('decider') || APPEALS.has(row.kind)))
    .map((row) => form('We have answered them', 'request', { matter: row.id }));

/** For whoever hears an appeal: what they said, what becomes of the restriction, and the answer. */
function appealButtons(d: Drawing): readonly Button[] {
  if (!d.places.has('hears_appeal')) return [];
  const form = makes(d);
  return [
    ...answerButtons(d, form),
    ...d.it.restrictions
      .filter((row) => isImposed(row) && row.hearing === null && row.status !== 'turned_away')
      .map((row) => form('Review', 'review', { restriction: row.id })),
    form('Their side', 'their_side'),
    ...bundleButtons(d),
    form('Stand aside', 'stand_aside'),
  ].slice(0, MOST_BUTTONS);
}

/** At most six: what is due, always "Decide", and the rest behind "More...". None once the case is over. */
export function buttonsOf(d: Drawing): readonly Button[] {
  if (d.it.status !== 'open') return [];
  if (!d.places.has('decider')) return appealButtons(d);
  const { shown, rest } = all(d);
  return rest.length === 0 ? shown : [...shown, says(d, 'More...', moreWords(d.it.ref))];
}

export function moreButtonsOf(d: Drawing): readonly Button[] {
  if (!d.places.has('decider')) return [];
  const form = makes(d);
  if (d.it.erased !== null) return [];
  const erase = isToErase(d) ? [form('Erase or keep', 'dispose')] : [];
  // What is put away still takes what they send, and what the law lets them see.
  if (d.it.status === 'closed' || d.it.status === 'withdrawn')
    return [
      ...erase,
      ...(d.it.status === 'closed' ? [form('Open it again', 'reopen')] : []),
      ...answerButtons(d, form),
      form('They sent us something', 'request'),
      form('Support and injuries', 'support'),
      ...bundleButtons(d),
    ];
  return d.it.status === 'open' ? all(d).rest : answerButtons(d, form);
}
