import type { Person } from '../domain/contacts/person.ts';
import type { PersonId, SchoolId } from '../domain/ids.ts';

/** Somebody of whom nothing is known but what is filled in afterwards. */
export const blankPerson = (id: PersonId, school: SchoolId, name: string): Person => ({
  id,
  school,
  name,
  detail: '',
  title: '',
  relationship: '',
  children: [],
  email: '',
  address: null,
  addressConfirmed: null,
  language: '',
  largePrint: false,
  interpreter: false,
  needs: null,
  capacity: 'parent',
  separateAddress: false,
  courtOrderSeen: false,
  externalId: null,
  listed: false,
  leftOn: null,
  member: null,
});
