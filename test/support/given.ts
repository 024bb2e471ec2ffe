import { expect } from 'vitest';
import { authorise, type PartOfCase, type Place, placesOf, sees } from '../../src/domain/authorise.ts';
import type { Absence, Book } from '../../src/domain/book.ts';
import type { SchoolCalendar } from '../../src/domain/calendar.ts';
import type { Case } from '../../src/domain/case.ts';
import type { CaseCommand, CommandName, ReportIncident } from '../../src/domain/command.ts';
import { decide as decideCommand } from '../../src/domain/decide/decide.ts';
import type { Decided } from '../../src/domain/decide/decided.ts';
import { reportIncident } from '../../src/domain/decide/reporting.ts';
import { addDuration } from '../../src/domain/due.ts';
import {
  CaseEvent,
  type CaseEventType,
  type EventOf,
  type Recorded,
} from '../../src/domain/events/case-event.ts';
import { evolve } from '../../src/domain/evolve/evolve.ts';
import type { Facts } from '../../src/domain/facts.ts';
import { type History, toEarlier } from '../../src/domain/history.ts';
import { BreachId, CaseId, CaseRef, MemberId, PersonId, RoleId, SchoolId } from '../../src/domain/ids.ts';
import { Duration } from '../../src/domain/policy/duration.ts';
import type { Policy } from '../../src/domain/policy/policy.ts';
import { type Option, optionsFor } from '../../src/domain/recommend.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import { atSchoolTime, type Day, toDay } from '../../src/domain/time.ts';
import { loadPack } from '../../src/packs/load.ts';
import { buildSchoolCalendar } from '../../src/school-calendar.ts';
import { ref } from './commands.ts';

/** Who works at the invented school: each holds the part of Accord's that is their id's name. */
export const PEOPLE: Readonly<Record<string, readonly string[]>> = {
  head: ['head'],
  deputy: ['deputy'],
  chair: ['chair'],
  vice_chair: ['vice_chair'],
  governor: ['governor'],
  office: ['office'],
  dsl: ['dsl'],
  dpo: ['dpo'],
  admin: ['admin'],
  trust: ['trust'],
  teacher: ['staff'],
  second_teacher: ['staff'],
  third_teacher: ['staff'],
};

export const PACKS = [
  'all-saints-mat',
  'alumwell-infant',
  'robert-miles-junior',
  'schools-and-parents',
  'stockham-primary',
] as const;

/** A Tuesday with six and a half weeks of the autumn term to go. */
export const A_TUESDAY = toDay('2026-11-03');

const loaded = new Map<string, Policy>();

export function policyOf(id: string): Policy {
  const known = loaded.get(id);
  if (known) return known;
  const pack = loadPack(id);
  if (!pack.ok)
    throw new Error(pack.problems.map((row) => `${row.path}: ${row.says}. ${row.mend}`).join('\n'));
  loaded.set(id, pack.policy);
  return pack.policy;
}

const bookOf = (people: Readonly<Record<string, readonly string[]>>): Book => ({
  members: Object.entries(people).map(([id, roles]) => ({
    id: MemberId.parse(id),
    roles: roles.map((role) => RoleId.parse(role)),
    active: true,
  })),
  absences: [],
  personIs: [],
});

const calendars = new Map<string, SchoolCalendar>();
function calendarFor(today: Day): SchoolCalendar {
  const year = today.slice(0, 7);
  const known = calendars.get(year);
  if (known) return known;
  const made = buildSchoolCalendar({
    today,
    jurisdiction: 'england',
    terms: [],
    inset: [],
    yearRound: false,
  });
  calendars.set(year, made);
  return made;
}

export interface Reported {
  readonly breaches?: readonly string[];
  readonly happened?: ReportIncident['happened'];
  readonly harm?: ReportIncident['harm'];
  readonly person?: string | null;
  readonly reporter?: string;
  readonly onBehalfOf?: string;
  readonly capacity?: ReportIncident['capacity'];
  readonly occurredOn?: string;
}

/** A command, or one that depends on what the case holds by then. */
export type Word = CaseCommand | ((it: Case, today: Day) => CaseCommand);

let cases = 0;

/** One case told in the words of the domain. Every event is checked against its schema and folded as it comes. */
export class Story {
  readonly policy: Policy;
  readonly recorded: Recorded[] = [];
  /** Events of the last command. */
  last: readonly CaseEvent[] = [];
  today: Day = A_TUESDAY;
  book: Book;
  history: History = [];
  private current: Case | null = null;
  private actor: string = 'head';
  private stopped: Refusal | null = null;
  private ids = 0;

