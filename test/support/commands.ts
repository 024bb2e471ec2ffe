import type { Case } from '../../src/domain/case.ts';
import type { CaseCommand, CommandOf, Decide, RestrictionTerms } from '../../src/domain/command.ts';
import {
  BreachId,
  GateId,
  type LetterId,
  MemberId,
  ParticularsId,
  type ParticularsRef,
  PersonId,
  type RestrictionId,
  RoleId,
  StepId,
} from '../../src/domain/ids.ts';
import type { Flag } from '../../src/domain/policy/condition.ts';
import { addDays, type Day, toDay } from '../../src/domain/time.ts';

type Word<T extends CaseCommand['do']> = (it: Case, today: Day) => CommandOf<T>;

let texts = 0;

/** Something that somebody typed, as the journal knows it: where it is kept and no word of it. */
export function ref(): ParticularsRef {
  texts += 1;
  return { id: ParticularsId.parse(`text-${texts}`), commitment: 'c'.repeat(64) };
}

const last = <T>(rows: readonly T[], what: string): T => {
  const row = rows.at(-1);
  if (row === undefined) throw new Error(`The case holds no ${what}.`);
  return row;
};

const WHOLE_SITE = { of: 'site' as const, places: ['whole_site' as const] };

export interface Choices {
  /** Typed reasons: for what is different from the policy, and for coming early. */
  readonly because?: boolean;
  readonly equality?: boolean;
  readonly waived?: readonly string[];
  readonly confirmed?: readonly string[];
  readonly present?: readonly string[];
  readonly phone?: string;
  readonly second?: string;
  /** Days. */
  readonly from?: string;
  readonly until?: string;
  readonly mode?: RestrictionTerms['mode'];
  readonly places?: readonly ('whole_site' | 'by_appointment' | 'events' | 'drop_off_pick_up_only')[];
  /** No reason is given why it could not wait. */
  readonly riskLeftOut?: boolean;
  readonly siteRisk?: boolean;
  /** Nothing is said about deciding on an allegation alone. */
  readonly unfound?: boolean;
  readonly channels?: readonly ('email' | 'phone' | 'letter' | 'app' | 'in_person')[];
}

/** The head's decision. Every form is filled in as somebody careful would, but for what the test leaves out. */
export const decide =
  (steps: string | readonly string[], choices: Choices = {}): Word<'decide'> =>
  (_it, today): Decide => {
    const start = choices.from ? toDay(choices.from) : today;
    const end = choices.until ? toDay(choices.until) : addDays(start, 44);
    const mode = choices.mode ?? 'provisional';
    return {
      do: 'decide',
      steps: (typeof steps === 'string' ? [steps] : steps).map((id) => StepId.parse(id)),
      reason: ref(),
      departureReason: choices.because ?? false,
      skipReason: choices.because ?? false,
      waived: [...(choices.waived ?? []), ...(choices.unfound ? [] : ['found'])].map((id) =>
        GateId.parse(id),
      ),
      confirmed: (choices.confirmed ?? []).map((id) => GateId.parse(id)),
      equality: (choices.equality ?? true) ? { answer: 'none_known', note: null } : null,
      phone: choices.phone ? { decidedBy: MemberId.parse(choices.phone) } : null,
      present: (choices.present ?? []).map((id) => MemberId.parse(id)),
      restriction: {
        mode,
        extent: choices.places ? { of: 'site', places: [...choices.places] } : WHOLE_SITE,
        start,
        end,
        threshold: ref(),
        risk: mode === 'provisional' && !choices.riskLeftOut ? ref() : null,
        siteRisk: choices.siteRisk ? ref() : null,
      },
      contact: {
        extent: {
          of: 'contact',
          channels: [...(choices.channels ?? ['email' as const])],
          named: RoleId.parse('deputy'),
          perWeek: 1,
        },
        start,
        end,
      },
      risk: choices.riskLeftOut ? null : ref(),
      secondPerson: choices.second ? MemberId.parse(choices.second) : null,
    };
  };

/** A decision that brings no danger along: nothing is waived for it. */
export const calmly = (steps: string | readonly string[], choices: Choices = {}) =>
  decide(steps, { mode: 'intention', riskLeftOut: true, ...choices });

export const gathered = (): CaseCommand => ({ do: 'record_gathered', note: ref() });
export const spoken = (resolved = false): CaseCommand => ({
  do: 'record_spoken',
  how: 'spoke',
  tries: 1,
  resolved,
  note: null,
});
export const notReached = (tries: number): CaseCommand => ({
  do: 'record_spoken',
  how: 'not_reached',
  tries,
  resolved: false,
  note: null,
});

