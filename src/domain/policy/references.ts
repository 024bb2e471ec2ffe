import type { z } from 'zod';
import { DEADLINE_KINDS } from '../deadline-kinds.ts';
import { LETTER_KINDS } from '../letters/kinds.ts';
import type { Condition } from './condition.ts';
import type { Duration, Unit } from './duration.ts';
import { nearest } from './nearest.ts';
import type { PolicyShape } from './policy.ts';
import { type Owner, PARTS } from './roles.ts';

/** Five school days, in the units that can be shorter. */
const LEAST_TO_ANSWER: Readonly<Partial<Record<Unit, number>>> = {
  'school days': 5,
  'working days': 5,
  'calendar days': 7,
};

/** A year in each unit, and in school days as many as a school year holds. Longer is no limited time. */
const A_YEAR: Readonly<Record<Unit, number>> = {
  hours: 8760,
  'calendar days': 365,
  'working days': 260,
  'school days': 195,
  weeks: 52,
  months: 12,
  'half terms': 6,
  terms: 3,
  years: 1,
};

/** Days of the calendar that one of a unit takes: the fewest and the most, holidays and long terms reckoned in. */
const DAYS_IN: Readonly<Record<Unit, readonly [number, number]>> = {
  hours: [1 / 24, 1 / 24],
  'calendar days': [1, 1],
  'working days': [1, 2],
  'school days': [1, 2],
  weeks: [7, 7],
  months: [28, 31],
  'half terms': [28, 61],
  terms: [56, 122],
  years: [365, 366],
};

/** Longer for certain: in one unit by the count, across units only where no calendar makes it fit. */
const surelyLonger = (a: Duration, b: Duration): boolean =>
  a.unit === b.unit ? a.count > b.count : a.count * DAYS_IN[a.unit][0] > b.count * DAYS_IN[b.unit][1];

/** The part of a year that a duration takes, whatever unit it is written in. */
const partOfYear = (it: Duration): number => it.count / A_YEAR[it.unit];

/** Whether it is longer than so many school days; a year of the calendar is set against one of school days. */
const isOver = (it: Duration, schoolDays: number): boolean => {
  const weeks = schoolDays / 5;
  const most: Readonly<Record<Unit, number>> = {
    hours: weeks * 7 * 24,
    'calendar days': weeks * 7,
    'working days': schoolDays,
    'school days': schoolDays,
    weeks,
    months: Math.floor((weeks * 12) / 52),
    'half terms': weeks >= 6 ? 1 : 0,
    terms: 0,
    years: 0,
  };
  return it.count > most[it.unit];
};

/** A restriction has an end, is looked at, and is decided on: a pack may not stretch any of these away. */
function endless({ length, review, their_side, decide_within }: PolicyShape['restriction']): {
  readonly at: readonly string[];
  readonly says: string;
}[] {
  // A duration that could not be read comes here as it was written; that is told first, and by itself.
  const durations = [length.cap, length.usual, review.at_most_every, decide_within.within, their_side.within];
  if (durations.some((it) => typeof it !== 'object')) return [];
  const rows = [
    {
      holds: partOfYear(length.cap) > 1,
      at: ['length', 'cap'],
      says: 'lets one restriction last longer than a year; write at most "12 months", "3 terms" or "52 weeks", since a fresh decision may follow',
    },
    {
      holds: surelyLonger(length.usual, length.cap),
      at: ['length', 'usual'],
      says: 'is longer than the longest that is allowed; write no more than "cap" says, or raise "cap"',
    },
    {
      holds: partOfYear(review.at_most_every) > 0.5,
      at: ['review', 'at_most_every'],
      says: 'lets more than half a year pass without a review; write at most "6 months", "3 half terms" or "26 weeks"',
    },
    {
      holds: isOver(decide_within.within, 20),
      at: ['decide_within', 'within'],
      says: 'leaves somebody waiting more than 20 school days for a decision; write "20 school days" or fewer',
    },
    {
      holds: isOver(their_side.within, 30),
      at: ['their_side', 'within'],
      says: 'gives more than 30 school days to answer, for which somebody may be kept away unheard; write "30 school days" or fewer',
    },
  ];
  return rows.filter((row) => row.holds);
}

