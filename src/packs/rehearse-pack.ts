import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { SchoolCalendar, Term } from '../domain/calendar.ts';
import { PackId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Day } from '../domain/time.ts';
import { isFolder } from './is-folder.ts';
import { loadPack, PACKS_FOLDER } from './load.ts';
import { printRehearsal } from './print-rehearsal.ts';
import { printProblems } from './print-remarks.ts';
import type { Rehearsal } from './rehearsal.ts';
import { rehearse } from './rehearse.ts';
import { readScenario } from './scenario.ts';
import { wordsUnknown } from './scenario-check.ts';
import type { FileProblem } from './yaml-tree.ts';

/** Makes a school's calendar; the caller gives `buildSchoolCalendar`, since bank holidays lie outside packs. */
export type CalendarMaker = (school: {
  readonly today: Day;
  readonly zone?: string;
  readonly jurisdiction: Policy['jurisdiction']['is'];
  readonly terms: readonly Term[];
  readonly inset: readonly Day[];
  readonly yearRound: boolean;
}) => SchoolCalendar;

export interface PackRehearsal {
  /** 0 when everything came as the scenario expects. */
  readonly exit: 0 | 1;
  readonly text: string;
  readonly json:
    | { readonly pack: string; readonly scenario: string; readonly ok: true; readonly rehearsal: Rehearsal }
    | {
        readonly pack: string;
        readonly scenario: string;
        readonly ok: false;
        readonly problems: readonly FileProblem[];
      };
}

/** The scenarios that lie with a pack, in order of their names. */
export function listScenarios(idOrFolder: string): string[] {
  const folder = join(folderOf(idOrFolder), 'scenarios');
  if (!isFolder(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') || name.endsWith('.yml'))
    .sort()
    .map((name) => join(folder, name));
}

export function rehearsePack(idOrFolder: string, file: string, calendarFor: CalendarMaker): PackRehearsal {
  const loaded = loadPack(idOrFolder);
  if (!loaded.ok) return broken(idOrFolder, file, loaded.problems, 'the pack can be used');
  const { policy } = loaded;
  const read = readScenario(file);
  const problems = read.ok ? wordsUnknown(read.scenario, policy, read.tree) : read.problems;
  if (!read.ok || problems.length > 0) return broken(policy.id, file, problems, 'the scenario can be played');
  const { scenario } = read;
  const calendar = calendarFor({
    today: scenario.starts.day,
    jurisdiction: policy.jurisdiction.is,
    terms: scenario.calendar?.terms ?? [],
    inset: scenario.calendar?.inset ?? [],
    yearRound: policy.year === 'year_round',
    ...(scenario.calendar ? { zone: scenario.calendar.zone } : {}),
  });
  const rehearsal = rehearse(policy, scenario, calendar);
  return {
    exit: rehearsal.as_expected ? 0 : 1,
    text: printRehearsal(rehearsal),
    json: { pack: policy.id, scenario: shown(file), ok: true, rehearsal },
  };
}

/** Every scenario that lies with a pack; 1 when any of them comes out otherwise, or when there is none. */
export function rehearseAll(
  idOrFolder: string,
  calendarFor: CalendarMaker,
): { readonly exit: 0 | 1; readonly text: string; readonly json: readonly PackRehearsal['json'][] } {
  const files = listScenarios(idOrFolder);
  if (files.length === 0) {
    const loaded = loadPack(idOrFolder);
    if (!loaded.ok) {
      const none = broken(idOrFolder, '', loaded.problems, 'the pack can be used');
      return { exit: 1, text: none.text, json: [none.json] };
    }
    return {
      exit: 1,
      text: 'No scenario lies with this pack. Write one in a folder "scenarios" beside its policy.yaml; those of the packs that come with Accord show how.\n',
      json: [],
    };
  }
  const all = files.map((file) => rehearsePack(idOrFolder, file, calendarFor));
  return {
    exit: all.some((one) => one.exit === 1) ? 1 : 0,
    text: all.map((one) => one.text).join(`\n${'='.repeat(98)}\n\n`),
    json: all.map((one) => one.json),
  };
}

function broken(pack: string, file: string, problems: readonly FileProblem[], until: string): PackRehearsal {
  const near = problems.map(({ file: where, line, says, mend }) => ({
    file: shown(where),
    line,
    says,
    mend,
  }));
  return {
    exit: 1,
    text: printProblems(
      near.map((it) => ({ ...it, path: '' })),
      (where) => where,
    ).replace('the pack can be used', until),
    json: { pack, scenario: shown(file), ok: false, problems: near },
  };
}

function folderOf(idOrFolder: string): string {
  const shipped = join(PACKS_FOLDER, idOrFolder);
  return PackId.safeParse(idOrFolder).success && isFolder(shipped) ? shipped : resolve(idOrFolder);
}

/** A path from here where that is shorter to read. */
function shown(file: string): string {
  const near = relative('', file);
  return near === '' || near.startsWith('..') ? file : near;
}
