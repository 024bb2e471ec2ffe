import { type AgreementStanding, agreementStanding } from '../domain/agreements.ts';
import type { PersonId } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import type { AtSchool } from './school.ts';

/** Where somebody stands with the code that the school follows now. */
export const standingOf = async (unit: Unit, at: AtSchool, person: PersonId): Promise<AgreementStanding> =>
  agreementStanding(
    at.current.policy,
    at.current.sha256,
    await unit.agreements.ofPerson(at.school.id, person),
  );
