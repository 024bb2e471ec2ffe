import { readFileSync, statSync } from 'node:fs';
import type { App } from '../app/app.ts';
import { withRetries } from '../app/commit.ts';
import {
  type ContactsFile,
  type ContactsPlan,
  changesNothing,
  importContacts,
  planContacts,
  readContactsFile,
} from '../app/import-contacts.ts';
import { atSchool } from '../app/school.ts';
import { FILE_LIMIT, FILE_LIMIT_MB } from '../domain/file-limit.ts';
import type { School } from '../ports.ts';
import { columnWords, ENCODING_WORDS, NO_ID } from '../view/contact-words.ts';
import { findSchool } from './find-school.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { count, counted } from './progress.ts';
import { shown } from './table.ts';

export interface ImportPeopleFlags extends DatabaseFlags {
  readonly dryRun?: true;
  readonly leavers?: true;
}

/** More than anybody reads of a file that is wrong throughout. */
const MOST_SHOWN = 50;

/** Thrown inside the transaction to undo it: a trial run does what a real one does, and leaves nothing. */
class Undone extends Error {
  readonly tried: Tried;
  constructor(tried: Tried) {
    super('The import was undone.');
    this.tried = tried;
  }
}

interface Tried {
  readonly file: ContactsFile;
  readonly plan: ContactsPlan;
}

export async function peopleImport(
  io: Io,
  asked: string,
  path: string,
  flags: ImportPeopleFlags,
): Promise<Exit> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile())
    return refuse(io, [`There is no file at ${shown(path)}. Check the name and the folder.`]);
  if (stat.size > FILE_LIMIT) return refuse(io, [`${shown(path)} has more than ${FILE_LIMIT_MB} MB.`]);
  const bytes = readFileSync(path);
  return withApp(io, flags, async ({ app, store }) => {
    const found = await findSchool(store, asked);
    if (!found.ok) return fail(io, found.why);
    const trial = flags.dryRun === true;
    const leavers = flags.leavers === true;
    const { file, plan } = await importAll(app, found.school, bytes, { trial, leavers });
    const problems = [...plan.problems, ...plan.questions.map(asQuestion)];
    if (problems.length > 0) return refuse(io, problems, file);
    return say(io, ...sayColumns(file), ...saySums(found.school, plan, { trial, leavers }));
  });
}

const asQuestion = ({ row, with: { length } }: ContactsPlan['questions'][number]): string =>
  `Row ${row}: ${length === 1 ? 'somebody' : `${count(length)} people`} of that name ${length === 1 ? 'is' : 'are'} on the list, and neither id, address nor child says whether it is the same person. Import the file in the chat, where you are asked.`;

function sayColumns({ headings, columns, encoding }: ContactsFile): string[] {
  const { used, leftOut } = columnWords(headings, columns);
  const warning = ENCODING_WORDS[encoding];
  return [
    'Columns, as they were understood:',
    ...used.map((row) => `  ${row.label}: ${shown(row.value)}`),
    ...(leftOut.length > 0 ? [`  Not used: ${shown(leftOut.join(', '))}`] : []),
    'If that is wrong, write "contactColumns" into a file for "accord school settings".',
    ...((columns.id ?? []).length === 0 ? [NO_ID] : []),
    ...(warning === null ? [] : [warning]),
  ];
}

function saySums(
  school: School,
  plan: ContactsPlan,
  { trial, leavers }: { readonly trial: boolean; readonly leavers: boolean },
): string[] {
  const would = trial ? 'would be ' : '';
  const { missing } = plan;
  return [
    `"${shown(school.name)}": ${count(plan.add.length)} ${would}added, ${count(plan.change.length)} ${would}changed, ${count(plan.same)} as they were.`,
    ...(missing.length === 0
      ? []
      : leavers
        ? [`${counted(missing.length, 'person', 'people')} ${would}marked as having left.`]
        : [
            `${counted(missing.length, 'person', 'people')} on the list ${missing.length === 1 ? 'is' : 'are'} not in the file, and ${missing.length === 1 ? 'stays' : 'stay'} on it. With --leavers they are marked as having left.`,
          ]),
    ...(trial && !changesNothing(plan, leavers)
      ? ['Nothing was changed. Leave out --dry-run to import.']
      : []),
  ];
}

function refuse(io: Io, problems: readonly string[], file?: ContactsFile): 1 {
  const more = problems.length - MOST_SHOWN;
  return fail(
    io,
    ...(file && file.headings.length > 0 ? sayColumns(file) : []),
    `Nobody was imported: ${counted(problems.length, 'mistake')} in the file.`,
    ...problems.slice(0, MOST_SHOWN).map((problem) => `  ${shown(problem)}`),
    ...(more > 0 ? [`  ... and ${more} more.`] : []),
    'Correct the file and run the command again.',
  );
}

async function importAll(
  app: App,
  school: School,
  bytes: Uint8Array,
  { trial, leavers }: { readonly trial: boolean; readonly leavers: boolean },
): Promise<Tried> {
  try {
    return await withRetries(() =>
      app.store.write(async (unit) => {
        const at = await atSchool(app, unit, school.id);
        const file = readContactsFile(app, at.settings, bytes);
        const plan = await planContacts(unit, school.id, file);
        const tried = { file, plan };
        if (plan.problems.length > 0 || plan.questions.length > 0) throw new Undone(tried);
        await importContacts(app, unit, at, plan, { leavers }, 'command_line');
        if (trial) throw new Undone(tried);
        return tried;
      }),
    );
  } catch (cause) {
    if (cause instanceof Undone) return cause.tried;
    throw cause;
  }
}
