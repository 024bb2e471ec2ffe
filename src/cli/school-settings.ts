import { writeFileSync } from 'node:fs';
import type { App } from '../app/app.ts';
import { withRetries } from '../app/commit.ts';
import { type AtSchool, atSchool } from '../app/school.ts';
import { changeSettings } from '../app/school-setup.ts';
import type { SchoolId } from '../domain/ids.ts';
import { wrap } from '../packs/print-remarks.ts';
import type { Tree } from '../packs/tree.ts';
import type { FileProblem } from '../packs/yaml-tree.ts';
import { findSchool } from './find-school.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { counted } from './progress.ts';
import { changeIn, readSettingsFile, type SettingsNow } from './settings-file.ts';
import { printSettings } from './settings-print.ts';
import { shown } from './table.ts';

export interface SettingsFlags extends DatabaseFlags {
  readonly dryRun?: true;
  /** Where to write the settings as they are; a shell's own redirection may write another encoding. */
  readonly save?: string;
}

/** Columns. */
const WIDE = 98;

type Outcome =
  | { readonly is: 'changed'; readonly what: readonly string[] }
  | { readonly is: 'wrong'; readonly problems: readonly FileProblem[] }
  | { readonly is: 'refused'; readonly words: string };

/** Thrown inside the transaction to undo it: a trial run does what a real one does, and leaves nothing. */
class Undone extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super('The settings were left as they were.');
    this.outcome = outcome;
  }
}

const nowAt = (at: AtSchool): SettingsNow => ({
  settings: at.settings,
  policy: at.current.policy,
  members: at.members,
  today: at.today,
});

async function change(app: App, school: SchoolId, tree: Tree, trial: boolean): Promise<Outcome> {
  try {
    return await withRetries(() =>
      app.store.write(async (unit): Promise<Outcome> => {
        const at = await atSchool(app, unit, school);
        const read = changeIn(tree, nowAt(at));
        if (!read.ok) return { is: 'wrong', problems: read.problems };
        const outcome: Outcome = { is: 'changed', what: Object.keys(read.change) };
        if (outcome.what.length === 0) return outcome;
        const changed = await changeSettings(app, unit, at.school, read.change, 'command_line');
        if (!changed.ok) return { is: 'refused', words: changed.refusal.words };
        if (trial) throw new Undone(outcome);
        return outcome;
      }),
    );
  } catch (cause) {
    if (cause instanceof Undone) return cause.outcome;
    throw cause;
  }
}

const refuse = (io: Io, problems: readonly FileProblem[]): 1 =>
  fail(
    io,
    ...problems.flatMap((problem) => [
      ...wrap(shown(`${problem.file}:${problem.line}: ${problem.says}`), WIDE),
      ...wrap(shown(problem.mend), WIDE - 4).map((line) => `    ${line}`),
    ]),
    `Nothing was changed: ${counted(problems.length, 'mistake')} in the file.`,
  );

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : '';

/** Never over a file that is there: somebody may have begun to change it. */
function save(io: Io, name: string, file: string, text: string): Exit {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (cause) {
    return fail(
      io,
      codeOf(cause) === 'EEXIST'
        ? `There is a file at ${shown(file)} already, and it was left as it is. Name another, or move it away.`
        : `The settings could not be written to ${shown(file)}. Check that the folder is there and that you may write to it.`,
    );
  }
  return say(
    io,
    `The settings of "${name}" are in ${shown(file)}. Change it, then hand it back:`,
    `  accord school settings "${name}" ${shown(file)}`,
  );
}

/** Without a file the settings as they are, to be changed and handed back; with one, all of it or nothing. */
export async function schoolSettings(
  io: Io,
  asked: string,
  file: string | undefined,
  flags: SettingsFlags,
): Promise<Exit> {
  const read = file === undefined ? null : readSettingsFile(file);
  if (read && !read.ok) return refuse(io, read.problems);
  return withApp(io, flags, async ({ app, store }) => {
    const found = await findSchool(store, asked);
    if (!found.ok) return fail(io, found.why);
    const { school } = found;
    const name = shown(school.name);
    if (!read) {
      const at = await store.read((unit) => atSchool(app, unit, school.id));
      const text = printSettings(school, nowAt(at));
      if (flags.save !== undefined) return save(io, name, flags.save, text);
      io.out(text);
      return 0;
    }
    const trial = flags.dryRun === true;
    const outcome = await change(app, school.id, read.tree, trial);
    switch (outcome.is) {
      case 'wrong':
        return refuse(io, outcome.problems);
      case 'refused':
        return fail(io, `Nothing was changed: ${outcome.words}`);
      case 'changed':
        if (outcome.what.length === 0)
          return say(io, `Nothing to change: "${name}" has these settings already.`);
        return trial
          ? say(
              io,
              `"${name}": these would change: ${outcome.what.join(', ')}.`,
              'Nothing was changed. Leave out --dry-run to change them.',
            )
          : say(io, `"${name}": changed ${outcome.what.join(', ')}.`);
      default:
        return outcome satisfies never;
    }
  });
}
