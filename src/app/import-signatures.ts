import type { Signed } from '../domain/agreements.ts';
import { planImport } from '../domain/contacts/plan-import.ts';
import { readSignatures } from '../domain/contacts/read-signatures.ts';
import type { Actor, Unit } from '../ports.ts';
import { agreementWords } from '../view/cards/agreement-words.ts';
import type { App } from './app.ts';
import type { AtSchool } from './school.ts';
import { appendToSchool } from './school-setup.ts';

export interface SignaturesImported {
  readonly recorded: number;
  readonly same: number;
  readonly problems: readonly string[];
}

const refused = (...problems: readonly string[]): SignaturesImported => ({ recorded: 0, same: 0, problems });

/**
 * Records who signed the version that the school follows now, all of the file or nothing, in the caller's
 * transaction. People are known as an import of the list knows them, and nobody is added by this.
 */
export async function importSignatures(
  app: App,
  unit: Unit,
  at: AtSchool,
  bytes: Uint8Array,
  by: Actor,
): Promise<SignaturesImported> {
  const { policy, sha256 } = at.current;
  const { how } = policy.agreement;
  if (how !== 'signed') return refused(agreementWords({ is: how }, at.today));
  const file = app.readCsv(bytes);
  if (!file.ok) return refused(file.says);
  const read = readSignatures(file.rows, {
    policy,
    today: at.today,
    remembered: at.settings.contactColumns,
  });
  if (!read.ok) return refused(...read.problems);
  const school = at.school.id;
  const plan = planImport(await unit.people.all(school), read.signatures);
  const found = read.signatures.map((row) => ({ row, person: plan.found.get(row.row) }));
  const nobody = found.flatMap(({ row: { row }, person }) =>
    person ||
    plan.problems.some((words) => words.startsWith(`Row ${row} `) || words.startsWith(`Row ${row}:`))
      ? []
      : [`Row ${row}: nobody on the list has that id, or that name with the same address or child.`],
  );
  if (plan.problems.length + nobody.length > 0) return refused(...plan.problems, ...nobody);
  const known = new Set(
    (await unit.agreements.ofSchool(school)).map((row) =>
      JSON.stringify([row.person, row.sha256, row.on, row.ticks]),
    ),
  );
  const signed = found.flatMap(({ row: { on, ticks }, person }): Signed[] =>
    person ? [{ person: person.id, sha256, on, ticks }] : [],
  );
  const fresh = signed.filter(
    (row) => !known.has(JSON.stringify([row.person, row.sha256, row.on, row.ticks])),
  );
  if (fresh.length > 0) {
    await unit.agreements.record(school, fresh, by, at.now);
    const events = fresh.map((row) => ({
      type: 'agreement_recorded' as const,
      ...row,
      ticks: [...row.ticks],
    }));
    await appendToSchool(app, unit, school, events, by);
  }
  return { recorded: fresh.length, same: signed.length - fresh.length, problems: [] };
}
