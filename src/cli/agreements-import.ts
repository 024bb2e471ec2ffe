import { readFileSync, statSync } from 'node:fs';
import { withRetries } from '../app/commit.ts';
import {
  asksForNone,
  planSignatures,
  recordSignatures,
  type SignaturesPlan,
} from '../app/import-signatures.ts';
import { atSchool } from '../app/school.ts';
import { FILE_LIMIT, FILE_LIMIT_MB } from '../domain/file-limit.ts';
import { findSchool } from './find-school.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { count, counted } from './progress.ts';
import { shown } from './table.ts';

export interface ImportAgreementsFlags extends DatabaseFlags {
  readonly dryRun?: true;
}

/** More than anybody reads of a file that is wrong throughout. */
const MOST_SHOWN = 50;

/** Thrown inside the transaction to undo it: a trial run does what a real one does, and leaves nothing. */
class Undone extends Error {
  readonly plan: SignaturesPlan;
  constructor(plan: SignaturesPlan) {
    super('The import was undone.');
    this.plan = plan;
  }
}

export async function agreementsImport(
  io: Io,
  asked: string,
  path: string,
  flags: ImportAgreementsFlags,
): Promise<Exit> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > FILE_LIMIT)
    return fail(io, `There is no file of up to ${FILE_LIMIT_MB} MB at ${shown(path)}.`);
  const bytes = readFileSync(path);
  return withApp(io, flags, async ({ app, store }) => {
    const found = await findSchool(store, asked);
    if (!found.ok) return fail(io, found.why);
    const { school } = found;
    const trial = flags.dryRun === true;
    const once = () =>
      store.write(async (unit) => {
        const at = await atSchool(app, unit, school.id);
        const none = asksForNone(at);
        if (none !== null) return none;
        const plan = await planSignatures(app, unit, at, bytes);
        if (plan.problems.length === 0) await recordSignatures(app, unit, at, plan, 'command_line');
        if (trial) throw new Undone(plan);
        return plan;
      });
    const plan = await withRetries(once).catch((cause: unknown) => {
      if (cause instanceof Undone) return cause.plan;
      throw cause;
    });
    if (typeof plan === 'string') return fail(io, plan);
    const { fresh, changed, same, otherNames, problems } = plan;
    if (problems.length > 0)
      return fail(
        io,
        `Nothing was recorded: ${counted(problems.length, 'mistake')} in the file.`,
        ...problems.slice(0, MOST_SHOWN).map((problem) => `  ${shown(problem)}`),
        'Correct the file and run the command again.',
      );
    return say(
      io,
      `"${shown(school.name)}": ${counted(fresh.length + changed.length, 'signature')} ${trial ? 'would be ' : ''}recorded, ${count(same)} as they were.`,
      ...(changed.length > 0
        ? [`Of these ${count(changed.length)} had been recorded for that day with other ticks.`]
        : []),
      ...(otherNames.length > 0
        ? [
            `The id is that of somebody with another name on the list, in ${otherNames.length === 1 ? 'row' : 'rows'} ${otherNames.map((one) => one.row).join(', ')}. Look at them again.`,
          ]
        : []),
      ...(trial ? ['Nothing was changed. Leave out --dry-run to import.'] : []),
    );
  });
}
