import { UNLISTED } from '../domain/events/reporting.ts';
import { LETTER_KINDS } from '../domain/letters/kinds.ts';
import { nearest } from '../domain/policy/nearest.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { PARTS } from '../domain/policy/roles.ts';
import { peopleOf } from './rehearse-people.ts';
import type { Point, Scenario } from './scenario.ts';
import { problemIn } from './scenario-problems.ts';
import type { Tree } from './tree.ts';
import type { FileProblem } from './yaml-tree.ts';

type Path = readonly (string | number)[];
type Kind = 'step' | 'kind of report' | 'gate' | 'role' | 'member' | 'letter' | 'step or gate';

interface Named {
  readonly path: Path;
  readonly word: string;
  readonly kind: Kind;
}

/** What holds in every school and stands in no pack. */
const FAIRNESS_GATES = ['identified', 'no_hold', 'dsl_first', 'police_content', 'found'];

/** Words of a scenario that this policy does not know: a slip of the keyboard would otherwise be played as a refusal. */
export function wordsUnknown(scenario: Scenario, policy: Policy, tree: Tree): FileProblem[] {
  const gates = [
    ...policy.gates.map((gate) => gate.id),
    ...FAIRNESS_GATES,
    ...Object.keys(policy.roles).map((role) => `joint_${role}`),
  ];
  const steps = policy.steps.map((step) => step.id);
  const known: Readonly<Record<Kind, readonly string[]>> = {
    step: steps,
    gate: gates,
    'step or gate': [...steps, ...gates],
    'kind of report': [...policy.breaches.list.map((row) => row.id), ...UNLISTED],
    role: [...PARTS, ...Object.keys(policy.roles), ...policy.panels.map((panel) => panel.id)],
    member: Object.keys(peopleOf(scenario.people)),
    letter: [...LETTER_KINDS, ...policy.steps.flatMap((step) => step.letter ?? [])],
  };
  const named = [
    ...inFrame(scenario),
    ...scenario.points.flatMap((point, i) => inPoint(point, ['points', i])),
  ];
  return named
    .filter((row) => !known[row.kind].includes(row.word))
    .map((row) => {
      const meant = nearest(row.word, known[row.kind]);
      return problemIn(
        tree,
        row.path,
        row.kind === 'member'
          ? `"${row.word}" works at no desk in this scenario`
          : `"${row.word}" is no ${row.kind} of ${policy.id}`,
        meant ? `Did you mean "${meant}"?` : `Write one of: ${known[row.kind].join(', ')}.`,
      );
    });
}

const each = (path: Path, words: readonly string[] | undefined, kind: Kind): Named[] =>
  (words ?? []).map((word, i) => ({ path: [...path, i], word, kind }));
const one = (path: Path, word: string | null | undefined, kind: Kind): Named[] =>
  word === null || word === undefined ? [] : [{ path, word, kind }];

function inFrame(scenario: Scenario): Named[] {
  return [
    ...Object.entries(scenario.people).flatMap(([id, roles]) =>
      each(
        ['people', id],
        roles.filter((role) => role !== 'nobody'),
        'role',
      ),
    ),
    ...each(['family'], scenario.family, 'member'),
    ...scenario.away.flatMap((row, i) => [
      ...one(['away', i, 'who'], row.who, 'member'),
      ...one(['away', i, 'deputy'], row.deputy, 'member'),
    ]),
  ];
}

function inPoint(point: Point, path: Path): Named[] {
  const expected = point.expect;
  const at = (...more: Path): Path => [...path, 'expect', ...more];
  const gates = (word: 'first' | 'offered'): Named[] =>
    Object.entries(expected?.[word] ?? {}).flatMap(([step, ids]) => [
      ...one(at(word, step), step, 'step'),
      ...each(at(word, step), ids, 'gate'),
    ]);
  return [
    ...inAction(point, [...path, point.action.do]),
    ...one([...path, 'by'], point.by, 'member'),
    ...(['recommended', 'later', 'must', 'allowed', 'not_open'] as const).flatMap((word) =>
      each(at(word), expected?.[word], 'step'),
    ),
    ...gates('first'),
    ...gates('offered'),
    ...each(at('departures'), expected?.departures, 'step or gate'),
    ...each(at('letters'), expected?.letters, 'letter'),
    ...one(at('asked'), expected?.asked, 'role'),
  ];
}

function inAction({ action }: Point, path: Path): Named[] {
  switch (action.do) {
    case 'report':
      return each([...path, 'what'], action.with.what, 'kind of report');
    case 'classify':
      return [
        ...each([...path, 'breaches'], action.with.breaches, 'kind of report'),
        ...action.with.exceptions.flatMap((row, i) =>
          one([...path, 'exceptions', i, 'breach'], row.breach, 'kind of report'),
        ),
      ];
    case 'decide':
      return [
        ...each([...path, 'steps'], action.with.steps, 'step'),
        ...each([...path, 'waive'], action.with.waive, 'gate'),
        ...each([...path, 'confirmed'], action.with.confirmed, 'gate'),
        ...each([...path, 'present'], action.with.present, 'member'),
        ...one([...path, 'by_phone_of'], action.with.by_phone_of, 'member'),
        ...one([...path, 'second_person'], action.with.second_person, 'member'),
        ...one([...path, 'contact', 'with'], action.with.contact?.with, 'role'),
      ];
    case 'confirm':
      return [
        ...each([...path, 'confirmed'], action.with.confirmed, 'gate'),
        ...each([...path, 'waive'], action.with.waive, 'gate'),
        ...each([...path, 'present'], action.with.present, 'member'),
      ];
    case 'vary':
    case 'extend':
      return each([...path, 'present'], action.with.present, 'member');
    case 'ask_view':
    case 'referral':
      return one([...path, 'step'], action.with.step, 'step');
    case 'give_view':
      return one([...path, 'by_phone_of'], action.with.by_phone_of, 'member');
    case 'names':
      return [
        ...each([...path, 'affected'], action.with.affected, 'member'),
        ...each([...path, 'saw_it'], action.with.saw_it, 'member'),
      ];
    case 'stands_aside':
      return one([...path, 'who'], action.with.who, 'member');
    case 'sign_letter':
      return one(path, action.with, 'letter');
    case 'send_letter':
      return one([...path, 'kind'], action.with.kind, 'letter');
    default:
      return [];
  }
}