  constructor(policy: Policy, people: Readonly<Record<string, readonly string[]>> = PEOPLE) {
    this.policy = policy;
    this.book = bookOf(people);
  }

  get it(): Case {
    if (!this.current) throw new Error('Nothing has been reported yet.');
    return this.current;
  }

  get calendar(): SchoolCalendar {
    return calendarFor(this.today);
  }

  get facts(): Facts {
    return {
      policy: this.policy,
      now: atSchoolTime(this.today, 15, 20),
      today: this.today,
      calendar: this.calendar,
      nextId: () => {
        this.ids += 1;
        return `id-${this.ids}`;
      },
      history: this.history,
      book: this.book,
      actor: MemberId.parse(this.actor),
    };
  }

  on(day: string): this {
    this.today = toDay(day);
    return this;
  }

  later(duration: string): this {
    this.today = addDuration(this.calendar, this.today, Duration.parse(duration));
    return this;
  }

  by(member: string): this {
    this.actor = member;
    return this;
  }

  away(member: string, deputy: string, from: string, to: string): this {
    const absence: Absence = {
      member: MemberId.parse(member),
      deputy: MemberId.parse(deputy),
      from: toDay(from),
      to: toDay(to),
    };
    this.book = { ...this.book, absences: [...this.book.absences, absence] };
    return this;
  }

  /** The member is the parent reported, or of their family. */
  isThePerson(member: string): this {
    this.book = { ...this.book, personIs: [...this.book.personIs, MemberId.parse(member)] };
    return this;
  }

  nobodyIs(...roles: readonly string[]): this {
    this.book = {
      ...this.book,
      members: this.book.members.filter((row) => !row.roles.some((role) => roles.includes(role))),
    };
    return this;
  }

  earlier(...stories: readonly Story[]): this {
    this.history = [...this.history, ...stories.flatMap((row) => toEarlier(row.it) ?? [])];
    return this;
  }

  reported(report: Reported = {}): this {
    cases += 1;
    const reporter = MemberId.parse(report.reporter ?? 'teacher');
    const person = report.person === undefined ? 'parent' : report.person;
    const decided = reportIncident(
      {
        do: 'report_incident',
        case: CaseId.parse(`case-${cases}`),
        school: SchoolId.parse('school'),
        ref: CaseRef.parse(`AC-26-${String(cases).padStart(4, '0')}`),
        sha256: 'f'.repeat(64),
        person: person === null ? null : PersonId.parse(person),
        capacity: report.capacity ?? 'parent',
        reporter,
        onBehalfOf: report.onBehalfOf ? MemberId.parse(report.onBehalfOf) : null,
        breaches: (report.breaches ?? ['verbal_aggression']).map((id) => BreachId.parse(id)),
        occurredAt: atSchoolTime(report.occurredOn ? toDay(report.occurredOn) : this.today, 8, 45),
        happened: report.happened ?? 'premises',
        place: null,
        narrative: ref(),
        harm: report.harm ?? 'nobody',
      },
      { ...this.facts, actor: reporter },
    );
    this.take(decided);
    return this;
  }

  /** Each command in turn. All but the last have to succeed; what became of the last is asked next. */
  when(...words: readonly Word[]): this {
    for (const word of words) {
      this.mustHaveGone();
      const command = typeof word === 'function' ? word(this.it, this.today) : word;
      const barred = authorise(command.do, MemberId.parse(this.actor), {
        it: this.it,
        policy: this.policy,
        book: this.book,
        today: this.today,
      });
      this.take(barred ? { ok: false, refusal: barred } : decideCommand(this.it, command, this.facts));
    }
    return this;
  }

  /** Commands that only the clock gives. */
  whenTheClock(...words: readonly Word[]): this {
    for (const word of words) {
      this.mustHaveGone();
      const command = typeof word === 'function' ? word(this.it, this.today) : word;
      const barred = authorise(command.do, 'clock', {
        it: this.it,
        policy: this.policy,
        book: this.book,
        today: this.today,
      });
      this.take(barred ? { ok: false, refusal: barred } : decideCommand(this.it, command, this.facts));
    }
    return this;
  }

