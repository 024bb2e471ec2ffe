import { relative } from 'node:path';
import { overlaySettings } from '../domain/overlay-settings.ts';
import type { WrittenProblem } from '../domain/policy/explain-issue.ts';
import { nearest } from '../domain/policy/nearest.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { SchoolSettings } from '../domain/settings.ts';
import { questionsOf } from '../domain/settle-first.ts';
import type { Day } from '../domain/time.ts';
import { bare, placeOf, type Tree } from '../packs/tree.ts';
import { type FileProblem, readTree } from '../packs/yaml-tree.ts';
import type { Member } from '../ports.ts';
import { withMemberIds, wrongAbsences } from './settings-people.ts';
import { shown } from './table.ts';

/** What the file is checked against. */
export interface SettingsNow {
  readonly settings: SchoolSettings;
  readonly policy: Policy;
  readonly members: readonly Member[];
  readonly today: Day;
}

export type Changed =
  | { readonly ok: true; readonly change: Partial<SchoolSettings> }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** The file as a tree that knows its lines, or why it cannot be one. */
export function readSettingsFile(
  path: string,
):
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly problems: readonly FileProblem[] } {
  const near = relative('', path);
  const file = near === '' || near.startsWith('..') ? path : near;
  const read = readTree(file);
  if (!read.ok) return read;
  if (read.tree.value instanceof Map && read.tree.value.size > 0) return read;
  return {
    ok: false,
    problems: [
      {
        file,
        line: 1,
        says: 'the file is empty or holds no settings',
        mend: 'Start from what "accord school settings" prints for the school.',
      },
    ],
  };
}

/** Ids that only the policy knows: a mistyped one would be kept without a word, and its question asked again. */
function unknownIds(
  before: SchoolSettings,
  after: SchoolSettings,
  { policy, today }: SettingsNow,
): WrittenProblem[] {
  const known = {
    answers: questionsOf(policy).map((row) => row.id),
    bodies: policy.bodies.map((row) => row.id),
    dutiesDone: policy.duties.filter((row) => row.yearly).map((row) => row.id),
  } as const;
  const groups = ['answers', 'bodies', 'dutiesDone'] as const;
  const unknown = groups.flatMap((group) =>
    Object.keys(after[group])
      .filter((id) => !known[group].includes(id) && !(id in before[group]))
      .map((id): WrittenProblem => {
        const near = nearest(id, known[group]);
        return {
          path: [group, id],
          says: `the school's policy has nothing called "${shown(id)}" here`,
          mend: near
            ? `Did you mean "${near}"?`
            : known[group].length > 0
              ? `Those there are: ${known[group].join(', ')}.`
              : `Take it out: this policy has none under "${group}".`,
        };
      }),
  );
  const early = Object.entries(after.dutiesDone)
    .filter(([id, on]) => on > today && before.dutiesDone[id] !== on)
    .map(
      ([id, on]): WrittenProblem => ({
        path: ['dutiesDone', id],
        says: `${on} is still to come, and this is the day on which it was done`,
        mend: 'Write the day on which it was last done, or leave it out.',
      }),
    );
  return [...unknown, ...early];
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the file would change, by the name of the setting, or everything that is wrong with it by its lines. */
export function changeIn(tree: Tree, now: SettingsNow): Changed {
  const raw = bare(tree);
  const written = isGroup(raw) ? raw : {};
  const people = withMemberIds(written.absences, now.members);
  const overlaid = overlaySettings(
    now.settings,
    'absences' in written ? { ...written, absences: people.rows } : written,
  );
  const problems = [
    ...people.problems,
    ...(overlaid.ok
      ? [
          ...unknownIds(now.settings, overlaid.settings, now),
          ...(people.problems.length > 0
            ? []
            : wrongAbsences(now.settings.absences, overlaid.settings.absences, now.members)),
        ]
      : overlaid.problems),
  ];
  if (!overlaid.ok || problems.length > 0)
    return {
      ok: false,
      problems: problems
        .map(({ path, says, mend }) => ({ ...placeAt(tree, path), says, mend }))
        .toSorted((a, b) => a.line - b.line),
    };
  return { ok: true, change: differing(now.settings, overlaid.settings) };
}

function placeAt(tree: Tree, path: WrittenProblem['path']): Pick<FileProblem, 'file' | 'line'> {
  const { file, line } = placeOf(tree, path).place;
  return { file, line };
}

/** In one order of keys, so that the same settings written in another order are the same. */
const text = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    isGroup(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? '';

function differing(before: SchoolSettings, after: SchoolSettings): Partial<SchoolSettings> {
  const words = new Set([...Object.keys(before), ...Object.keys(after)]);
  const is = (settings: SchoolSettings, word: string): string =>
    text(Object.entries(settings).find(([key]) => key === word)?.[1]);
  const changed = [...words].filter((word) => is(before, word) !== is(after, word));
  return Object.fromEntries(
    // What was taken away is named with nothing, so that it is put over what was there.
    changed.map((word) => [word, Object.entries(after).find(([key]) => key === word)?.[1]]),
  );
}
