import type { Guide, PlayedPerson, PlayedSchool } from '../../adapters/playground/playground.ts';
import type { App } from '../app/app.ts';
import { loadCase } from '../app/load-case.ts';
import { ownersOf } from '../app/owners.ts';
import { type AtSchool, atSchool } from '../app/school.ts';
import type { DeadlineKind } from '../domain/deadline-kinds.ts';
import type { CaseEventType } from '../domain/events/case-event.ts';
import type { Instant } from '../domain/time.ts';
import type { Unit } from '../ports.ts';

type Does = NonNullable<Guide['now']>['does'];

/** What has really happened in the school's first case, which is what the guide goes by. */
interface Happened {
  readonly types: ReadonlySet<CaseEventType>;
  readonly reviewRead: boolean;
  /** Whoever owes something of this kind now. */
  readonly owes: (kind: DeadlineKind) => PlayedPerson | undefined;
  readonly who: (key: string) => PlayedPerson | undefined;
  readonly decided: PlayedPerson | undefined;
}

/** Whether something has been posted to the leadership after this, and read. */
type ReadSince = (at: Instant) => boolean;

interface Step {
  readonly title: string;
  readonly done: (it: Happened) => boolean;
  readonly text: string | ((it: Happened) => string);
  readonly who: (it: Happened) => PlayedPerson | undefined;
  readonly does?: Does;
}

const STEPS: readonly Step[] = [
  {
    title: 'Report what happened',
    done: ({ types }) => types.has('report_received'),
    text: 'Type /incident to Accord and press Enter. Choose a parent from the list (try "Jordan"), say what you report, and write a sentence or two.',
    who: ({ who }) => who('teacher'),
  },
  {
    title: 'Read the report',
    done: ({ types }) => types.has('report_read') || types.has('decision_made'),
    text: 'The report is here, with what the policy says about it. Look it over, then press "I have read this": the teacher is told.',
    who: ({ owes }) => owes('read_report') ?? owes('decide'),
  },
  {
    title: 'Ask the chair for a view',
    done: ({ types }) => types.has('view_given'),
    text: ({ types }) =>
      types.has('view_asked')
        ? 'You are asked for a view, which is not an approval. Press "Open it", read what is proposed, and give one of the three answers.'
        : 'Before anybody is kept off the site, the chair can be asked. Press "Ask for a view" (it may be under "More..."), and write what you propose.',
    who: ({ types, owes, who }) =>
      types.has('view_asked') ? owes('give_view') : (owes('decide') ?? who('head')),
  },
  {
    title: 'Decide',
    done: ({ types }) => types.has('decision_made'),
    text: 'Press "Decide". The step that the policy recommends is there with its clause, and so are the others. Choose, give your reason, and send it. If something must happen first, Accord says what.',
    who: ({ owes, who }) => owes('decide') ?? who('head'),
  },
  {
    title: 'Sign the letter and send it',
    done: ({ types }) => types.has('letter_sent'),
    text: ({ types, owes }) =>
      types.has('letter_signed') || owes('send_letter')
        ? 'The signed letter is with you. Once it is in the post, press the button that marks it as sent: Accord sends nothing to a parent by itself.'
        : 'Press "Read and sign a letter". It is drafted from the case; fill in what it leaves open, and sign. If what you decided needs no letter, skip this step.',
    who: ({ types, owes, who }) =>
      (types.has('letter_signed') ? (owes('send_letter') ?? who('office')) : owes('sign_letter')) ??
      who('head'),
  },
  {
    title: 'Read the weekly review',
    done: ({ reviewRead }) => reviewRead,
    text: 'Press "Move the clock" and choose the next weekly review. Then open the leadership channel: what is due there goes by reference, without a name.',
    who: ({ decided, who }) => decided ?? who('head'),
    does: 'leadership',
  },
];

async function happenedIn(
  app: App,
  unit: Unit,
  at: AtSchool,
  school: PlayedSchool,
  readSince: ReadSince,
): Promise<Happened> {
  const row = (await unit.cases.recent(at.school.id, 50)).at(-1);
  const loaded = row ? await loadCase(app, unit, at, row.id) : null;
  const deadlines = row ? await unit.deadlines.ofCase(at.school.id, row.id) : [];
  const owners = new Map<string, PlayedPerson>();
  for (const one of deadlines) {
    const [first] = await ownersOf(app, unit, at, one);
    const person = school.people.find(({ member }) => member === first);
    if (person && !owners.has(one.kind)) owners.set(one.kind, person);
  }
  const keyOf = ({ user }: PlayedPerson) => user.split(':').at(-1);
  return {
    types: new Set(loaded?.recorded.map(({ event }) => event.type) ?? []),
    reviewRead: loaded?.recorded[0] !== undefined && readSince(loaded.recorded[0].at),
    owes: (kind) => owners.get(kind),
    decided: school.people.find(
      ({ member }) => member === loaded?.recorded.find(({ event }) => event.type === 'decision_made')?.by,
    ),
    who: (key) =>
      school.people.find((person) => keyOf(person) === key) ??
      (key === 'head' ? school.people.find((person) => person.part === 'head') : undefined),
  };
}

/** The first step that has not happened and has not been skipped. */
export async function guideFor(
  app: App,
  school: PlayedSchool,
  readSince: ReadSince,
  skipped: number,
): Promise<Guide> {
  const it = await app.store.read(async (unit) =>
    happenedIn(app, unit, await atSchool(app, unit, school.id), school, readSince),
  );
  // What happened later shows that the newcomer got past it by another way; the review may be read at any time.
  const past = STEPS.slice(0, -1).findLastIndex((step) => step.done(it));
  const isDone = (step: Step, at: number) => at < skipped || at <= past || step.done(it);
  const at = STEPS.findIndex((step, index) => !isDone(step, index));
  const step = STEPS[at];
  const person = step?.who(it);
  return {
    steps: STEPS.map((row, index) => ({ title: row.title, done: isDone(row, index) })),
    now: step
      ? {
          number: at + 1,
          title: step.title,
          text: typeof step.text === 'string' ? step.text : step.text(it),
          user: person?.user ?? null,
          act: person ? `${person.name}, ${person.title}` : '',
          does: step.does ?? 'conversation',
        }
      : null,
  };
}

export const GUIDE_STEPS = STEPS.length;
