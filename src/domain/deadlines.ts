import { type Case, isDecided } from './case.ts';
import type { DeadlineKind } from './deadline-kinds.ts';
import type { RoleId } from './ids.ts';
import { INTERNAL } from './internal-letters.ts';
import { isImposed } from './restriction.ts';
import { addDays, type Day } from './time.ts';

/** Something owed by a role by a date. Everything that reminds reads these and nothing else. */
export interface Deadline {
  /** Unique in its case: kind and what it is about. */
  readonly key: string;
  readonly kind: DeadlineKind;
  /** `decider` is whoever decides the case, which depends on the day. */
  readonly owner: 'decider' | RoleId;
  readonly due: Day;
  /** The law sets the clock or somebody is at risk: nudges on any day. */
  readonly urgent: boolean;
  /** Nobody has to act on it: told in the weekly review, never nudged. */
  readonly quiet: boolean;
}

const row = (
  kind: DeadlineKind,
  about: string,
  owner: Deadline['owner'],
  due: Day,
  more: { urgent?: boolean; quiet?: boolean } = {},
): Deadline => ({
  key: about === '' ? kind : `${kind}:${about}`,
  kind,
  owner,
  due,
  urgent: more.urgent ?? false,
  quiet: more.quiet ?? false,
});

const OFFICE = 'office' as RoleId;
const DSL = 'dsl' as RoleId;
const DPO = 'dpo' as RoleId;

/** A letter to the police, a lawyer or our own file: it goes to nobody who may not be contacted. */
const isOurOwn = ({ kind, key }: Deadline, it: Case): boolean =>
  (kind === 'sign_letter' || kind === 'send_letter') &&
  it.letters.some((one) => INTERNAL.has(one.kind) && key === `${kind}:${one.id}`);

/** Under a hold only the hold's own review and what the law clocks go on. */
const stillCounts = (deadline: Deadline, it: Case): boolean =>
  it.hold === null ||
  deadline.urgent ||
  isOurOwn(deadline, it) ||
  deadline.kind === 'review_hold' ||
  deadline.kind === 'restriction_ends';

/** Everything owed on a case, from its facts alone: no calendar, no clock, so a rebuild gives the same. */
export function deadlinesOf(it: Case): readonly Deadline[] {
  if (it.erased !== null) return [];
  // The day after the last on which it is kept. Nobody is nudged for it: it is in the weekly post until it is settled.
  const erase =
    it.keepUntil === null ? [] : [row('erase_record', '', DPO, addDays(it.keepUntil, 1), { quiet: true })];
  // What they are owed does not go with the report: it may be taken back, joined to another or closed.
  const requests = it.requests
    .filter((one) => !one.answered)
    .map((one) => row('answer_request', one.id, one.to[0] ?? 'decider', one.due, { urgent: one.law }));
  const words = it.theirSide
    .filter((one) => !one.acknowledged)
    .map((one) => row('acknowledge_their_side', one.id, OFFICE, one.acknowledgeBy));
  if (it.status === 'joined') return [...requests, ...words];
  if (it.status !== 'open') return [...requests, ...words, ...erase];
  const undecided = !isDecided(it);
  const child =
    it.flags.includes('child_at_risk') || it.notices.some((notice) => notice.startsWith('tell_dsl'));
  const all: Deadline[] = [
    ...(it.read ? [] : [row('read_report', '', 'decider', it.readBy)]),
    ...(undecided ? [row('decide', '', 'decider', it.hearBy)] : []),
    ...(child && !it.dslTold ? [row('tell_dsl', '', DSL, it.openedOn, { urgent: true })] : []),
    ...it.consultations
      .filter((one) => one.given === null)
      .map((one) => row('give_view', one.id, one.role, one.due, { urgent: true })),
    ...it.restrictions.flatMap((one) => {
      const rows: Deadline[] = [];
      if (one.hearing && (one.status === 'provisional' || one.status === 'intention')) {
        rows.push(row('their_side_closes', one.id, 'decider', one.hearing.closes, { quiet: true }));
        rows.push(row('decide_after_hearing', one.id, 'decider', one.hearing.decideBy));
      }
      if (isImposed(one) && one.status !== 'turned_away' && one.hearing === null)
        rows.push(row('review_restriction', one.id, 'decider', one.review));
      if (isImposed(one)) rows.push(row('restriction_ends', one.id, 'decider', one.end, { quiet: true }));
      return rows;
    }),
    ...words,
    ...it.letters
      .filter((one) => !one.sent && !one.dropped)
      .map((one) =>
        one.signed
          ? row('send_letter', one.id, OFFICE, one.due)
          : row('sign_letter', one.id, one.signers[0] ?? 'decider', one.due),
      ),
    ...it.meetings
      .filter((one) => one.outcome === null)
      .map((one) => row('meeting_reply', one.id, 'decider', one.replyBy)),
    ...it.referrals
      .filter(
        (one) =>
          one.outcome !== 'concluded' &&
          one.outcome !== 'declined' &&
          one.to !== 'emergency' &&
          one.to !== 'dsl',
      )
      .map((one) => row('follow_up_referral', one.id, 'decider', one.followUp)),
    ...it.removals.flatMap((one) =>
      one.checkOn && !one.removed ? [row('check_removal', one.id, OFFICE, one.checkOn)] : [],
    ),
    ...(it.hold ? [row('review_hold', '', it.hold.for === 'dsl' ? DSL : 'decider', it.hold.reviewOn)] : []),
    ...(it.injury?.reportBy
      ? [row('report_injury', '', 'decider', it.injury.reportBy, { urgent: true })]
      : []),
    ...requests,
  ];
  return all.filter((one) => stillCounts(one, it));
}
