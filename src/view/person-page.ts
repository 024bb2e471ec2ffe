import type { Person } from '../domain/contacts/person.ts';
import type { Scene } from './drawing.ts';

/** What a page may show: the id that the school's own system has is nobody's to read. */
export type PersonKept = Omit<Person, 'school' | 'externalId'>;

export interface PersonScene extends Scene {
  readonly person: PersonKept;
}
