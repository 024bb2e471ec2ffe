import { z } from 'zod';
import { CalendarSettings } from '../domain/calendar-settings.ts';
import { MemberId, RoleId } from '../domain/ids.ts';
import { nearest } from '../domain/policy/nearest.ts';
import { Day } from '../domain/time.ts';
import { Expect } from './scenario-expect.ts';
import { explainIssues, problemIn } from './scenario-problems.ts';
import { ACTION_WORDS, Action } from './scenario-words.ts';
import { bare, placeOf, type Tree } from './tree.ts';
import { type FileProblem, readTree } from './yaml-tree.ts';

const text = z.string().trim().min(1).max(300);

const Starts = z.string().transform((words, context) => {
  const [date = '', clock = '09:00', ...rest] = words.split(' ');
  const day = Day.safeParse(date);
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(clock) ?? [];
  if (day.success && rest.length === 0 && hour !== undefined && minute !== undefined)
    return { day: day.data, hour: Number(hour), minute: Number(minute) };
  context.addIssue({
    code: 'custom',
    message: '"starts" is not a day and a time; write both, such as 2026-11-20 15:20',
  });
  return z.NEVER;
});

/** The file but for its points, which are read one by one. */
const Frame = z.strictObject({
  title: text,
  about: text.optional(),
  /** A scenario may be passed round, so nobody real is in it. */
  invented: z.literal(true),
  starts: Starts,
  /** Who works at the school, beside the usual ones; `nobody` takes a usual one away. */
  people: z
    .record(
      MemberId,
      z.preprocess((one) => (Array.isArray(one) ? one : [one]), z.array(RoleId).min(1)),
    )
    .default({}),
  /** Those of them who are the person reported, or of their family. */
  family: z.array(MemberId).default([]),
  away: z.array(z.strictObject({ who: MemberId, deputy: MemberId, from: Day, to: Day })).default([]),
  calendar: CalendarSettings.optional(),
  points: z.array(z.unknown()).min(1).max(200),
});

const AROUND = ['by', 'note', 'expect'] as const;
const Around = z.strictObject({ by: MemberId.optional(), note: text.optional(), expect: Expect.optional() });

export interface Point {
  readonly line: number;
  readonly action: Action;
  readonly by: MemberId | null;
  readonly note: string | null;
  readonly expect: Expect | null;
}

export interface Scenario extends Omit<z.output<typeof Frame>, 'points'> {
  readonly points: readonly Point[];
}

export type ScenarioResult =
  | { readonly ok: true; readonly scenario: Scenario; readonly tree: Tree }
  | { readonly ok: false; readonly problems: readonly FileProblem[] };

/** A scenario from its file, or every mistake in it with file, line, reason and mend. */
export function readScenario(file: string): ScenarioResult {
  const read = readTree(file);
  if (!read.ok) return read;
  const { tree } = read;
  if (!(tree.value instanceof Map))
    return {
      ok: false,
      problems: [
        problemIn(
          tree,
          [],
          'the file is empty or is not a scenario',
          'Start from a copy of another scenario.',
        ),
      ],
    };
  const frame = Frame.safeParse(bare(tree));
  const rows = tree.value.get('points')?.value;
  const points = (Array.isArray(rows) ? rows : []).map((row, i) => readPoint(row, i, tree));
  const problems = [
    ...(frame.success ? [] : explainIssues(frame.error.issues, Frame, tree)),
    ...points.flatMap((point) => (point.ok ? [] : point.problems)),
    ...startsWithReport(points, tree),
  ];
  if (!frame.success || problems.length > 0)
    return { ok: false, problems: problems.sort((a, b) => a.line - b.line) };
  const good = points.flatMap((point) => (point.ok ? [point.point] : []));
  return { ok: true, tree, scenario: { ...frame.data, points: good } };
}

type PointResult = { ok: true; point: Point } | { ok: false; problems: FileProblem[] };

function readPoint(row: Tree, index: number, tree: Tree): PointResult {
  const path = ['points', index];
  if (!(row.value instanceof Map))
    return {
      ok: false,
      problems: [
        problemIn(
          tree,
          path,
          'a point is a word with a colon, and something else is written',
          'Write such as "- gathered: true".',
        ),
      ],
    };
  const words = [...row.value.keys()];
  const named = words.flatMap((word) => ACTION_WORDS.find((known) => known === word) ?? []);
  const around = words.filter((word) => AROUND.some((known) => known === word));
  const odd = words.filter((word) => !named.some((one) => one === word) && !around.includes(word));
  const problems = odd.map((word) => {
    const meant = nearest(word, [...ACTION_WORDS, ...AROUND]);
    return problemIn(
      tree,
      [...path, word],
      `"${word}" is not a word that Accord knows at a point`,
      meant
        ? `Did you mean "${meant}"?`
        : `What may happen: ${ACTION_WORDS.join(', ')}; beside it: ${AROUND.join(', ')}.`,
    );
  });
  const [word, ...more] = named;
  if (word === undefined && odd.length === 0)
    problems.push(
      problemIn(
        tree,
        path,
        'nothing says what happens at this point',
        `Add one of: ${ACTION_WORDS.join(', ')}.`,
      ),
    );
  if (more.length > 0)
    problems.push(
      problemIn(
        tree,
        path,
        `${named.map((one) => `"${one}"`).join(' and ')} stand at one point`,
        'Begin each with "- " on a line of its own.',
      ),
    );
  const raw = Object.fromEntries([...row.value].map(([key, child]) => [key, bare(child)]));
  const beside = Around.safeParse(Object.fromEntries(around.map((key) => [key, raw[key]])));
  if (!beside.success) problems.push(...explainIssues(beside.error.issues, Around, tree, path));
  const action = word === undefined ? null : Action.safeParse({ do: word, with: raw[word] });
  if (word !== undefined && action && !action.success) {
    const schema = Action.options.find((option) => option.shape.do.value === word)?.shape.with ?? Action;
    const issues = action.error.issues.map((issue) => ({ ...issue, path: issue.path.slice(1) }));
    problems.push(...explainIssues(issues, schema, tree, [...path, word]));
  }
  if (problems.length > 0 || !action?.success || !beside.success) return { ok: false, problems };
  const { by, note, expect } = beside.data;
  return {
    ok: true,
    point: {
      line: placeOf(tree, path).place.line,
      action: action.data,
      by: by ?? null,
      note: note ?? null,
      expect: expect ?? null,
    },
  };
}

function startsWithReport(points: readonly PointResult[], tree: Tree): FileProblem[] {
  const [first] = points;
  if (!first?.ok || first.point.action.do === 'report') return [];
  return [
    problemIn(
      tree,
      ['points', 0],
      'the first point is not a report',
      'Begin with "- report:" and what was reported.',
    ),
  ];
}
