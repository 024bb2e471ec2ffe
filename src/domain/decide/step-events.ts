import { beforeHoliday, nextSchoolDay } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { Decide } from '../command.ts';
import { addDuration, subtractDuration } from '../due.ts';
import type { CaseEvent, EventOf } from '../events/case-event.ts';
import type { TakenStep } from '../events/deciding.ts';
import type { Facts } from '../facts.ts';
import { LetterId, MatterId, RestrictionId, type RoleId, type StepId } from '../ids.ts';
import type { Duration } from '../policy/duration.ts';
import type { StepKind } from '../policy/step.ts';
import { refuse } from '../refusal.ts';
import { addMonths, type Day, daysBetween } from '../time.ts';
import { type Decided, record } from './decided.ts';

/** Within how long a letter follows its decision, and a referral is followed up (Accord's default). */
const SOON = { count: 1, unit: 'school days', words: '1 school day' } as const;
const FOLLOW_UP = { count: 5, unit: 'school days', words: '5 school days' } as const;

export const signersOf = (kind: string, facts: Facts): RoleId[] =>
  (
    facts.policy.signs.find((row) => row.letters.includes(kind)) ??
    facts.policy.signs.find((row) => row.letters.length === 0) ??
    facts.policy.signs[0]
  )?.by ?? [];

export const letterOwed = (
  kind: string,
  facts: Facts,
  about: { restriction?: RestrictionId; step?: StepId } = {},
): CaseEvent => ({
  type: 'letter_owed',
  letter: LetterId.parse(facts.nextId()),
  kind,
  restriction: about.restriction ?? null,
  step: about.step ?? null,
  signers: signersOf(kind, facts),
  due: addDuration(facts.calendar, facts.today, SOON),
});

const REFERRED: Partial<Readonly<Record<StepKind, EventOf<'referral_made'>['to']>>> = {
  refer_police: 'police',
  refer_legal: 'legal',
  seek_advice: 'advice',
  report_platform: 'platform',
  call_999: 'emergency',
  tell_dsl: 'dsl',
  hand_to_complaints: 'complaints',
  hand_to_behaviour: 'behaviour',
};

/** The review falls before the end, and before a holiday that would swallow it (moment 7). */
export function reviewDay(start: Day, end: Day, facts: Facts): Day {
  const rules = facts.policy.restriction.review;
  const byEnd = subtractDuration(facts.calendar, end, rules.before_end);
  const every = addDuration(facts.calendar, start, rules.at_most_every);
  const wanted = byEnd < every ? byEnd : every;
  const moved = beforeHoliday(facts.calendar, wanted);
  return moved < start ? start : moved > end ? end : moved;
}

/** Fewer days than this left of a half term or term, and the length runs to the end of the next one. */
const STUB_DAYS = 21;

/** Where a length of the pack's ends; a term with only days left of it would be shorter than their time to answer. */
export function lengthEnd(start: Day, length: Duration, facts: Pick<Facts, 'calendar'>): Day {
  const end = addDuration(facts.calendar, start, length);
  const termly = length.unit === 'half terms' || length.unit === 'terms';
  return termly && daysBetween(start, end) < STUB_DAYS
    ? addDuration(facts.calendar, start, { ...length, count: length.count + 1 })
    : end;
}

/** No restriction outlasts the pack's cap before a fresh decision, nor ends before it starts. */
export function badDates(
  start: Day,
  end: Day,
  facts: Facts,
  cap: Day = lengthEnd(start, facts.policy.restriction.length.cap, facts),
): string | null {
  if (end < start) return 'It ends before it starts. Choose a last day after the first.';
  if (end < facts.today) return 'The last day has passed already. Choose a later one.';
  if (end > cap)
    return `The longest that may be decided at once is ${facts.policy.restriction.length.cap.words}, so until ${cap} at most. Choose an earlier last day; it can be reviewed and extended.`;
  return null;
}

const PAST_START = 'Nobody is kept away for days that have passed. Choose a first day from today on.';

/** R15: a contact limit is reviewed within six months. */
const CONTACT_CAP_MONTHS = 6;