export const classified =
  (
    more: {
      readonly breaches?: readonly string[];
      readonly flags?: readonly Flag[];
      readonly finding?: Case['finding'];
      readonly exception?: readonly [breach: string, exception: string];
      readonly continues?: boolean;
    } = {},
  ): Word<'classify'> =>
  (it) => ({
    do: 'classify',
    breaches: more.breaches?.map((id) => BreachId.parse(id)) ?? it.breaches,
    flags: more.flags ?? it.flags,
    finding: more.finding ?? 'found',
    exceptions: more.exception
      ? [{ breach: BreachId.parse(more.exception[0]), exception: more.exception[1], note: ref() }]
      : [],
    continues: more.continues ?? false,
  });

const latestRestriction = (it: Case): RestrictionId => last(it.restrictions, 'restriction').id;

export const ask =
  (step: string, purpose: CommandOf<'ask_view'>['purpose'] = 'impose'): Word<'ask_view'> =>
  (it) => ({
    do: 'ask_view',
    purpose,
    step: StepId.parse(step),
    restriction: purpose === 'impose' ? null : latestRestriction(it),
    summary: ref(),
    proposal: ref(),
  });
export const chase = (): Word<'chase_view'> => (it) => ({
  do: 'chase_view',
  consultation: last(it.consultations, 'request for a view').id,
});
export const passOn = (): Word<'pass_on_view'> => (it) => ({
  do: 'pass_on_view',
  consultation: last(it.consultations, 'request for a view').id,
});
export const view =
  (
    answer: CommandOf<'give_view'>['view'],
    more: { readonly phoneOf?: string; readonly comment?: boolean } = {},
  ): Word<'give_view'> =>
  (it) => ({
    do: 'give_view',
    consultation: last(it.consultations, 'request for a view').id,
    view: answer,
    comment: (more.comment ?? (answer !== 'support' && answer !== 'approve')) ? ref() : null,
    phone: more.phoneOf ? { viewOf: MemberId.parse(more.phoneOf) } : null,
  });

export const meeting =
  (outcome: CommandOf<'record_meeting'>['outcome']): Word<'record_meeting'> =>
  (it) => ({ do: 'record_meeting', matter: last(it.meetings, 'meeting').id, outcome, note: null });
export const rearrange = (): Word<'rearrange_meeting'> => (it) => ({
  do: 'rearrange_meeting',
  matter: last(it.meetings, 'meeting').id,
});
export const referral =
  (outcome: CommandOf<'record_referral'>['outcome']): Word<'record_referral'> =>
  (it) => ({
    do: 'record_referral',
    matter: last(it.referrals, 'referral').id,
    outcome,
    reference: null,
    note: null,
  });
export const removalChecked =
  (removed: boolean): Word<'check_removal'> =>
  (it) => ({ do: 'check_removal', matter: last(it.removals, 'request to remove').id, removed });

export const theirSide =
  (receivedOn?: string): Word<'record_their_side'> =>
  (it, today) => ({
    do: 'record_their_side',
    restriction: latestRestriction(it),
    channel: 'email',
    receivedOn: receivedOn ? toDay(receivedOn) : today,
    text: ref(),
  });
export const acknowledge = (): Word<'acknowledge'> => (it) => ({
  do: 'acknowledge',
  matter: last(it.theirSide, 'answer of theirs').id,
});

interface Again {
  readonly present?: readonly string[];
  /** The reason is said to answer the reservations. */
  readonly answers?: boolean;
  /** Nothing is said about confirming it on an allegation alone. */
  readonly unfound?: boolean;
}
const again = (more: Again) => ({
  present: (more.present ?? []).map((id) => MemberId.parse(id)),
  answersView: more.answers ?? false,
});

export const confirm =
  (
    until?: string,
    more: {
      readonly nothingToAdd?: boolean;
      readonly extent?: CommandOf<'confirm_restriction'>['extent'];
    } & Again = {},
  ): Word<'confirm_restriction'> =>
  (it, today) => ({
    do: 'confirm_restriction',
    restriction: latestRestriction(it),
    extent: more.extent ?? last(it.restrictions, 'restriction').extent,
    end: until ? toDay(until) : addDays(today, 30),
    reason: ref(),
    answer: ref(),
    arrangements: ref(),
    saidNothingToAdd: more.nothingToAdd ?? false,
    confirmed: [],
    waived: it.finding === 'found' || more.unfound ? [] : [GateId.parse('found')],
    ...again(more),
  });
