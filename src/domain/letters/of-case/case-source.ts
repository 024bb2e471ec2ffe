import type { SchoolCalendar } from '../../calendar.ts';
import type { Case, Letter } from '../../case.ts';
import type { CaseEvent, CaseEventType, EventOf, Recorded } from '../../events/case-event.ts';
import type { MemberId, ParticularsRef, RestrictionId, RoleId } from '../../ids.ts';
import type { Policy } from '../../policy/policy.ts';
import type { SchoolSettings } from '../../settings.ts';
import { type Day, type Instant, schoolTime } from '../../time.ts';
import type { LetterKind } from '../kinds.ts';

export interface Addressee {
  readonly name: string;
  readonly address: string | null;
}

/** Everything a letter of a case is drafted from. Texts have been read beforehand; nothing here looks anything up. */
export interface CaseSource {
  readonly it: Case;
  readonly recorded: readonly Recorded[];
  readonly kind: LetterKind;
  readonly letter: Letter;
  readonly policy: Policy;
  readonly settings: SchoolSettings;
  readonly schoolName: string;
  readonly calendar: SchoolCalendar;
  readonly today: Day;
  /** Whom it goes to, or whom it is about; null while nobody knows who it was. */
  readonly person: Addressee | null;
  readonly signer: { readonly name: string; readonly role: RoleId } | null;
  /** What was typed; null where it was erased, or is not for letters. */
  readonly text: (ref: ParticularsRef) => string | null;
  readonly member: (id: MemberId) => string;
  /** Those who hold a role now and were not involved. */
  readonly holders: (role: RoleId) => readonly MemberId[];
}

/** What was written before the letter came to be owed: a later change is the next letter's business. */
export function factsBefore({ recorded, letter }: CaseSource): readonly CaseEvent[] {
  const events = recorded.map((row) => row.event);
  const at = events.findIndex((event) => event.type === 'letter_owed' && event.letter === letter.id);
  return at === -1 ? events : events.slice(0, at);
}

const isOf =
  <T extends CaseEventType>(type: T) =>
  (event: CaseEvent): event is EventOf<T> =>
    event.type === type;

/** The last fact of a kind that this letter follows. */
export const lastFact = <T extends CaseEventType>(
  source: CaseSource,
  type: T,
  fits: (event: EventOf<T>) => boolean = () => true,
): EventOf<T> | undefined => factsBefore(source).filter(isOf(type)).findLast(fits);

/** Every fact of a kind up to today. */
export const factsOf = <T extends CaseEventType>(source: CaseSource, type: T): EventOf<T>[] =>
  source.recorded.map((row) => row.event).filter(isOf(type));

/** The restriction that the letter is about: the one it names, or the last that there is. */
export const aboutRestriction = ({ it, letter }: CaseSource): RestrictionId | null =>
  letter.restriction ?? it.restrictions.at(-1)?.id ?? null;

export const dayOf = ({ settings }: CaseSource, at: Instant): Day =>
  schoolTime(at, settings.calendar.zone).day;
