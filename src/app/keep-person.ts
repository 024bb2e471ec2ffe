import type { Person } from '../domain/contacts/person.ts';
import { PersonId, type SchoolId } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import type { NewPerson } from '../view/form-kind.ts';
import type { App } from './app.ts';
import { blankPerson } from './blank-person.ts';

/** Somebody new, named on a form: what else is known of them is filled in later. */
export async function keepPerson(
  app: App,
  unit: Unit,
  school: SchoolId,
  person: NewPerson,
  capacity: Person['capacity'],
): Promise<PersonId> {
  const id = PersonId.parse(app.ids.next());
  await unit.people.put({ ...blankPerson(id, school, person.name), detail: person.detail, capacity });
  return id;
}
