import { titleOf } from '../../book.ts';
import type { TheirSide as Sent } from '../../case.ts';
import type { RestrictionId } from '../../ids.ts';
import type { Day } from '../../time.ts';
import type { LetterFacts } from '../facts.ts';
import { gap } from '../gaps.ts';
import { aboutRestriction, type CaseSource, lastFact } from './case-source.ts';

/** Characters. What somebody wrote at greater length is for a person to sum up. */
const SHORT_ENOUGH = 600;

const HOW: Readonly<Record<Sent['channel'], string>> = {
  email: 'in your email',
  letter: 'in your letter',
  phone: 'when we spoke on the phone',
  meeting: 'when we met',
  other: gap('how it reached us'),
};
const CAME_BY: Readonly<Record<Sent['channel'], string>> = {
  email: 'by email',
  letter: 'by post',
  phone: 'by phone',
  meeting: 'when we met',
  other: gap('how it reached us'),
};

const REVIEWS: ReadonlySet<string> = new Set(['review_lift', 'review_vary', 'review_extend']);

/** Of this restriction, and for a review only what came after comments were invited. */
const sentFor = (source: CaseSource, id: RestrictionId, since: Day | undefined): Sent | undefined =>
  source.it.theirSide.findLast(
    (row) =>
      (row.restriction === id || row.restriction === null) &&
      (since === undefined || row.receivedOn >= since),
  );

function side(source: CaseSource, id: RestrictionId): LetterFacts['their_side'] {
  const of = (event: { restriction: RestrictionId }) => event.restriction === id;
  const review = REVIEWS.has(source.kind);
  const invited = review ? lastFact(source, 'comment_invited', of) : undefined;
  if (review && !invited)
    return { gap: 'what they told you about the review and your answer, or that nothing came' };
  const confirmed = lastFact(source, 'restriction_confirmed', of);
  const sent = sentFor(source, id, invited?.on);
  if (sent) {
    const theirs = (source.text(sent.text) ?? '').trim();
    const answer = !review && confirmed ? source.text(confirmed.answer) : null;
    return {
      received: true,
      on: sent.receivedOn,
      how: HOW[sent.channel],
      summary:
        theirs !== '' && theirs.length <= SHORT_ENOUGH
          ? theirs
          : gap('what they told you, point by point, in a few sentences'),
      answer: answer?.trim() || gap('your answer to each point'),
    };
  }
  if (!review && confirmed?.heard === 'said_nothing_to_add')
    return { gap: 'when and how they told you that they had nothing to add' };
  // Nobody is told that they did not answer while they still may.
  const askedBy = invited?.by ?? lastFact(source, 'restriction_opened', of)?.windowCloses;
  return askedBy && source.today > askedBy
    ? { received: false, askedBy }
    : { gap: 'what they told you and your answer, or that nothing came' };
}

/** How they are heard before a decision, and what the letter after it says about that. */
export function theirSideFacts(source: CaseSource): LetterFacts {
  const { it, policy, settings, signer } = source;
  const id = aboutRestriction(source);
  if (id === null) return {};
  const of = (event: { restriction: RestrictionId }) => event.restriction === id;
  const opened = lastFact(source, 'restriction_opened', of);
  // Clocks that stood still under a "do not contact" have moved on since the event.
  const hearing = it.restrictions.find((row) => row.id === id)?.hearing;
  const sent = sentFor(source, id, undefined);
  const { phone, email } = settings.letterhead;
  return {
    their_side_to: signer ? `${signer.name} (${titleOf(signer.role, policy)})` : undefined,
    their_side_how: [
      email ? `in a letter to the school, or in an email to ${email}` : 'in a letter to the school',
      phone ? `by phone, on ${phone}` : 'by phone',
      'at a meeting away from the school site, or by video call: tell us which suits you',
    ],
    their_side_by: hearing?.closes ?? opened?.windowCloses,
    decision_by: hearing?.decideBy ?? opened?.decideBy,
    immediate_risk: gap('why it could not wait until they had been heard, in words that this reader may see'),
    their_side: side(source, id),
    their_side_received_on: sent?.receivedOn,
    their_side_received_how: sent ? CAME_BY[sent.channel] : undefined,
    comments_invited_on: lastFact(source, 'comment_invited', of)?.on,
  };
}
