import { nextSchoolDay } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { Decide } from '../command.ts';
import { addDuration } from '../due.ts';
import type { CaseEvent, EventOf } from '../events/case-event.ts';
import type { TakenStep } from '../events/deciding.ts';
import type { Facts } from '../facts.ts';
import { MatterId, RestrictionId } from '../ids.ts';
import type { StepKind } from '../policy/step.ts';
import { refuse } from '../refusal.ts';
import { type Decided, record } from './decided.ts';
import { followUpDay } from './follow-up-day.ts';
import { letterOwed } from './letter-owed.ts';
import { contactRestriction, siteRestriction } from './restriction-opened.ts';

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
    followUp: followUpDay(facts),
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
          checkOn: followUpDay(facts),
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
