import { authorise } from '../domain/authorise.ts';
import type { Book } from '../domain/book.ts';
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import { decide } from '../domain/decide/decide.ts';
import type { Decided } from '../domain/decide/decided.ts';
import { reportIncident } from '../domain/decide/reporting.ts';
import { addDuration } from '../domain/due.ts';
import type { CaseEvent } from '../domain/events/case-event.ts';
import { evolve } from '../domain/evolve/evolve.ts';
import type { Facts } from '../domain/facts.ts';
import { toEarlier } from '../domain/history.ts';
import { CaseId, CaseRef, type MemberId, PersonId, SchoolId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { type Refusal, refuse } from '../domain/refusal.ts';
import { isLive } from '../domain/restriction.ts';
import { addDays, atSchoolTime, type Day } from '../domain/time.ts';
import type { DepartureRow, Entry, Rehearsal, Stand } from './rehearsal.ts';
import { commandFor } from './rehearse-command.ts';
import { TEXT } from './rehearse-decision.ts';
import { differences } from './rehearse-expect.ts';
import { bookOf, calledOf, usualActor } from './rehearse-people.ts';
import { standOf } from './rehearse-stand.ts';
import { toldOf } from './rehearse-told.ts';
import type { Point, Scenario } from './scenario.ts';
import type { ActionOf } from './scenario-words.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** The school as it stands between two points. Kept in one place and thrown away after the last. */
class Stage {
  readonly cases: Case[] = [];
  today: Day;
  readonly book: Book;
  readonly policy: Policy;
  readonly scenario: Scenario;
  readonly calendar: SchoolCalendar;
  private ids = 0;

  constructor(policy: Policy, scenario: Scenario, calendar: SchoolCalendar) {
    this.policy = policy;
    this.scenario = scenario;
    this.calendar = calendar;
    this.today = scenario.starts.day;
    this.book = bookOf(scenario);
  }

  /** A report opens a case of its own; what follows is about the newest. */
  get it(): Case | null {
    return this.cases.at(-1) ?? null;
  }

  facts(actor: MemberId): Facts {
    const { hour, minute } = this.scenario.starts;
    return {
      policy: this.policy,
      now: atSchoolTime(this.today, hour, minute, this.calendar.zone),
      today: this.today,
      calendar: this.calendar,
      nextId: () => {
        this.ids += 1;
        return `rehearsed-${this.ids}`;
      },
      history: this.cases.slice(0, -1).flatMap((row) => toEarlier(row) ?? []),
      book: this.book,
      actor,
    };
  }

  fold(index: number, events: readonly CaseEvent[], by: string, facts: Facts): void {
    let it = this.cases[index] ?? null;
    for (const event of events) it = evolve(it, event, { at: facts.now, by });
    if (it) this.cases[index] = it;
  }
}

function report(stage: Stage, point: Point, what: ActionOf<'report'>['with'], actor: MemberId): Decided {
  const number = stage.cases.length + 1;
  const { hour, minute } = stage.scenario.starts;
  const day = addDays(stage.today, -what.days_ago);
  const facts = stage.facts(actor);
  const decided = reportIncident(
    {
      do: 'report_incident',
      case: CaseId.parse(`case-${number}`),
      school: SchoolId.parse('rehearsal'),
      ref: CaseRef.parse(`AC-${stage.today.slice(2, 4)}-${String(number).padStart(4, '0')}`),
      sha256: '0'.repeat(64),
      person: what.person === 'known' ? PersonId.parse('person-1') : null,
      capacity: what.capacity,
      reporter: point.by ?? actor,
      onBehalfOf: null,
      breaches: what.what,
      occurredAt: atSchoolTime(day, hour, minute, stage.calendar.zone),
      happened: what.where === 'site' ? 'premises' : what.where === 'online' ? 'online' : 'anywhere',
      place: null,
      narrative: TEXT,
      harm: what.harm,
    },
    // The cases there are all lie before this one.
    { ...facts, history: stage.cases.flatMap((row) => toEarlier(row) ?? []) },
  );
  if (decided.ok) stage.fold(stage.cases.length, decided.events, actor, facts);
  return decided;
}

/** Days pass, and with them whatever the clock alone does. Holds, reminders and posts are not played. */
function wait(stage: Stage, how: ActionOf<'wait'>['with'], actor: MemberId): Decided {
  const to = 'until' in how ? how.until : addDuration(stage.calendar, stage.today, how.for);
  if (to < stage.today)
    return refuse(
      'dates_wrong',
      `It is ${stage.today} already, and a scenario only goes forwards. Wait until a later day.`,
    );
  stage.today = to;
  const facts = stage.facts(actor);
  stage.cases.forEach((row, index) => {
    for (const restriction of row.restrictions) {
      if (!isLive(restriction) || to <= restriction.end) continue;
      const ended = decide(row, { do: 'run_out', restriction: restriction.id }, facts);
      if (ended.ok) stage.fold(index, ended.events, 'clock', facts);
    }
  });
  return { ok: true, events: [] };
}

/** Whoever decides has read a report by the time they do something about it. */
function readBefore(stage: Stage, it: Case, actor: MemberId, facts: Facts): Case {
  const { policy, book, today } = stage;
  if (it.read || it.status !== 'open' || authorise('mark_read', actor, { it, policy, book, today }))
    return it;
  const read = decide(it, { do: 'mark_read' }, facts);
  if (read.ok) stage.fold(stage.cases.length - 1, read.events, actor, facts);
  return stage.it ?? it;
}

function play(stage: Stage, point: Point, actor: MemberId): Decided {
  const { action } = point;
  if (action.do === 'report') return report(stage, point, action.with, actor);
  if (action.do === 'wait') return wait(stage, action.with, actor);
  if (action.do === 'look') return { ok: true, events: [] };
  if (stage.it === null) return refuse('not_found', 'Nothing has been reported yet. Begin with a report.');
  const { policy, book, today } = stage;
  const facts = stage.facts(actor);
  const it = readBefore(stage, stage.it, actor, facts);
  const made = commandFor(action, it, facts);
  if (!made.ok) return made;
  const barred = authorise(made.command.do, actor, { it, policy, book, today });
  if (barred) return { ok: false, refusal: barred };
  const decided = decide(it, made.command, facts);
  if (decided.ok) stage.fold(stage.cases.length - 1, decided.events, actor, facts);
  return decided;
}

function departuresOf(decided: Decided, policy: Policy): readonly DepartureRow[] | null {
  const made = decided.ok ? decided.events.find((event) => event.type === 'decision_made') : undefined;
  if (made?.type !== 'decision_made') return null;
  const label = (id: string): string =>
    policy.steps.find((row) => row.id === id)?.label ??
    policy.gates.find((row) => row.id === id)?.label ??
    id;
  const early = made.steps
    .filter((row) => row.offOrder === 'skip')
    .map((row): DepartureRow => {
      const skip = policy.steps.find((step) => step.id === row.step)?.skip;
      return {
        what: 'early',
        about: row.step,
        label: label(row.step),
        clause: skip?.source.words ?? row.clause,
      };
    });
  return [...made.departures.map((row) => ({ ...row, label: label(row.about) })), ...early];
}

const NOWHERE: Stand = {
  status: 'open',
  recommended: [],
  later: [],
  allowed: [],
  first: [],
  owed: [],
  letters: [],
  restrictions: [],
  asked: null,
};

/** Plays a scenario through a policy with the domain alone: nothing is kept, and nobody is told. */
export function rehearse(policy: Policy, scenario: Scenario, calendar: SchoolCalendar): Rehearsal {
  const stage = new Stage(policy, scenario, calendar);
  const entries = scenario.points.map((point, i): Entry => {
    const actor = point.by ?? usualActor(point.action, stage.it, stage);
    const decided = play(stage, point, actor);
    const refused: Refusal | null = decided.ok ? null : decided.refusal;
    const { it, today, book } = stage;
    const { history } = stage.facts(actor);
    const stand = it ? standOf({ it, policy, history, calendar, today }) : NOWHERE;
    const { hour, minute } = scenario.starts;
    const entry = {
      point: i + 1,
      line: point.line,
      day: today,
      time: `${two(hour)}:${two(minute)}`,
      case: it?.ref ?? '',
      happens: toldOf(point.action, calledOf(actor, book, policy), policy),
      note: point.note,
      refused,
      departures: departuresOf(decided, policy),
      ...stand,
    };
    return { ...entry, claims: point.expect !== null, differs: differences(point.expect, entry) };
  });
  return {
    pack: policy.id,
    policy: [policy.name, policy.title].filter((part) => part !== null).join(': '),
    title: scenario.title,
    about: scenario.about ?? null,
    as_expected: entries.every((entry) => entry.differs.length === 0),
    entries,
  };
}
