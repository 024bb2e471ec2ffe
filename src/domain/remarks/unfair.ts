import { RoleId } from '../ids.ts';
import type { Condition } from '../policy/condition.ts';
import type { Policy } from '../policy/policy.ts';
import { FORMAL_KINDS } from '../policy/step.ts';
import type { Remark } from '../remarks.ts';

/** Where the policy, as written, would be unlawful or unfair to somebody, and what Accord does instead. */
export function unfair(policy: Policy): Remark[] {
  const { restriction } = policy;
  const found: Remark[] = [];
  const says = (holds: boolean, about: string, words: string, instead: string) => {
    if (holds) found.push({ kind: 'unfair', about, says: words, instead });
  };
  const bans = policy.steps.filter((step) => step.kind === 'restrict_site');
  const named = bans.some((step) => step.source.kind === 'policy');
  const heard =
    restriction.their_side.source.kind === 'policy' ||
    policy.gates.some((gate) => gate.kind === 'spoken' && gate.source.kind === 'policy');

  says(
    named && restriction.length.source.kind !== 'policy' && restriction.review.source.kind !== 'policy',
    'A ban without an end',
    'As written, a ban has no stated end and no review.',
    'Every ban has a start, a review and an end; nothing runs on by itself.',
  );
  says(
    named && !heard,
    'No chance to be heard',
    'As written, somebody can be banned without being heard.',
    `They have ${restriction.their_side.within.words} to give their side before a ban is confirmed.`,
  );
  for (const breach of policy.breaches.list) {
    const fromPolicy = breach.exceptions.filter((it) => it.source.kind === 'policy');
    says(
      breach.id === 'dog_on_site' && !fromPolicy.some((it) => it.id.includes('assistance')),
      'Guide dogs only',
      `As written, assistance dogs other than guide dogs are turned away (${breach.clause}).`,
      'Any assistance dog is welcome (Equality Act 2010). Correct the wording at the next review.',
    );
    says(
      breach.treat_as === 'concern',
      'Criticism',
      `"${breach.label}" is listed as misconduct (${breach.clause}); criticism by itself is lawful.`,
      'It is met as a worry or complaint; a formal step needs a harm of its own.',
    );
  }
  says(
    hasOpenTrigger(policy),
    'Police for any report',
    'As written, a sign of harassment in any report, even an insulting post, goes to the police.',
    'The head refers it or records why not. Nothing is sent by itself, or called a crime.',
  );
  says(
    formalByStaff(policy),
    'Anybody on the staff',
    'As written, any member of staff may warn a person or keep them away, or sign the letter that says so.',
    'Name the head, or a role that plays the head or the deputy, for what weighs on somebody.',
  );
  const asked = new Set(
    policy.gates.flatMap((gate) => (gate.kind === 'consulted' || gate.kind === 'approved' ? gate.ask : [])),
  );
  says(
    restriction.appeal?.to.roles.some((role) => asked.has(role)) ?? false,
    'Appeal',
    'Whoever hears the appeal has been asked for a view on the ban before.',
    'They are told so before they are asked, and somebody uninvolved hears the appeal.',
  );
  for (const row of policy.not_applied)
    says(true, 'Kept, not applied', `${stop(row.says)} ${stop(row.why)} (${row.clause})`, stop(row.instead));
  return found;
}

/** A warning or a restriction that nobody but the staff at large decides, or whose letter nobody else signs. */
function formalByStaff(policy: Policy): boolean {
  const onlyStaff = (roles: readonly string[]): boolean =>
    roles.length > 0 &&
    roles.every((role) => role === 'staff' || policy.roles[RoleId.parse(role)]?.plays === 'staff');
  return policy.steps
    .filter((step) => FORMAL_KINDS.has(step.kind))
    .some((step) => {
      const row =
        policy.decides.find((one) => one.steps.includes(step.id)) ??
        policy.decides.find((one) => one.steps.length === 0);
      const by = step.owner ?? row?.by;
      const letter = step.letter;
      const signs =
        policy.signs.find((one) => letter !== undefined && one.letters.includes(letter)) ??
        policy.signs.find((one) => one.letters.length === 0);
      const decides =
        by?.how === 'panel'
          ? (policy.panels.find((one) => one.id === by.roles[0])?.members ?? [])
          : by?.roles;
      return onlyStaff(decides ?? []) || onlyStaff(signs?.by ?? []);
    });
}

/** A referral to the police that the policy says will happen and that hangs on a sign, not on a kind of conduct. */
function hasOpenTrigger(policy: Policy): boolean {
  const police = new Set<string>(
    policy.steps.filter((step) => step.kind === 'refer_police').map((step) => step.id),
  );
  return (
    policy.steps.some(
      (step) =>
        police.has(step.id) &&
        step.strength === 'must' &&
        step.source.kind === 'policy' &&
        step.suggest !== undefined &&
        hangsOnHarassment(step.suggest.when),
    ) ||
    policy.breaches.list.some(
      (breach) =>
        breach.over_any_report !== undefined && breach.mandatory.some((row) => police.has(row.step)),
    )
  );
}

function hangsOnHarassment(condition: Condition): boolean {
  if ('flag' in condition) return condition.flag.includes('harassment_sign');
  if ('any' in condition) return condition.any.some(hangsOnHarassment);
  return false;
}

const stop = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);
