import type { Entry, StepRow } from './rehearsal.ts';
import type { Expect } from './scenario-expect.ts';

const names = (rows: readonly StepRow[]): string[] => rows.map((row) => row.step);
const listed = (words: readonly string[]): string => (words.length === 0 ? 'nothing' : words.join(', '));

const same = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join('|') === [...b].sort().join('|');

/** Expected and found, when they are not the same set. */
function exactly(what: string, expected: readonly string[] | undefined, got: readonly string[]): string[] {
  if (expected === undefined || same(expected, got)) return [];
  return [`${what}: expected ${listed(expected)}, and it is ${listed(got)}.`];
}

const day = (what: string, expected: string | undefined, got: string | null | undefined): string[] =>
  expected === undefined || expected === got
    ? []
    : [`${what}: expected ${expected}, and it is ${got ?? 'none'}.`];

/** What differs from what the scenario expects of this point. A refusal that nobody expected always does. */
export function differences(expect: Expect | null, entry: Omit<Entry, 'differs' | 'claims'>): string[] {
  const { refused } = entry;
  const refusal =
    refused?.code === expect?.refused
      ? []
      : refused === null
        ? [`Refused: expected ${expect?.refused}, and it went through.`]
        : [
            `Refused: ${refused.code}, and ${expect?.refused ? `expected ${expect.refused}` : 'nothing of the kind was expected'}.`,
          ];
  if (expect === null) return refusal;
  const gates = (state: 'unmet' | 'offered', step: string): string[] =>
    entry.first
      .filter((row) => row.state === state && row.before.some((one) => one.step === step))
      .map((row) => row.gate);
  const open = names([...entry.recommended, ...entry.later, ...entry.allowed]);
  const shut = (expect.allowed ?? []).filter((step) => !names(entry.allowed).includes(step));
  const ajar = (expect.not_open ?? []).filter((step) => open.includes(step));
  const restriction = entry.restrictions.at(-1);
  const wanted = expect.restriction;
  return [
    ...refusal,
    ...(expect.because === undefined || refused?.words.includes(expect.because)
      ? []
      : [`Refused: expected the words "${expect.because}".`]),
    ...exactly('Recommended', expect.recommended, names(entry.recommended)),
    ...exactly('Later', expect.later, names(entry.later)),
    ...exactly(
      'What the policy says it will do',
      expect.must,
      names([...entry.recommended, ...entry.later].filter((row) => row.must)),
    ),
    ...(shut.length > 0 ? [`Also open: ${listed(shut)} expected, and not there.`] : []),
    ...(ajar.length > 0 ? [`Not open: ${listed(ajar)} expected, and open.`] : []),
    ...(expect.departures !== undefined && entry.departures === null
      ? ['Different from the policy: expected of a point at which nothing was decided.']
      : exactly(
          'Different from the policy',
          expect.departures,
          (entry.departures ?? []).filter((row) => row.what !== 'early').map((row) => row.about),
        )),
    ...Object.entries(expect.first ?? {}).flatMap(([step, ids]) =>
      exactly(`Must happen first, before ${step}`, ids, gates('unmet', step)),
    ),
    ...Object.entries(expect.offered ?? {}).flatMap(([step, ids]) =>
      exactly(`Offered first, before ${step}`, ids, gates('offered', step)),
    ),
    ...Object.entries(expect.deadlines ?? {}).flatMap(([kind, dates]) =>
      exactly(
        `Owed, ${kind}`,
        dates,
        entry.owed.filter((row) => row.kind === kind).map((row) => row.due),
      ),
    ),
    ...exactly(
      'Letters',
      expect.letters,
      entry.letters.map((row) => row.kind),
    ),
    ...day('Asked', expect.asked, entry.asked),
    ...day('Restriction', wanted?.status, restriction?.status),
    ...day('Restriction, first day', wanted?.from, restriction?.from),
    ...day('Restriction, last day', wanted?.until, restriction?.until),
    ...day('Restriction, review', wanted?.review, restriction?.review),
    ...day('Restriction, their side by', wanted?.their_side_by, restriction?.their_side_by),
    ...day('Restriction, decide by', wanted?.decide_by, restriction?.decide_by),
  ];
}
