import { addSchoolDays, firstSchoolDayOnOrAfter } from '../calendar.ts';
import { type Case, isLive, type Restriction, restrictionOf } from '../case.ts';
import type { CaseEvent } from '../events/case-event.ts';
import type { GateFact } from '../events/deciding.ts';
import type { Extent } from '../events/restricting.ts';
import type { Facts } from '../facts.ts';
import { type Brought, gatesFor, NOTHING_BROUGHT, type Purpose, passGates } from '../gates.ts';
import { type GateId, MatterId, type RestrictionId } from '../ids.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isInvolved, mayDecide } from '../standing.ts';
import { addMonths, type Day } from '../time.ts';
import { record, type Verbs } from './decided.ts';
import { badDates, lengthEnd, letterOwed, reviewDay } from './step-events.ts';

type Found =
  | { readonly ok: true; readonly row: Restriction }
  | { readonly ok: false; readonly refusal: Refusal };

function live(it: Case, id: RestrictionId): Found {
  const row = restrictionOf(it, id);
  if (!row) return refuse('not_found', 'That restriction is not part of this case. Open the case again.');
  if (!isLive(row)) return refuse('already_done', 'That restriction has ended already.');
  return { ok: true, row };
}

/**
 * The restriction, if this actor may decide on it now: it has not lapsed, even where the clock has not said so yet,
 * and the actor neither reported, suffered nor saw the matter (moment 5).
 */
function toDecide(it: Case, id: RestrictionId, facts: Facts): Found {
  const got = live(it, id);
  if (!got.ok) return got;
  if (got.row.end < facts.today)
    return refuse(
      'already_done',
      `It ended on ${got.row.end}, and nothing extends itself. If it is still needed, decide on it afresh.`,
    );
  if (isInvolved(facts.actor, it, facts.book))
    return refuse(
      'conflict_of_interest',
      'You reported this, saw it or were affected by it, so somebody who was not decides on the restriction.',
    );
  return got;
}

/** R2, R3: the days they have to answer count once the letter that asks them has gone, and are never fewer than these. */
const FEWEST_DAYS = 5;

function windowClosed(it: Case, row: Restriction, facts: Facts): boolean {
  if (!row.hearing || facts.today <= row.hearing.closes) return false;
  const asked = it.letters.find(
    (one) =>
      one.restriction === row.id && (one.kind === 'provisional_bar' || one.kind === 'intention_to_bar'),
  );
  return asked?.sent != null && facts.today > addSchoolDays(facts.calendar, asked.sent.on, FEWEST_DAYS);
}

/** Letters about it that never went and are overtaken by what is decided now. */
const superseded = (it: Case, row: Restriction): CaseEvent[] =>
  it.letters
    .filter((one) => one.restriction === row.id && !one.sent && !one.dropped)
    .map((one): CaseEvent => ({ type: 'letter_dropped', letter: one.id, why: 'superseded' }));

/** The role in which the actor decides on it: joint owners need each other for what follows, too. */
const actingAs = (it: Case, row: Restriction, facts: Facts) =>
  mayDecide(row.step, null, it, facts.policy, facts.book, facts.today).find(
    (one) => one.member === facts.actor,
  )?.role ?? null;

const OTHER_KIND =
  'A limit of the site and a limit of contact are two restrictions. Decide on the other as a step of its own.';

/** Asked again where the pack says so: extending or widening consults afresh. */
function gatesAgain(
  it: Case,
  row: Restriction,
  purpose: Purpose,
  confirmed: readonly GateId[],
  facts: Facts,
): { ok: true; facts: GateFact[] } | { ok: false; refusal: Refusal } {
  const step = facts.policy.steps.find((one) => one.id === row.step);
  if (!step)
    return refuse(
      'not_in_policy',
      'The step behind this restriction is not in the policy this case follows. Move the case to the right version first.',
    );
  const brought: Brought = {
    ...NOTHING_BROUGHT,
    confirmed,
    purpose,
    restriction: purpose === 'impose' ? null : row.id,
    siteRisk: true,
    by: actingAs(it, row, facts),
  };
  const passed = passGates(
    gatesFor(
      step,
      { it, policy: facts.policy, history: facts.history, calendar: facts.calendar, today: facts.today },
      brought,
    ),
    brought,
  );
  if (!passed.ok)
    return refuse(
      'must_happen_first',
      `Must happen first: ${passed.stopped.label} (${passed.stopped.source.words}). ${passed.stopped.mend}`,
    );
  return { ok: true, facts: passed.facts };
}

/** What was the record's at the start, kept where nothing new was asked: a gate list is never empty. */
const kept = (row: Restriction, again: readonly GateFact[]): GateFact[] => [
  ...row.gates,
  ...again.filter((fact) => !row.gates.some((old) => old.gate === fact.gate)),
];

