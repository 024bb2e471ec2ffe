import { nextSchoolDay } from '../calendar.ts';
import type { Decide } from '../command.ts';
import { addDuration } from '../due.ts';
import type { TakenStep } from '../events/deciding.ts';
import type { Facts } from '../facts.ts';
import { RestrictionId } from '../ids.ts';
import { printDay } from '../letters/print-day.ts';
import { refuse } from '../refusal.ts';
import { addMonths } from '../time.ts';
import { type Decided, record } from './decided.ts';
import { letterOwed } from './letter-owed.ts';
import { oddExtent } from './odd-extent.ts';
import { badDates, CONTACT_CAP_MONTHS, reviewDay } from './restriction-dates.ts';

const BACKWARDS = 'It ends before it starts. Choose a last day after the first.';
const PAST_START = 'Nobody is kept away for days that have passed. Choose a first day from today on.';

export function siteRestriction(taken: TakenStep, command: Decide, facts: Facts): Decided {
  const terms = command.restriction;
  if (!terms)
    return refuse(
      'input',
      'Say from when to when, where, and why: a restriction needs its dates and its reason.',
      'end',
    );
  if (terms.start < facts.today) return refuse('dates_wrong', PAST_START, 'start');
  if (terms.extent.of !== 'site')
    return refuse('input', 'Choose which parts of the site it is about.', 'places');
  const odd = oddExtent(terms.extent, facts.policy);
  if (odd) return { ok: false, refusal: odd };
  if (terms.mode === 'provisional' && !terms.risk)
    return refuse(
      'reason_needed',
      'To keep somebody away before they have been heard, say what makes it too dangerous to wait. Otherwise give notice and hear them first.',
      'risk',
    );
  if (terms.end < terms.start) return refuse('dates_wrong', BACKWARDS, 'end');
  const rules = facts.policy.restriction;
  const id = RestrictionId.parse(facts.nextId());
  const closes = addDuration(facts.calendar, facts.today, rules.their_side.within);
  const decideBy = addDuration(facts.calendar, closes, rules.decide_within.within);
  const provisional = terms.mode === 'provisional' && terms.risk;
  // Nothing confirms itself: a provisional restriction lapses on the day by which it had to be decided.
  const end = provisional && decideBy < terms.end ? decideBy : terms.end;
  const start = provisional
    ? terms.start
    : terms.start > closes
      ? terms.start
      : nextSchoolDay(facts.calendar, closes);
  // Reckoned from the day on which it would begin: after a notice that is when their time to answer is over.
  const wrong = end < start ? null : badDates(start, provisional ? terms.end : end, facts);
  if (wrong) return refuse('dates_wrong', wrong, 'end');
  if (provisional && start > closes)
    return refuse(
      'dates_wrong',
      'What cannot wait until they have been heard begins now. Choose an earlier first day, or give notice and hear them first.',
      'start',
    );
  if (end < start)
    return refuse(
      'dates_wrong',
      `They have until ${printDay(closes)} to give their side, so it would begin on ${printDay(start)}. Choose a last day after that.`,
      'end',
    );
  return record(
    {
      type: 'restriction_opened',
      restriction: id,
      step: taken.step,
      track: provisional ? { is: 'provisional', risk: provisional } : { is: 'intention' },
      extent: terms.extent,
      start,
      end,
      review: provisional ? (closes < end ? closes : end) : reviewDay(start, end, facts),
      windowCloses: closes,
      decideBy,
      threshold: terms.threshold,
      siteRisk: terms.siteRisk,
      gates: taken.gates,
    },
    letterOwed(provisional ? 'provisional_bar' : 'intention_to_bar', facts, {
      restriction: id,
      step: taken.step,
    }),
  );
}

export function contactRestriction(taken: TakenStep, command: Decide, facts: Facts): Decided {
  const terms = command.contact;
  if (terms?.extent.of !== 'contact')
    return refuse(
      'input',
      'Say which ways of getting in touch remain, with whom, and until when.',
      'channels',
    );
  const odd = oddExtent(terms.extent, facts.policy);
  if (odd) return { ok: false, refusal: odd };
  const wrong = badDates(terms.start, terms.end, facts, addMonths(terms.start, CONTACT_CAP_MONTHS));
  if (wrong) return refuse('dates_wrong', wrong, 'contact_end');
  if (terms.start < facts.today) return refuse('dates_wrong', PAST_START, 'contact_start');
  const id = RestrictionId.parse(facts.nextId());
  return record(
    {
      type: 'contact_restricted',
      restriction: id,
      step: taken.step,
      extent: terms.extent,
      start: terms.start,
      end: terms.end,
      review: reviewDay(terms.start, terms.end, facts),
      reason: command.reason,
      gates: taken.gates,
    },
    letterOwed('contact_restriction', facts, { restriction: id, step: taken.step }),
  );
}
