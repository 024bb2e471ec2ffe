import { titleOf } from '../../book.ts';
import { addDuration } from '../../due.ts';
import type { Extent } from '../../events/restricting.ts';
import type { RestrictionId } from '../../ids.ts';
import type { Owner } from '../../policy/roles.ts';
import type { Day } from '../../time.ts';
import type { LetterFacts } from '../facts.ts';
import { gap } from '../gaps.ts';
import { inWords } from '../print-day.ts';
import { aboutRestriction, type CaseSource, factsBefore, lastFact } from './case-source.ts';
import { schoolPhone, theTitle } from './heading-facts.ts';

interface Terms {
  readonly start: Day;
  readonly end: Day;
  readonly review: Day;
  readonly extent: Extent;
}

/** The dates and places as they were when the letter came to be owed. */
function termsOf(source: CaseSource, id: RestrictionId): Terms | null {
  return factsBefore(source).reduce<Terms | null>((terms, event) => {
    switch (event.type) {
      case 'restriction_opened':
      case 'contact_restricted':
      case 'restriction_confirmed':
      case 'restriction_varied':
        return event.restriction === id ? event : terms;
      case 'restriction_extended': {
        const { start, end, review } = event;
        return terms && event.restriction === id ? { start, end, review, extent: terms.extent } : terms;
      }
      default:
        return terms;
    }
  }, null);
}

const ownerSaid = (owner: Owner, source: CaseSource): string =>
  inWords(
    owner.roles.map((role) => theTitle(role, source.policy)),
    owner.how === 'any' ? 'or' : 'and',
  );

/** Who was asked for a view on this and gave one. Asking is not approving, so those who approve are not among them. */
function consulted(source: CaseSource, id: RestrictionId): string | undefined {
  const { it, kind, policy, letter } = source;
  const row = it.restrictions.find((one) => one.id === id);
  const purposes = kind === 'review_extend' ? ['extend'] : kind === 'review_vary' ? ['widen'] : ['impose'];
  const asked = it.consultations.filter(
    (one) =>
      one.kind === 'consult' &&
      one.given !== null &&
      one.step === (row?.step ?? letter.step) &&
      purposes.includes(one.purpose) &&
      (one.restriction === null || one.restriction === id),
  );
  const titles = [...new Set(asked.map((one) => theTitle(one.role, policy)))];
  return titles.length > 0 ? inWords(titles) : undefined;
}

/** R10. What the school has settled once, and what the head wrote for this person. */
function arrangements(source: CaseSource, id: RestrictionId): LetterFacts['barred_arrangements'] {
  const { settings, person, it } = source;
  const { handover, parents_evening, meetings, elections_of } = settings.letters;
  const written = lastFact(
    source,
    'restriction_confirmed',
    (event) => event.restriction === id,
  )?.arrangements;
  const own = (written && source.text(written)) || '';
  return {
    child: it.capacity === 'visitor' ? 'a child' : 'your child',
    handover: {
      where: handover.where || gap('where staff meet a parent who has nobody else to send'),
      morning: handover.morning || gap('the time in the morning'),
      afternoon: handover.afternoon || gap('the time in the afternoon'),
    },
    post: person?.address ? 'by post to this address' : gap('by post or by email, and where to'),
    parentsEvening: parents_evening,
    meetings,
    emergencyPhone: schoolPhone(source),
    electionsOf: elections_of,
    others: own.split('\n').map((line) => line.trim()),
  };
}

/** Dates, places and what goes on meanwhile, for every letter about a restriction. */
export function restrictionFacts(source: CaseSource): LetterFacts {
  const { policy, settings, schoolName, signer, calendar, today } = source;
  const id = aboutRestriction(source);
  const terms = id === null ? null : termsOf(source, id);
  if (id === null || terms === null) return {};
  const { appeal } = policy.restriction;
  return {
    starts_on: terms.start,
    ends_on: terms.end,
    review_on: terms.review,
    extent:
      terms.extent.of === 'site'
        ? {
            extents: terms.extent.places,
            sites: [schoolName],
            dropOffTimes: settings.letters.drop_off_times || undefined,
            events: terms.extent.places.includes('events')
              ? [gap('which events; or "school events" for all of them')]
              : undefined,
          }
        : undefined,
    barred_arrangements: arrangements(source, id),
    permission_from: signer ? `the ${titleOf(signer.role, policy)}` : undefined,
    if_you_come: {
      jurisdiction: settings.jurisdiction ?? policy.jurisdiction.is,
      provider: settings.provider ?? policy.provider.is,
    },
    consulted: consulted(source, id),
    appeal: appeal
      ? {
          to: ownerSaid(appeal.to, source),
          by: addDuration(calendar, today, appeal.within),
          suspends: appeal.suspends,
        }
      : undefined,
  };
}
