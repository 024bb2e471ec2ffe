import { readFileSync, statSync } from 'node:fs';
import { withRetries } from '../app/commit.ts';
import { importSignatures, type SignaturesImported } from '../app/import-signatures.ts';
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
  readonly imported: SignaturesImported;
  constructor(imported: SignaturesImported) {
    super('The import was undone.');
    this.imported = imported;
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
        const imported = await importSignatures(app, unit, at, bytes, 'command_line');
        if (trial) throw new Undone(imported);
        return imported;
      });
    const { recorded, same, problems } = await withRetries(once).catch((cause: unknown) => {
      if (cause instanceof Undone) return cause.imported;
      throw cause;
    });
    if (problems.length > 0)
      return fail(
        io,
        `Nothing was recorded: ${counted(problems.length, 'mistake')} in the file.`,
        ...problems.slice(0, MOST_SHOWN).map((problem) => `  ${shown(problem)}`),
        'Correct the file and run the command again.',
      );
    return say(
      io,
      `"${shown(school.name)}": ${counted(recorded, 'signature')} ${trial ? 'would be ' : ''}recorded, ${count(same)} as they were.`,
      ...(trial ? ['Nothing was changed. Leave out --dry-run to import.'] : []),
    );
  });
}