export const vary =
  (
    more: { readonly until?: string; readonly extent?: CommandOf<'vary_restriction'>['extent'] } & Again = {},
  ): Word<'vary_restriction'> =>
  (it) => ({
    do: 'vary_restriction',
    restriction: latestRestriction(it),
    extent: more.extent ?? last(it.restrictions, 'restriction').extent,
    end: more.until ? toDay(more.until) : last(it.restrictions, 'restriction').end,
    reason: ref(),
    confirmed: [],
    ...again(more),
  });
export const extend =
  (until: string, more: Again = {}): Word<'extend_restriction'> =>
  (it) => ({
    do: 'extend_restriction',
    restriction: latestRestriction(it),
    end: toDay(until),
    reason: ref(),
    considered: ref(),
    confirmed: [],
    ...again(more),
  });
export const lift = (): Word<'lift_restriction'> => (it) => ({
  do: 'lift_restriction',
  restriction: latestRestriction(it),
  reason: ref(),
});
export const runOut = (): Word<'run_out'> => (it) => ({ do: 'run_out', restriction: latestRestriction(it) });
export const inviteComment = (): Word<'invite_comment'> => (it) => ({
  do: 'invite_comment',
  restriction: latestRestriction(it),
});

export const hold = (whose: 'police' | 'dsl' = 'dsl'): CaseCommand => ({
  do: 'place_hold',
  for: whose,
  reason: ref(),
});
export const reviewHold = (): CaseCommand => ({ do: 'review_hold' });
export const liftHold = (): CaseCommand => ({ do: 'lift_hold', reason: ref() });

export const request =
  (kind: CommandOf<'receive_request'>['kind'], receivedOn?: string): Word<'receive_request'> =>
  (it, today) => ({
    do: 'receive_request',
    kind,
    channel: 'email',
    receivedOn: receivedOn ? toDay(receivedOn) : today,
    text: ref(),
    restriction: it.restrictions.at(-1)?.id ?? null,
  });
export const answerRequest = (): Word<'answer_request'> => (it) => ({
  do: 'answer_request',
  matter: last(
    it.requests.filter((row) => !row.answered),
    'request',
  ).id,
  note: ref(),
});

const letterIn = (it: Case, kind: string | undefined): LetterId => {
  const owed = it.letters.filter((row) => !row.dropped && (kind === undefined || row.kind === kind));
  return last(owed, `letter ${kind ?? ''}`).id;
};
export const sign =
  (kind?: string): Word<'sign_letter'> =>
  (it) => ({ do: 'sign_letter', letter: letterIn(it, kind), text: ref(), language: 'en' });
export const send =
  (kind?: string, addressConfirmed = true): Word<'send_letter'> =>
  (it, today) => ({
    do: 'send_letter',
    letter: letterIn(it, kind),
    on: today,
    how: 'first_class',
    addressConfirmed,
    proof: null,
  });

export const people = (named: {
  readonly affected?: readonly string[];
  readonly witnesses?: readonly string[];
}): CaseCommand => ({
  do: 'name_people',
  affected: (named.affected ?? []).map((id) => MemberId.parse(id)),
  witnesses: (named.witnesses ?? []).map((id) => MemberId.parse(id)),
});
export const standAside = (member: string, why: CommandOf<'stand_aside'>['why']): CaseCommand => ({
  do: 'stand_aside',
  member: MemberId.parse(member),
  why,
});
export const dslTold = (): CaseCommand => ({ do: 'record_dsl_told' });
export const identify = (person: string): CaseCommand => ({ do: 'identify', person: PersonId.parse(person) });
export const moveTo = (person: string): CaseCommand => ({
  do: 'move_to_person',
  person: PersonId.parse(person),
  reason: ref(),
});
export const withdraw = (): Word<'withdraw_report'> => (it) => ({
  do: 'withdraw_report',
  report: last(it.reports, 'report').id,
  reason: ref(),
});
export const correct = (): Word<'correct_report'> => (it) => ({
  do: 'correct_report',
  report: last(it.reports, 'report').id,
  narrative: ref(),
  reason: ref(),
});
export const close = (
  outcome: CommandOf<'close'>['outcome'] = 'step_taken',
  outline: CommandOf<'close'>['outline'] = 'written_to',
): CaseCommand => ({ do: 'close', outcome, outline, reason: ref() });
export const reopen = (): CaseCommand => ({ do: 'reopen', reason: ref() });
