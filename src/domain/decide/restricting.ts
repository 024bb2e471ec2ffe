import { addSchoolDays } from '../calendar.ts';
import type { Case, Restriction } from '../case.ts';
import type { Facts } from '../facts.ts';
import { MatterId } from '../ids.ts';
import { printDay } from '../letters/print-day.ts';
import { refuse } from '../refusal.ts';
import type { Day } from '../time.ts';
import { record, type Verbs } from './decided.ts';
import { forTheUninvolved } from './for-the-uninvolved.ts';
import { gatesAgain, kept, NOTHING_AGAIN } from './gates-again.ts';
import { letterOwed } from './letter-owed.ts';
import { oddExtent } from './odd-extent.ts';
import { badDates, capOf, reviewDay } from './restriction-dates.ts';
import { superseded } from './superseded.ts';
import { live, OTHER_KIND, toDecide } from './to-decide-on.ts';
import { widens } from './widens.ts';

/** School days in which somebody may comment before their restriction is made longer (Accord's default). */
const COMMENT_DAYS = 5;

/** What they said before they were asked is no answer to the question whether it should go on. */
const commented = (it: Case, row: Restriction, by: Day, facts: Facts): boolean =>
  it.theirSide.some(
    (one) =>
      (one.restriction === row.id || one.restriction === null) &&
      one.receivedOn >= addSchoolDays(facts.calendar, by, -COMMENT_DAYS),
  );

export const restrictingVerbs: Verbs<
  | 'record_their_side'
  | 'acknowledge'
  | 'vary_restriction'
  | 'extend_restriction'
  | 'lift_restriction'
  | 'run_out'
  | 'invite_comment'
