import { addSchoolDays, firstSchoolDayOnOrAfter } from '../calendar.ts';
import type { Case, Restriction } from '../case.ts';
import type { CommandOf } from '../command.ts';
import type { Facts } from '../facts.ts';
import { printDay } from '../letters/print-day.ts';
import { refuse } from '../refusal.ts';
import type { Day } from '../time.ts';
import { type Decided, record } from './decided.ts';
import { gatesAgain, kept, NOTHING_AGAIN } from './gates-again.ts';
import { letterOwed } from './letter-owed.ts';
import { oddExtent } from './odd-extent.ts';
import { badDates, capOf, reviewDay } from './restriction-dates.ts';
import { superseded } from './superseded.ts';
import { OTHER_KIND, toDecide } from './to-decide-on.ts';
import { widens } from './widens.ts';

/** R2, R3: the days they have to answer count once the letter that asks them has gone, and are never fewer than these. */
const FEWEST_DAYS = 5;

/** The day on which the letter went that tells them of it and asks for their side. */
const toldOn = (it: Case, row: Restriction): Day | null =>
  it.letters.find(
    (one) =>
      one.restriction === row.id &&
      (one.kind === 'provisional_bar' || one.kind === 'intention_to_bar') &&
      one.sent !== null,
  )?.sent?.on ?? null;

function windowClosed(it: Case, row: Restriction, facts: Facts): boolean {
  if (!row.hearing || facts.today <= row.hearing.closes) return false;
  const told = toldOn(it, row);
  return told !== null && facts.today > addSchoolDays(facts.calendar, told, FEWEST_DAYS);
}

/** What they said before there was a restriction, or about none on the day it came, is no answer to it. */
const spokeOf = (it: Case, row: Restriction): boolean =>
  it.theirSide.some((one) =>
    one.restriction === row.id
      ? one.receivedOn >= row.openedOn
      : one.restriction === null && one.receivedOn > row.openedOn,
  );

/** R4: a fresh decision after the window or their answer. It never comes by itself. */
export function confirmRestriction(
  it: Case,
  command: CommandOf<'confirm_restriction'>,
  facts: Facts,
): Decided {
  const got = toDecide(it, command.restriction, facts);
  if (!got.ok) return got;
  const { row } = got;
  if (!row.hearing)
    return refuse('already_done', 'That has been decided already. Vary, extend or lift it at its review.');
  if (it.hold)
    return refuse(
      'on_hold',
      'A "do not contact" is in force and the clocks stand still. Decide when it has been lifted.',
    );
  // Whoever has not been told of it can have no side to give, nor nothing to add.
  if (toldOn(it, row) === null)
    return refuse('must_happen_first', 'They have not been told yet: sign and send the notice first.');
  const spoke = spokeOf(it, row);
  const closed = windowClosed(it, row, facts);
  if (!spoke && !closed && !command.saidNothingToAdd)
    return refuse(
      'must_happen_first',
      facts.today > row.hearing.closes
        ? `The letter that asks for their side went fewer than ${FEWEST_DAYS} school days ago. Give them those days, or record what they said.`
        : `They have until ${printDay(row.hearing.closes)} to give their side and have not done so yet. Wait, or record what they said.`,
    );
  if (command.extent.of !== row.extent.of) return refuse('input', OTHER_KIND, 'places');
  const odd = oddExtent(command.extent, facts.policy);
  if (odd) return { ok: false, refusal: odd };
  const again = gatesAgain(it, row, 'impose', command, facts);
  if (!again.ok) return again;
  const start =
    row.status === 'provisional' ? row.start : firstSchoolDayOnOrAfter(facts.calendar, facts.today);
  const wrong = badDates(start, command.end, facts, capOf(row, facts.today, facts));
  if (wrong) return refuse('dates_wrong', wrong, 'end');
  const wider = widens(row.extent, command.extent)
    ? gatesAgain(it, row, 'widen', command, facts)
    : NOTHING_AGAIN;
  if (!wider.ok) return wider;
  return record(
    ...superseded(it, row),
    {
      type: 'restriction_confirmed',
      restriction: row.id,
      start,
      end: command.end,
      review: reviewDay(start > facts.today ? start : facts.today, command.end, facts),
      extent: command.extent,
      reason: command.reason,
      answer: command.answer,
      arrangements: command.arrangements,
      heard: spoke ? 'their_side' : closed ? 'window_closed' : 'said_nothing_to_add',
      gates: kept(row, [...again.facts, ...wider.facts]),
      present: [...command.present],
      againstView: wider.againstView,
      on: facts.today,
    },
    letterOwed('bar_confirmed', facts, { restriction: row.id, step: row.step }),
  );
}
