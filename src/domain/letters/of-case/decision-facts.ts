import { addDuration } from '../../due.ts';
import type { EventOf } from '../../events/case-event.ts';
import type { ParticularsRef, RestrictionId } from '../../ids.ts';
import type { RETAINED } from '../../policy/rules.ts';
import type { Day } from '../../time.ts';
import type { LetterFacts } from '../facts.ts';
import { gap } from '../gaps.ts';
import type { LetterKind } from '../kinds.ts';
import { aboutRestriction, type CaseSource, lastFact } from './case-source.ts';

/** The fact whose reason was written for the letter: the form that asks for it says so. */
function reasonFor(source: CaseSource, id: RestrictionId | null): ParticularsRef | undefined {
  const of = (event: { restriction: RestrictionId }) => event.restriction === id;
  const asked: Partial<Record<LetterKind, () => { readonly reason: ParticularsRef } | undefined>> = {
    bar_confirmed: () => lastFact(source, 'restriction_confirmed', of),
    review_vary: () => lastFact(source, 'restriction_varied', of),
    review_extend: () => lastFact(source, 'restriction_extended', of),
    review_lift: () => lastFact(source, 'restriction_lifted', of),
    bar_not_confirmed: () => lastFact(source, 'restriction_lifted', of),
  };
  return asked[source.kind]?.()?.reason;
}

function keptUntil(
  { policy, calendar, today, it }: CaseSource,
  keep: (typeof RETAINED)[number],
): Day | undefined {
  if (it.closed) return it.closed.retention.until;
  const rule = policy.retention.find((row) => row.keep === keep);
  return rule && addDuration(calendar, today, rule.for);
}

function considered(source: CaseSource, id: RestrictionId | null): LetterFacts['considered'] {
  const extended: EventOf<'restriction_extended'> | undefined =
    source.kind === 'review_extend'
      ? lastFact(source, 'restriction_extended', (event) => event.restriction === id)
      : undefined;
  const text = extended && source.text(extended.considered);
  return text ? text.split('\n') : [gap('what you looked at: how things have gone since, and anything new')];
}

/** What was decided and why. The reason of a decision is for the file: a letter's reasons are written for its reader. */
export function decisionFacts(source: CaseSource): LetterFacts {
  const { it, kind } = source;
  const id = aboutRestriction(source);
  const reason = reasonFor(source, id);
  const lifted = lastFact(source, 'restriction_lifted', (event) => event.restriction === id);
  return {
    finding:
      it.finding === 'found'
        ? `I find that ${gap('what you find to have happened')}.`
        : gap('what you find to have happened; the case is not marked as found yet'),
    reasons:
      (reason && source.text(reason)) ||
      (kind === 'no_further_action'
        ? undefined
        : gap('your reasons, in words for this reader, naming nobody else')),
    behaviour_to_stop: [gap('what you ask the person to stop doing')],
    expected_conduct: [gap('what you ask for instead')],
    on_file_until: keptUntil(source, kind === 'no_further_action' ? 'no_action' : 'formal'),
    restored_on: lifted?.on,
    considered: considered(source, id),
  };
}
