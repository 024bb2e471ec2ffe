import { PersonId, type SchoolId } from '../domain/ids.ts';
import type { Person, Unit } from '../ports.ts';
import type { NewPerson } from '../view/form-kind.ts';
import type { App } from './app.ts';

/** Somebody new, named on a form: what else is known of them is filled in later. */
export async function keepPerson(
  app: App,
  unit: Unit,
  school: SchoolId,
  person: NewPerson,
  capacity: Person['capacity'],
): Promise<PersonId> {
  const id = PersonId.parse(app.ids.next());
  await unit.people.put({
    id,
    school,
    name: person.name,
    detail: person.detail,
    address: null,
    needs: null,
    capacity,
    separateAddress: false,
    courtOrderSeen: false,
    member: null,
  });
  return id;
}
