import type { LetterKind } from '../../src/domain/letters/kinds.ts';
import type { StepKind } from '../../src/domain/policy/step.ts';
import { atSchoolTime } from '../../src/domain/time.ts';
import {
  ask,
  classified,
  confirm,
  decide,
  extend,
  gathered,
  inviteComment,
  lift,
  meeting,
  moveTo,
  ref,
  request,
  send,
  sign,
  spoken,
  theirSide,
  vary,
  view,
} from './commands.ts';
import { A_TUESDAY, given, policyOf, type Reported, type Story } from './given.ts';

const stepOf = (pack: string, kind: StepKind) => policyOf(pack).steps.find((row) => row.kind === kind)?.id;
const breachOf: (pack: string) => string = (pack: string) =>
  pack === 'schools-and-parents' ? 'disrespectful_interaction' : 'verbal_aggression';

/** Reported, looked into and found, with the step taken where the policy has one. */
function told(pack: string, kind?: StepKind, report: Reported = {}): Story {
  const story = given(pack)
    .reported({ breaches: [breachOf(pack)], ...report })
    .by('head')
    .when(gathered(), spoken(), classified());
  const step = kind && stepOf(pack, kind);
  return step ? story.when(decide(step, { because: true, siteRisk: true })) : story;
}

const ONLINE: Reported = { breaches: ['online_derogatory'], happened: 'online' };
const seenOnline = (pack: string, kind: StepKind): Story =>
  stepOf(pack, kind)
    ? told(pack, undefined, ONLINE)
        .when({ do: 'add_evidence', kind: 'link', what: ref(), seenAt: atSchoolTime(A_TUESDAY, 19, 10) })
        .when(decide(stepOf(pack, kind) ?? '', { because: true }))
    : told(pack);

function barred(pack: string, mode: 'provisional' | 'intention' = 'provisional'): Story {
  const step = stepOf(pack, 'restrict_site') ?? '';
  return told(pack)
    .when(ask(step))
    .by('chair')
    .when(view('support'))
    .by('head')
    .when(decide(step, { because: true, siteRisk: true, mode }));
}
const heard = (pack: string): Story =>
  barred(pack)
    .when(sign('provisional_bar'), send('provisional_bar'))
    .later('3 school days')
    .when(theirSide());
const decided = (pack: string): Story => heard(pack).later('2 school days').when(confirm());
const reviewed = (pack: string): Story =>
  decided(pack).later('2 school days').when(inviteComment()).later('2 school days').when(theirSide());

function extended(pack: string): Story {
  const story = reviewed(pack);
  const step = stepOf(pack, 'restrict_site') ?? '';
  return story
    .when(ask(step, 'extend'))
    .by('chair')
    .when(view('support'))
    .by('head')
    .when(extend('2026-12-17'));
}

/** Letters that a case of this policy, or of none yet, does not come to owe by itself are asked for by name. */
const STORIES: Readonly<Record<LetterKind, (pack: string) => Story>> = {
  meeting_invitation: (pack) => told(pack, 'invite_meeting'),
  reminder: (pack) => told(pack, 'remind'),
  warning: (pack) =>
    stepOf(pack, 'invite_meeting')
      ? told(pack, 'invite_meeting')
          .when(sign('meeting_invitation'))
          .when(send('meeting_invitation'))
          .later('2 school days')
          .when(meeting('refused'))
          .when(decide(stepOf(pack, 'warn') ?? '', { because: true }))
      : told(pack, 'warn'),
  intention_to_bar: (pack) => barred(pack, 'intention'),
  provisional_bar: (pack) => barred(pack),
  bar_confirmed: decided,
  bar_not_confirmed: (pack) => heard(pack).when(lift()),
  review_lift: (pack) => reviewed(pack).when(lift()),
  review_vary: (pack) =>
    reviewed(pack).when(vary({ extent: { of: 'site', places: ['not_at_drop_off_pick_up'] } })),
  review_extend: extended,
  contact_restriction: (pack) => told(pack, 'restrict_contact'),
  removal_request: (pack) => seenOnline(pack, 'ask_removal'),
  no_further_action: (pack) => told(pack, 'no_action'),
  complaints_handoff: (pack) =>
    told(pack)
      .when(request('complaint'))
      .when(decide(stepOf(pack, 'hand_to_complaints') ?? '', { because: true })),
  correction: (pack) =>
    told(pack, 'warn').when(sign('warning')).when(send('warning')).when(moveTo('somebody_else')),
  their_side_acknowledged: heard,
  reporter_outline: (pack) => told(pack, 'warn'),
  police_referral: (pack) => told(pack, 'refer_police'),
  legal_referral: (pack) => seenOnline(pack, 'refer_legal'),
  platform_report: (pack) => seenOnline(pack, 'report_platform'),
  consultation_note: (pack) => barred(pack),
  meeting_record: (pack) =>
    stepOf(pack, 'invite_meeting') ? told(pack, 'invite_meeting').when(meeting('undertakings')) : told(pack),
};

export const storyFor = (pack: string, kind: LetterKind): Story => STORIES[kind](pack).so(() => undefined);
