import type { CaseId } from '../domain/ids.ts';
import type { Card } from '../view/card.ts';

/** A card about a case says what shows all of it, for a surface that has to cut it short. */
export const withWhole = (card: Card, of: CaseId): Card => ({ ...card, whole: { tap: 'show', case: of } });