const places = (extent: Extent): readonly string[] =>
  extent.of === 'site' ? extent.places : extent.channels;
const WIDER: Readonly<Record<string, number>> = {
  whole_site: 3,
  by_appointment: 2,
  not_at_drop_off_pick_up: 1,
  drop_off_pick_up_only: 2,
  events: 1,
};

/** Wider: the whole site now, a place that was not covered, or fewer ways of getting in touch. */
export const widens = (from: Extent, to: Extent): boolean => {
  if (from.of !== to.of) return true;
  if (to.of === 'contact')
    return (
      places(from).some((channel) => !places(to).includes(channel)) ||
      (from.of === 'contact' && to.perWeek < from.perWeek)
    );
  const weight = (extent: Extent) => Math.max(...places(extent).map((place) => WIDER[place] ?? 1));
  return (
    weight(to) > weight(from) ||
    (!places(from).includes('whole_site') && places(to).some((place) => !places(from).includes(place)))
  );
};

const cap = (row: Restriction, start: Day, facts: Facts): Day =>
  row.extent.of === 'contact'
    ? addMonths(start, 6)
    : lengthEnd(start, facts.policy.restriction.length.cap, facts);

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
  | 'confirm_restriction'
  | 'vary_restriction'
  | 'extend_restriction'
  | 'lift_restriction'
  | 'run_out'
  | 'invite_comment'
> = {
  record_their_side: (_it, command, facts) => {
    if (command.receivedOn > facts.today)
      return refuse(
        'dates_wrong',
        'That day has not come yet. Give the day on which it arrived.',
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
  /** R4: a fresh decision after the window or their answer. It never comes by itself. */
  confirm_restriction: (it, command, facts) => {
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
    const spoke = it.theirSide.some((one) => one.restriction === row.id || one.restriction === null);
    const closed = windowClosed(it, row, facts);
    if (!spoke && !closed && !command.saidNothingToAdd)
      return refuse(
        'must_happen_first',
        facts.today > row.hearing.closes
          ? `The letter that asks for their side has not gone, or went fewer than ${FEWEST_DAYS} school days ago. Mark it as sent, give them those days, or record what they said.`
          : `They have until ${row.hearing.closes} to give their side and have not done so yet. Wait, or record what they said.`,
      );
    if (command.extent.of !== row.extent.of) return refuse('input', OTHER_KIND, 'places');
    const again = gatesAgain(it, row, 'impose', command.confirmed, facts);
    if (!again.ok) return again;
    const start =
      row.status === 'provisional' ? row.start : firstSchoolDayOnOrAfter(facts.calendar, facts.today);
    const wrong = badDates(start, command.end, facts, cap(row, facts.today, facts));
    if (wrong) return refuse('dates_wrong', wrong, 'end');
    const wider = widens(row.extent, command.extent)
      ? gatesAgain(it, row, 'widen', command.confirmed, facts)
      : { ok: true as const, facts: [] };
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
        on: facts.today,
      },
      letterOwed('bar_confirmed', facts, { restriction: row.id, step: row.step }),
    );
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
    const wrong = badDates(
      row.start,
      command.end,
      facts,
      command.end <= row.end ? row.end : cap(row, facts.today, facts),
    );
    if (wrong) return refuse('dates_wrong', wrong, 'end');
    if (command.end > row.end)
      return refuse(
        'dates_wrong',
        'A later last day is an extension, which needs fresh reasons. Choose "Extend".',
        'end',
      );
    const wider = widens(row.extent, command.extent)
      ? gatesAgain(it, row, 'widen', command.confirmed, facts)
      : { ok: true as const, facts: [] };
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
      return refuse('dates_wrong', `It already holds until ${row.end}. Choose a later last day.`, 'end');
    if (row.commentBy === null || (facts.today <= row.commentBy && !commented(it, row, row.commentBy, facts)))
      return refuse(
        'must_happen_first',
        'Ask the person for their comments first, and give them until the day you name. Use "Invite comments".',
      );
    const wrong = badDates(facts.today, command.end, facts, cap(row, facts.today, facts));
    if (wrong) return refuse('dates_wrong', wrong, 'end');
    const again = gatesAgain(it, row, 'extend', command.confirmed, facts);
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
        on: facts.today,
      },
      letterOwed('review_extend', facts, { restriction: row.id, step: row.step }),
    );
  },
  lift_restriction: (it, command, facts) => {
    const got = live(it, command.restriction);
    if (!got.ok) return got;
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
    if (facts.today <= got.row.end) return refuse('dates_wrong', `It holds until ${got.row.end}.`);
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
