import type { School, Unit } from '../ports.ts';

/** Whether a first administrator has used the code: the journal says so, once and for all. */
export async function isClaimed(unit: Unit, school: School): Promise<boolean> {
  const facts = await unit.journal.load(`school:${school.id}`);
  return facts.some((fact) => fact.type === 'school_claimed');
}