/** Every name a pack uses must be one it, or Accord, has; ids are unique; a ladder has no rung that opens itself. */
export function checkReferences(pack: PolicyShape, context: z.RefinementCtx<PolicyShape>): void {
  const roles = new Set<string>([...PARTS, ...Object.keys(pack.roles)]);
  const panels = new Set<string>(pack.panels.map((panel) => panel.id));
  const steps = new Set<string>(pack.steps.map((step) => step.id));
  const tracks = new Set<string>(pack.tracks.map((track) => track.id));
  const breaches = new Set<string>(pack.breaches.list.map((breach) => breach.id));
  const bodies = new Set<string>(pack.bodies.map((body) => body.id));
  const deadlines = new Set<string>(DEADLINE_KINDS);
  const letters = new Set<string>(LETTER_KINDS);

  const wrong = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message, input: pack });
  const need = (known: Set<string>, name: string, what: string, path: (string | number)[]) => {
    if (!known.has(name))
      wrong(
        path,
        `names the ${what} "${name}", which ${what === 'letter' ? 'Accord does not write' : 'is not in this pack'}; ${knownWords(name, what, known)}`,
      );
  };
  const owner = (it: Owner, path: (string | number)[]) => {
    for (const role of it.roles)
      need(it.how === 'panel' ? panels : roles, role, it.how === 'panel' ? 'panel' : 'role', path);
  };
  const unique = (list: readonly { id: string }[], path: (string | number)[]) => {
    const seen = new Set<string>();
    list.forEach((row, index) => {
      if (seen.has(row.id))
        wrong([...path, index, 'id'], `the id "${row.id}" is used twice; give each its own`);
      seen.add(row.id);
    });
  };
  const condition = (it: Condition | undefined, path: (string | number)[]): void => {
    if (!it) return;
    if ('breach' in it) for (const id of it.breach) need(breaches, id, 'breach', path);
    if ('done' in it) need(steps, it.done, 'step', path);
    if ('all' in it) for (const part of it.all) condition(part, path);
    if ('any' in it) for (const part of it.any) condition(part, path);
    if ('not' in it) condition(it.not, path);
  };

  unique(pack.steps, ['steps']);
  unique(pack.tracks, ['tracks']);
  unique(pack.gates, ['gates']);
  unique(pack.breaches.list, ['breaches', 'list']);
  unique(pack.bodies, ['bodies']);
  pack.panels.forEach((panel, i) =>
    panel.members.forEach((role) => need(roles, role, 'role', ['panels', i, 'members'])),
  );
  pack.steps.forEach((step, i) => {
    need(tracks, step.track, 'track', ['steps', i, 'track']);
    if (step.letter) need(letters, step.letter, 'letter', ['steps', i, 'letter']);
    if (step.body) need(bodies, step.body, 'body', ['steps', i, 'body']);
    if (step.owner) owner(step.owner, ['steps', i, 'owner']);
    condition(step.when, ['steps', i, 'when']);
    condition(step.suggest?.when, ['steps', i, 'suggest']);
    step.after.forEach((after, j) => {
      need(steps, after.step, 'step', ['steps', i, 'after', j, 'step']);
      if (after.step === step.id && !step.repeat)
        wrong(
          ['steps', i, 'after', j],
          `the step "${step.id}" waits for itself; name an earlier one, or mark it repeat: true`,
        );
    });
  });
  pack.tracks.forEach((track, i) => condition(track.when, ['tracks', i, 'when']));
  pack.gates.forEach((gate, i) => {
    for (const step of gate.before) need(steps, step, 'step', ['gates', i, 'before']);
    condition(gate.when, ['gates', i, 'when']);
    if (gate.kind === 'consulted' || gate.kind === 'approved')
      for (const role of gate.ask) need(roles, role, 'role', ['gates', i, 'ask']);
    if (gate.kind === 'wait') need(steps, gate.after, 'step', ['gates', i, 'after']);
  });
  pack.decides.forEach((row, i) => {
    owner(row.by, ['decides', i, 'by']);
    for (const step of row.steps) need(steps, step, 'step', ['decides', i, 'steps']);
    for (const role of row.substitute) need(roles, role, 'role', ['decides', i, 'substitute']);
  });
  if (!pack.decides.some((row) => row.steps.length === 0))
    wrong(
      ['decides'],
      'no row says who decides everything else; add one without "steps", such as - { by: head, substitute: [deputy], source: { policy: "the clause" } }',
    );
  pack.breaches.list.forEach((breach, i) => {
    const path = ['breaches', 'list', i];
    breach.recommend.forEach((row) => need(steps, row.step, 'step', [...path, 'recommend']));
    breach.mandatory.forEach((row) => {
      need(steps, row.step, 'step', [...path, 'mandatory']);
      condition(row.when, [...path, 'mandatory']);
    });
    if (breach.cap) need(steps, breach.cap.step, 'step', [...path, 'cap']);
  });
  pack.told.forEach((row, i) => {
    for (const role of row.roles) need(roles, role, 'role', ['told', i, 'roles']);
    for (const step of row.when) need(steps, step, 'step', ['told', i, 'when']);
  });
  pack.signs.forEach((row, i) => {
    for (const role of row.by) need(roles, role, 'role', ['signs', i, 'by']);
    for (const letter of row.letters) need(letters, letter, 'letter', ['signs', i, 'letters']);
  });
  pack.escalation.forEach((row, i) => {
    for (const role of row.to) need(roles, role, 'role', ['escalation', i, 'to']);
    for (const kind of row.what) need(deadlines, kind, 'deadline', ['escalation', i, 'what']);
  });
  pack.promises.forEach((row, i) => need(roles, row.owner, 'role', ['promises', i, 'owner']));
  pack.meeting.with.forEach((role) => need(roles, role, 'role', ['meeting', 'with']));
  if (pack.restriction.appeal) owner(pack.restriction.appeal.to, ['restriction', 'appeal', 'to']);
  const window = pack.restriction.their_side.within;
  if (window.count < (LEAST_TO_ANSWER[window.unit] ?? 1))
    wrong(
      ['restriction', 'their_side', 'within'],
      'gives fewer than five school days to answer; five is the least that Accord accepts as fair',
    );
  if (window.unit === 'hours')
    wrong(['restriction', 'their_side', 'within'], 'counts hours; write at least "5 school days"');
  for (const row of endless(pack.restriction)) wrong(['restriction', ...row.at], row.says);
}

const knownWords = (name: string, what: string, known: ReadonlySet<string>): string => {
  if (known.size === 0) return `there is no ${what} in it yet`;
  const near = nearest(name, [...known]);
  return `${near ? `did you mean "${near}"? ` : ''}Known: ${[...known].slice(0, 40).join(', ')}`;
};
