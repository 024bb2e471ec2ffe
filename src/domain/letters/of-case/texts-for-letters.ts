import type { CaseEvent, Recorded } from '../../events/case-event.ts';
import type { ParticularsRef } from '../../ids.ts';
import type { LetterKind } from '../kinds.ts';

const ref = (it: ParticularsRef | null): ParticularsRef[] => (it ? [it] : []);

/**
 * The texts a draft may hold: those that were written to be passed on. A reporter's words, accounts, notes of
 * conversations and the reason of a decision are for the file; they may name people, so no draft is made of them
 * and they are not even decrypted for one.
 */
function refsIn(event: CaseEvent, kind: LetterKind): ParticularsRef[] {
  switch (event.type) {
    case 'report_received':
      return ref(event.place);
    case 'evidence_added':
      return event.kind === 'link' ? [event.what] : [];
    case 'their_side_received':
      return event.channel === 'email' || event.channel === 'letter' ? [event.text] : [];
    case 'restriction_confirmed':
      return [event.reason, event.answer, event.arrangements];
    case 'restriction_varied':
    case 'restriction_lifted':
      return [event.reason];
    case 'restriction_extended':
      return [event.reason, event.considered];
    case 'view_asked':
      return kind === 'consultation_note' ? [event.summary, event.proposal] : [];
    case 'view_given':
      return kind === 'consultation_note' ? ref(event.comment) : [];
    case 'decision_made':
      return kind === 'consultation_note' ? ref(event.equality?.note ?? null) : [];
    default:
      return [];
  }
}

export const textsForLetter = (recorded: readonly Recorded[], kind: LetterKind): ParticularsRef[] =>
  recorded.flatMap(({ event }) => refsIn(event, kind));