> = {
  record_their_side: (it, command, facts) => {
    if (command.receivedOn > facts.today)
      return refuse(
        'dates_wrong',
        'That day has not come yet. Give the day on which it arrived.',
        'received_on',
      );
    if (command.receivedOn < it.occurredOn)
      return refuse(
        'dates_wrong',
        `It happened on ${printDay(it.occurredOn)}, so their side of it cannot have come before. Give the day on which it arrived.`,
        'received_on',
      );
    return record({
      type: 'their_side_received',
      matter: MatterId.parse(facts.nextId()),
      restriction: command.restriction,
      channel: command.channel,
      receivedOn: command.receivedOn,
      text: command.text,
      acknowledgeBy: addSchoolDays(facts.calendar, facts.today, 2),
    });
  },
  acknowledge: (it, command, facts) => {
    const row = it.theirSide.find((one) => one.id === command.matter);
    if (!row || row.acknowledged) return refuse('already_done', 'That has been acknowledged already.');
    return record({ type: 'their_side_acknowledged', matter: row.id, on: facts.today });
  },
  vary_restriction: (it, command, facts) => {
    const got = toDecide(it, command.restriction, facts);
    if (!got.ok) return got;
    const { row } = got;
    if (row.status === 'turned_away')
      return refuse(
        'not_in_policy',
        'Turning somebody away lasts until the end of the next school day. Lift it, or decide on a restriction.',
      );
    if (command.extent.of !== row.extent.of) return refuse('input', OTHER_KIND, 'places');
    const odd = oddExtent(command.extent, facts.policy);
    if (odd) return { ok: false, refusal: odd };
    const wrong = badDates(
      row.start,
      command.end,
      facts,
      command.end <= row.end ? row.end : capOf(row, facts.today, facts),
    );
    if (wrong) return refuse('dates_wrong', wrong, 'end');
    if (command.end > row.end)
      return refuse(
        'dates_wrong',
        'A later last day is an extension, which needs fresh reasons. Choose "Extend".',
        'end',
      );
    const wider = widens(row.extent, command.extent)
      ? gatesAgain(it, row, 'widen', command, facts)
      : NOTHING_AGAIN;
    if (!wider.ok) return wider;
    return record(
      {
        type: 'restriction_varied',
        restriction: row.id,
        start: row.start,
        end: command.end,
        review:
          row.review <= command.end && row.review >= facts.today
            ? row.review
            : reviewDay(row.start > facts.today ? row.start : facts.today, command.end, facts),
        extent: command.extent,
        reason: command.reason,
        gates: kept(row, wider.facts),
        present: [...command.present],
        againstView: wider.againstView,
        on: facts.today,
      },
      letterOwed('review_vary', facts, { restriction: row.id, step: row.step }),
    );
  },
  /** R5: expiry does not extend itself; fresh reasons, and the person asked to comment first. */
  extend_restriction: (it, command, facts) => {
    const got = toDecide(it, command.restriction, facts);
    if (!got.ok) return got;
    const { row } = got;
    if (row.status === 'turned_away')
      return refuse(
        'not_in_policy',
        'Turning somebody away lasts until the end of the next school day. To keep them away longer, decide on it as a restriction.',
      );
    if (row.hearing)
      return refuse(
        'must_happen_first',
        'Hear their side and decide on it first. Only a confirmed restriction can be extended.',
      );
    if (command.end <= row.end)
      return refuse(
        'dates_wrong',
        `It already holds until ${printDay(row.end)}. Choose a later last day.`,
        'end',
      );
    if (row.commentBy === null || (facts.today <= row.commentBy && !commented(it, row, row.commentBy, facts)))
      return refuse(
        'must_happen_first',
        'Ask the person for their comments first, and give them until the day you name. Use "Invite comments".',
      );
    const wrong = badDates(facts.today, command.end, facts, capOf(row, facts.today, facts));
    if (wrong) return refuse('dates_wrong', wrong, 'end');
    const again = gatesAgain(it, row, 'extend', command, facts);
    if (!again.ok) return again;
    return record(
      {
        type: 'restriction_extended',
        restriction: row.id,
        start: row.start,
        end: command.end,
        review: reviewDay(row.start > facts.today ? row.start : facts.today, command.end, facts),
        reason: command.reason,
        considered: command.considered,
        gates: kept(row, again.facts),
        present: [...command.present],
        againstView: again.againstView,
        on: facts.today,
      },
      letterOwed('review_extend', facts, { restriction: row.id, step: row.step }),
    );
  },
  lift_restriction: (it, command, facts) => {
    const got = live(it, command.restriction);
    if (!got.ok) return got;
    if (got.row.extent.of === 'site' && got.row.status !== 'turned_away') {
      const theirs = forTheUninvolved(it, facts);
      if (theirs) return { ok: false, refusal: theirs };
    }
    return record(
      ...superseded(it, got.row),
      { type: 'restriction_lifted', restriction: got.row.id, reason: command.reason, on: facts.today },
      ...(got.row.status === 'turned_away'
        ? []
        : [
            letterOwed(got.row.hearing ? 'bar_not_confirmed' : 'review_lift', facts, {
              restriction: got.row.id,
              step: got.row.step,
            }),
          ]),
    );
  },
  run_out: (it, command, facts) => {
    const got = live(it, command.restriction);
    if (!got.ok) return got;
    if (facts.today <= got.row.end) return refuse('dates_wrong', `It holds until ${printDay(got.row.end)}.`);
    // A hold puts the last day off while it is looked at, up to the cap; past that, not even a hold keeps somebody away.
    return record(...superseded(it, got.row), {
      type: 'restriction_ran_out',
      restriction: got.row.id,
      on: facts.today,
    });
  },
  invite_comment: (it, command, facts) => {
    const got = live(it, command.restriction);
    if (!got.ok) return got;
    if (it.hold)
      return refuse('on_hold', 'A "do not contact" is in force. Invite comments when it has been lifted.');
    return record({
      type: 'comment_invited',
      restriction: got.row.id,
      by: addSchoolDays(facts.calendar, facts.today, COMMENT_DAYS),
      on: facts.today,
    });
  },
};