function siteRestriction(taken: TakenStep, command: Decide, facts: Facts): Decided {
  const terms = command.restriction;
  if (!terms)
    return refuse(
      'input',
      'Say from when to when, where, and why: a restriction needs its dates and its reason.',
      'end',
    );
  const wrong = badDates(terms.start, terms.end, facts);
  if (wrong) return refuse('dates_wrong', wrong, 'end');
  if (terms.start < facts.today) return refuse('dates_wrong', PAST_START, 'start');
  if (terms.extent.of !== 'site')
    return refuse('input', 'Choose which parts of the site it is about.', 'places');
  const odd = terms.extent.places.find((place) => !facts.policy.restriction.extents.includes(place));
  if (odd)
    return refuse('not_in_policy', 'This school does not use that kind of limit. Choose another.', 'places');
  if (terms.mode === 'provisional' && !terms.risk)
    return refuse(
      'reason_needed',
      'To keep somebody away before they have been heard, say what makes it too dangerous to wait. Otherwise give notice and hear them first.',
      'risk',
    );
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
  if (provisional && start > closes)
    return refuse(
      'dates_wrong',
      'What cannot wait until they have been heard begins now. Choose an earlier first day, or give notice and hear them first.',
      'start',
    );
  if (end < start)
    return refuse(
      'dates_wrong',
      `They have until ${closes} to give their side, so it would begin on ${start}. Choose a last day after that.`,
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

function contactRestriction(taken: TakenStep, command: Decide, facts: Facts): Decided {
  const terms = command.contact;
  if (terms?.extent.of !== 'contact')
    return refuse(
      'input',
      'Say which ways of getting in touch remain, with whom, and until when.',
      'channels',
    );
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

/** What one step sets going: a meeting to answer, a referral to follow up, a letter owed, a restriction with its dates. */
function eventsOf(taken: TakenStep, it: Case, command: Decide, facts: Facts): Decided {
  const { kind, step } = taken;
  const named = facts.policy.steps.find((row) => row.id === step)?.letter;
  const letter = (name: string) =>
    letterOwed(facts.policy.steps.find((row) => row.id === step)?.letter ?? name, facts, { step });
  const matter = () => MatterId.parse(facts.nextId());
  const referral = (): CaseEvent => ({
    type: 'referral_made',
    matter: matter(),
    step,
    to: REFERRED[kind] ?? 'advice',
    body: facts.policy.steps.find((row) => row.id === step)?.body ?? null,
    followUp: addDuration(facts.calendar, facts.today, FOLLOW_UP),
    holdsInterviews: kind === 'refer_police',
  });
  switch (kind) {
    case 'invite_meeting':
    case 'mediate': {
      const replyBy = addDuration(facts.calendar, facts.today, facts.policy.meeting.reply_within);
      const invited: CaseEvent = {
        type: 'meeting_invited',
        matter: matter(),
        step,
        about: kind === 'mediate' ? 'mediation' : 'meeting',
        replyBy,
      };
      return kind === 'mediate' ? record(invited) : record(invited, letter('meeting_invitation'));
    }
    case 'warn':
      return record(letter('warning'));
    case 'remind':
      return facts.policy.steps.find((row) => row.id === step)?.letter
        ? record(letter('reminder'))
        : record();
    case 'restrict_site':
      return siteRestriction(taken, command, facts);
    case 'restrict_contact':
      return contactRestriction(taken, command, facts);
    case 'turn_away': {
      if (!command.risk)
        return refuse(
          'reason_needed',
          'Say what the danger is: turning somebody away at once needs that reason.',
          'risk',
        );
      const id = RestrictionId.parse(facts.nextId());
      return record({
        type: 'person_turned_away',
        restriction: id,
        step,
        start: facts.today,
        end: nextSchoolDay(facts.calendar, facts.today),
        risk: command.risk,
      });
    }
    case 'refer_police':
    case 'refer_legal':
      return record(referral(), letter(kind === 'refer_police' ? 'police_referral' : 'legal_referral'));
    case 'report_platform':
      return record(referral(), letter('platform_report'));
    case 'call_999':
    case 'seek_advice':
    case 'hand_to_behaviour':
      return named ? record(referral(), letterOwed(named, facts, { step })) : record(referral());
    case 'tell_dsl':
      return it.dslTold ? record() : record(referral());
    case 'ask_removal':
      return record(
        {
          type: 'removal_asked',
          matter: matter(),
          step,
          checkOn: addDuration(facts.calendar, facts.today, FOLLOW_UP),
        },
        letter('removal_request'),
      );
    case 'hand_to_complaints':
      return record(referral(), ...(it.person ? [letter('complaints_handoff')] : []));
    case 'no_action':
      return record(
        ...(it.person && facts.policy.steps.find((row) => row.id === step)?.letter
          ? [letter('no_further_action')]
          : []),
      );
    case 'defuse':
    case 'gather':
    case 'speak':
    case 'other':
      return record();
    default:
      return kind satisfies never;
  }
}

export function stepEvents(it: Case, taken: readonly TakenStep[], command: Decide, facts: Facts): Decided {
  const events: CaseEvent[] = [];
  for (const row of taken) {
    const made = eventsOf(row, it, command, facts);
    if (!made.ok) return made;
    events.push(...made.events);
  }
  return record(...events);
}
