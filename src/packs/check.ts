import { relative } from 'node:path';
import { type Remark, remarksOn } from '../domain/remarks.ts';
import type { Day } from '../domain/time.ts';
import { type LoadedPack, listPacks, loadPack } from './load.ts';
import type { PackProblem } from './pack-problem.ts';
import { printProblems, printRemarks } from './print-remarks.ts';

export type PackCheck = {
  /** 0 when the pack parses, whatever is remarked on it. */
  readonly exit: 0 | 1;
  readonly text: string;
  readonly json:
    | {
        readonly pack: string;
        readonly ok: true;
        readonly sha256: string;
        readonly remarks: readonly Remark[];
      }
    | { readonly pack: string; readonly ok: false; readonly problems: readonly PackProblem[] };
};

export function checkPack(idOrFolder: string, today: Day): PackCheck {
  const loaded = loadPack(idOrFolder);
  if (!loaded.ok) {
    const problems = loaded.problems.map((it) => ({ ...it, file: shown(it.file) }));
    return {
      exit: 1,
      text: printProblems(problems, (file) => file),
      json: { pack: idOrFolder, ok: false, problems },
    };
  }
  const remarks = [...remarksOn(loaded.policy, today), ...onLetters(loaded)];
  return {
    exit: 0,
    text: printRemarks(loaded.policy, remarks),
    json: { pack: loaded.policy.id, ok: true, sha256: loaded.sha256, remarks },
  };
}

/** Every pack of a folder, or all that come with Accord; 1 when any of them does not parse. */
export function checkAllPacks(
  today: Day,
  folder?: string,
  onPack: (done: number, of: number) => void = () => {},
): { exit: 0 | 1; text: string; json: PackCheck['json'][] } {
  const packs = listPacks(folder);
  const checks = packs.map((pack, done) => {
    onPack(done, packs.length);
    return checkPack(pack.folder, today);
  });
  return {
    exit: checks.some((check) => check.exit === 1) ? 1 : 0,
    text: checks.map((check) => check.text).join('\n'),
    json: checks.map((check) => check.json),
  };
}

function onLetters({ policy, letters }: LoadedPack): Remark[] {
  const wanted = new Set(policy.steps.flatMap((step) => step.letter ?? []));
  const missing = [...wanted].filter((kind) => !letters.has(kind));
  const held: Remark = {
    kind: 'there',
    about: 'Letters',
    says: letters.size > 0 ? [...letters.keys()].join(', ').replaceAll('_', ' ') : 'none',
  };
  if (missing.length === 0) return [held];
  return [
    held,
    {
      kind: 'unsaid',
      about: 'Letters',
      says: `Steps name letters that are in no letters folder: ${missing.join(', ')}.`,
      instead: 'The decision can be taken; the letter has to be written by hand.',
    },
  ];
}

/** A path from here where that is shorter to read. */
function shown(file: string): string {
  const near = relative('', file);
  return near === '' || near.startsWith('..') ? file : near;
}
