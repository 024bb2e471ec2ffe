import type { App } from '../app/app.ts';
import { withRetries } from '../app/commit.ts';
import type { NewMember } from '../app/school-setup.ts';
import type { School } from '../ports.ts';
import { findSchool } from './find-school.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type RowOf, readMembersFile } from './members-file.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { count, counted, type Progress, progressOn } from './progress.ts';
import { type Settled, settleMember } from './settle-member.ts';
import { shown } from './table.ts';

export interface ImportFlags extends DatabaseFlags {
  readonly dryRun?: true;
}

/** More than anybody reads of a file that is wrong throughout. */
const MOST_SHOWN = 50;

type Tally = Readonly<Record<'added' | 'changed' | 'same', number>>;
interface Imported {
  readonly tally: Tally;
  readonly problems: readonly string[];
}

/** Thrown inside the transaction to undo it: a trial run does what a real one does, and leaves nothing. */
class Undone extends Error {
  readonly imported: Imported;
  constructor(imported: Imported) {
    super('The import was undone.');
    this.imported = imported;
  }
}

export async function membersImport(io: Io, asked: string, file: string, flags: ImportFlags): Promise<Exit> {
  const read = readMembersFile(file);
  if (!read.ok) return refuse(io, read.problems);
  return withApp(io, flags, async ({ app, store }) => {
    const found = await findSchool(store, asked);
    if (!found.ok) return fail(io, found.why);
    const progress = progressOn(io, app.timer, 'members');
    const trial = flags.dryRun === true;
    const { tally, problems } = await importAll(app, found.school, read.members, trial, progress);
    progress.end();
    if (problems.length > 0) return refuse(io, problems);
    const [added, changed] = trial ? ['would be added', 'would be changed'] : ['added', 'changed'];
    return say(
      io,
      `"${shown(found.school.name)}": ${count(tally.added)} ${added}, ${count(tally.changed)} ${changed}, ${count(tally.same)} as they were.`,
      ...(trial ? ['Nothing was changed. Leave out --dry-run to import.'] : []),
    );
  });
}

function refuse(io: Io, problems: readonly string[]): 1 {
  const more = problems.length - MOST_SHOWN;
  return fail(
    io,
    `Nobody was imported: ${counted(problems.length, 'mistake')} in the file.`,
    ...problems.slice(0, MOST_SHOWN).map((problem) => `  ${problem}`),
    ...(more > 0 ? [`  ... and ${more} more.`] : []),
    'Correct the file and run the command again.',
  );
}

async function importAll(
  app: App,
  school: School,
  members: readonly RowOf<NewMember>[],
  trial: boolean,
  progress: Progress,
): Promise<Imported> {
  try {
    return await withRetries(() =>
      app.store.write(async (unit) => {
        const outcomes: Settled[] = [];
        for (const [done, { is }] of members.entries()) {
          outcomes.push(await settleMember(app, unit, school, is));
          progress.at(done + 1, members.length);
        }
        const problems = outcomes.flatMap((outcome, at) =>
          outcome.ok ? [] : [`Row ${members[at]?.row ?? 0}: ${outcome.says}`],
        );
        const imported = { tally: tallyOf(outcomes), problems };
        if (trial || problems.length > 0) throw new Undone(imported);
        return imported;
      }),
    );
  } catch (cause) {
    if (cause instanceof Undone) return cause.imported;
    throw cause;
  }
}

function tallyOf(outcomes: readonly Settled[]): Tally {
  const tally = { added: 0, changed: 0, same: 0 };
  for (const settled of outcomes) if (settled.ok) tally[settled.outcome] += 1;
  return tally;
}
