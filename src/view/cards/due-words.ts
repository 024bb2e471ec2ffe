import { titleOf } from '../../domain/book.ts';
import type { DeadlineKind } from '../../domain/deadline-kinds.ts';
import type { Deadline } from '../../domain/deadlines.ts';
import type { CaseId, CaseRef } from '../../domain/ids.ts';
import type { Day } from '../../domain/time.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import { lastDayOf, sayPolicyDate } from './policy-dates.ts';

/** Something owed, as far as it may be said anywhere: what, about which reference, from which role, by when. */
export interface DueRow {
  /** The deadline's own key: what is owed of which matter. */
  readonly key: string;
  readonly kind: DeadlineKind;
  /** Null for the school's own matters: the policy's review, a yearly duty. */
  readonly about: { readonly case: CaseId; readonly ref: CaseRef } | null;
  readonly owner: Deadline['owner'];
  readonly due: Day;
  readonly quiet: boolean;
}

const DUE_WORDS: Readonly<Record<DeadlineKind, string>> = {
  read_report: 'Read a new report',
  decide: 'Decide what to do',
  give_view: 'Give a view',
  their_side_closes: 'Last day for their side',
  decide_after_hearing: 'Decide after hearing their side',
  acknowledge_their_side: 'Let them know their side has arrived',
  sign_letter: 'Sign a letter',
  send_letter: 'Send a letter',
  meeting_reply: 'A reply about a meeting is due: record what came of it',
  follow_up_referral: 'Ask what came of passing it on',
  check_removal: 'Look whether the post has gone',
  review_restriction: 'Review a restriction',
  restriction_ends: 'A restriction ends',
  review_hold: 'Look again at "do not contact"',
  answer_request: 'Answer what they sent us',
  report_injury: 'Check whether the injury has to be reported (RIDDOR)',
  erase_record: 'Its record has been kept for its time: say whether it is erased or kept longer',
  tell_dsl: 'Make sure the safeguarding lead knows',
  policy_review: 'Review our policy',
  yearly_duty: 'Something our policy promises every year',
};

export const ownerWords = (owner: Deadline['owner'], scene: Scene): string =>
  owner === 'decider' ? 'whoever decides the case' : titleOf(owner, scene.policy);

export function dueWhat(row: Pick<DueRow, 'kind' | 'key'>, scene: Scene): string {
  if (row.kind !== 'yearly_duty') return DUE_WORDS[row.kind];
  const duty = scene.policy.duties.find((one) => row.key.endsWith(`:${one.id}`));
  return duty ? `Promised every year: ${duty.text}` : DUE_WORDS.yearly_duty;
}

export const whenDue = (due: Day, today: Day): string =>
  due < today ? `was due ${sayDay(due, today)}` : due === today ? 'due today' : `due ${sayDay(due, today)}`;

/** A policy's review is due as exactly as the policy says: a month has no weekday. */
function whenReview(row: DueRow, scene: Scene): string {
  const date = scene.policy.dates.next_review;
  if (date.precision !== 'month' && date.precision !== 'term') return whenDue(row.due, scene.today);
  const said = sayPolicyDate(date, scene.today);
  const last = lastDayOf(date, scene.calendar) ?? row.due;
  const was = last < scene.today ? 'was due' : 'due';
  return date.precision === 'month' ? `${was} by the end of ${said}` : `${was} in the ${said}`;
}

export const whenRow = (row: DueRow, scene: Scene): string =>
  row.kind === 'policy_review' ? whenReview(row, scene) : whenDue(row.due, scene.today);

const whenQuiet = (row: DueRow, today: Day): string => (row.due === today ? 'today' : sayDay(row.due, today));

/** `AC-26-0042: Decide what to do, due today. From: Headteacher.` Nothing in it names anybody. */
export function dueLine(row: DueRow, scene: Scene, withOwner: boolean): string {
  const ref = row.about ? `${row.about.ref}: ` : '';
  const when = row.quiet ? whenQuiet(row, scene.today) : whenRow(row, scene);
  const from = withOwner && !row.quiet ? ` From: ${ownerWords(row.owner, scene)}.` : '';
  return `${ref}${dueWhat(row, scene)}, ${when}.${from}`;
}

export const soonestFirst = (rows: readonly DueRow[]): readonly DueRow[] =>
  [...rows].sort((a, b) => (a.due === b.due ? a.key.localeCompare(b.key) : a.due < b.due ? -1 : 1));
