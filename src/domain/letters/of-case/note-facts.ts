import type { Consultation, Referral } from '../../case.ts';
import type { LetterFacts } from '../facts.ts';
import { gap } from '../gaps.ts';
import type { LetterKind } from '../kinds.ts';
import { printDay } from '../print-day.ts';
import { type CaseSource, factsOf, lastFact } from './case-source.ts';
import { theTitle } from './heading-facts.ts';

const GOES_TO: Partial<Record<LetterKind, Referral['to']>> = {
  police_referral: 'police',
  legal_referral: 'legal',
  platform_report: 'platform',
};

/** The body by the name the school or its policy gives it. Which force or whose lawyers is never inferred. */
function referredTo({ it, kind, letter, policy, settings }: CaseSource): string {
  const to = GOES_TO[kind];
  const id =
    policy.steps.find((row) => row.id === letter.step)?.body ??
    it.referrals.findLast((row) => row.to === to)?.body;
  const body = policy.bodies.find((row) => row.id === id) ?? policy.bodies.find((row) => row.kind === to);
  const entered = body && settings.bodies[body.id];
  if (entered) return entered;
  // Policies name websites by the handful; a report goes to one.
  return kind === 'platform_report' || !body?.name ? gap('whom this goes to') : body.name;
}

function referralReason({ policy, letter }: CaseSource): string {
  const source = policy.steps.find((row) => row.id === letter.step)?.source;
  const why = gap('why it is passed on');
  return source?.kind === 'policy' ? `${why}\n\nOur code speaks of this in: ${source.words}.` : why;
}

const VIEWS: Readonly<Record<NonNullable<Consultation['given']>['view'], string>> = {
  support: 'I support this',
  concern: 'I have reservations',
  talk: "I'd like to talk",
  approve: 'Approved',
  refuse: 'Not approved',
};

function consultation(source: CaseSource): LetterFacts {
  const { it, policy, letter, text, kind } = source;
  if (kind !== 'consultation_note') return {};
  const row = it.consultations.findLast((one) => one.step === letter.step) ?? it.consultations.at(-1);
  if (!row) return {};
  const made = lastFact(source, 'decision_made', (event) => event.steps.some((one) => one.step === row.step));
  const label = (id: string) => policy.steps.find((step) => step.id === id)?.label;
  const others = made?.considered.filter((id) => !made.steps.some((one) => one.step === id)) ?? [];
  const equality = made?.equality;
  return {
    consulted: theTitle(row.role, policy),
    reported_account: text(row.summary) ?? undefined,
    proposal: text(row.proposal) ?? gap('what was proposed'),
    options_considered:
      others.length > 0 ? others.flatMap((id) => label(id) ?? []) : [gap('what else was considered')],
    effect_on_child: gap('the effect on the child'),
    equality:
      equality?.answer === 'none_known'
        ? 'Asked before the decision: no disability, language or other need was known.'
        : (equality?.note && text(equality.note)) ||
          gap('what was asked and done about disability, language and other needs'),
    view: row.given ? VIEWS[row.given.view] : gap('the view; none has been given yet'),
    view_comment: (row.given?.comment && text(row.given.comment)) || undefined,
    view_given_on: row.given?.on ?? { gap: 'the day the view was given' },
    view_given_how: row.given ? (row.given.phone ? 'by phone' : 'in writing') : gap('how it was given'),
    answer_to_view:
      row.given && row.given.view !== 'support' && row.given.view !== 'approve'
        ? gap('how the view was answered')
        : 'It called for no answer.',
  };
}

/** Notes that stay in the school or go to those who advise it. They may name people; they still guess nothing. */
export function noteFacts(source: CaseSource): LetterFacts {
  const { it, person, member } = source;
  const dslTold = factsOf(source, 'dsl_told').at(-1)?.on;
  return {
    person_name: person?.name ?? 'somebody who has not been identified',
    referred_to: referredTo(source),
    referral_reason: referralReason(source),
    people_affected:
      it.affected.length > 0 ? it.affected.map(member) : [gap('who was affected, and in what role')],
    dsl_told: dslTold ? `on ${printDay(dslTold)}` : undefined,
    advice_wanted: gap('what you would like to know'),
    ...consultation(source),
  };
}