  refused(code: Refusal['code'], words?: RegExp): this {
    const refusal = this.stopped;
    this.stopped = null;
    expect(refusal, 'the last command went through').not.toBeNull();
    expect(refusal?.code, refusal?.words).toBe(code);
    if (words) expect(refusal?.words).toMatch(words);
    return this;
  }

  /** The code of the refusal, for a test that takes any of several. */
  get stoppedBy(): Refusal['code'] | undefined {
    return this.stopped?.code;
  }

  /** The last command went through and wrote this. */
  wrote<T extends CaseEventType>(type: T, like: Partial<EventOf<T>> = {}): this {
    this.mustHaveGone();
    const event = this.last.find((row) => row.type === type);
    expect(event, `no ${type} among ${this.last.map((row) => row.type).join(', ')}`).toBeDefined();
    expect(event).toMatchObject(like);
    return this;
  }

  wroteNo(type: CaseEventType): this {
    this.mustHaveGone();
    expect(this.last.map((row) => row.type)).not.toContain(type);
    return this;
  }

  /** What the last decision wrote down as different from the policy, as `what about`. */
  departed(...expected: readonly string[]): this {
    this.mustHaveGone();
    const made = this.last.find((row) => row.type === 'decision_made');
    expect(made?.departures.map((row) => `${row.what} ${row.about}`).sort()).toEqual([...expected].sort());
    return this;
  }

  so(look: (it: Case, today: Day) => void): this {
    this.mustHaveGone();
    look(this.it, this.today);
    return this;
  }

  options(): readonly Option[] {
    return optionsFor({
      it: this.it,
      policy: this.policy,
      history: this.history,
      calendar: this.calendar,
      today: this.today,
    });
  }

  option(step: string): Option {
    const found = this.options().find((row) => row.step.id === step);
    if (!found)
      throw new Error(
        `${step} is not open: ${this.options()
          .map((row) => row.step.id)
          .join(', ')}`,
      );
    return found;
  }

  /** Steps recommended now, in the pack's order. A step that the policy owes carries `!`. */
  get next(): readonly string[] {
    return this.options()
      .filter((row) => row.standing === 'next')
      .map((row) => `${row.step.id}${row.must ? '!' : ''}`);
  }

  recommends(...steps: readonly string[]): this {
    this.mustHaveGone();
    expect([...this.next].sort()).toEqual([...steps].sort());
    return this;
  }

  clockTries(command: CaseCommand): boolean {
    if (!this.clockMay(command.do)) return false;
    const decided = decideCommand(this.it, command, this.facts);
    if (decided.ok) this.take(decided);
    return decided.ok;
  }

  clockMay(command: CommandName): boolean {
    const at = { it: this.it, policy: this.policy, book: this.book, today: this.today };
    return authorise(command, 'clock', at) === null;
  }

  places(member: string): readonly Place[] {
    return [
      ...placesOf(MemberId.parse(member), {
        it: this.it,
        policy: this.policy,
        book: this.book,
        today: this.today,
      }),
    ].sort();
  }

  sees(member: string, part: PartOfCase): boolean {
    return sees(MemberId.parse(member), part, {
      it: this.it,
      policy: this.policy,
      book: this.book,
      today: this.today,
    });
  }

  /** For the test that tries anything: what became of it, without an expectation. */
  attempt(word: Word): boolean {
    const command = typeof word === 'function' ? word(this.it, this.today) : word;
    const barred = authorise(command.do, MemberId.parse(this.actor), {
      it: this.it,
      policy: this.policy,
      book: this.book,
      today: this.today,
    });
    if (barred) return false;
    const decided = decideCommand(this.it, command, this.facts);
    if (decided.ok) this.take(decided);
    return decided.ok;
  }

  private mustHaveGone(): void {
    const refusal = this.stopped;
    if (refusal) throw new Error(`Refused (${refusal.code}): ${refusal.words}`);
  }

  private take(decided: Decided): void {
    if (!decided.ok) {
      this.stopped = decided.refusal;
      this.last = [];
      return;
    }
    this.last = decided.events.map((event) => CaseEvent.parse(event));
    for (const event of this.last) {
      const meta = { at: this.facts.now, by: this.actor };
      this.recorded.push({ event, ...meta });
      this.current = evolve(this.current, event, meta);
    }
  }
}

export const given = (policy: Policy | string, people?: Readonly<Record<string, readonly string[]>>): Story =>
  new Story(typeof policy === 'string' ? policyOf(policy) : policy, people);
