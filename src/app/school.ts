import type { Book } from '../domain/book.ts';
import type { SchoolCalendar } from '../domain/calendar.ts';
import type { MemberId, PersonId, SchoolId } from '../domain/ids.ts';
import { readSettings, type SchoolSettings } from '../domain/settings.ts';
import { type Day, type Instant, schoolTime } from '../domain/time.ts';
import type { LoadedPolicy, Member, School, Unit } from '../ports.ts';
import type { App } from './app.ts';

/** Settings are parsed once for each reading of them: every request needs them, and they change a few times a year. */
const settingsRead = new WeakMap<School, SchoolSettings>();

function settingsOf(school: School): SchoolSettings {
  const known = settingsRead.get(school);
  if (known) return known;
  const settings = readSettings(school.settings);
  settingsRead.set(school, settings);
  return settings;
}

/** A school as one request meets it: its policy as adopted, its people, its day. */
export interface AtSchool {
  readonly school: School;
  readonly settings: SchoolSettings;
  readonly current: LoadedPolicy;
  readonly calendar: SchoolCalendar;
  readonly members: readonly Member[];
  readonly now: Instant;
  readonly today: Day;
}

/** Policies parsed from kept text are immutable: each text is read once in a process. */
const parsed = new Map<string, LoadedPolicy>();

export async function policyBySha(app: App, unit: Unit, sha256: string): Promise<LoadedPolicy> {
  const known = parsed.get(sha256);
  if (known) return known;
  const text = await unit.schools.policyText(sha256);
  if (text === null)
    throw new Error('The text of an adopted policy is missing from the database. Run "accord audit verify".');
  const loaded = app.policies.fromText(text);
  parsed.set(sha256, loaded);
  return loaded;
}

export async function atSchool(app: App, unit: Unit, id: SchoolId): Promise<AtSchool> {
  const school = await unit.schools.byId(id);
  if (!school) throw new Error('A school that was just found is gone.');
  const settings = settingsOf(school);
  if (school.adopted === null)
    throw new Error('The school has adopted no policy yet. Run "accord school adopt".');
  const current = await policyBySha(app, unit, school.adopted);
  const now = app.clock.now();
  const today = schoolTime(now, settings.calendar.zone).day;
  return {
    school,
    settings,
    current,
    calendar: app.calendars.of(settings, current.policy, today),
    members: await unit.members.ofSchool(id),
    now,
    today,
  };
}

interface Known {
  readonly byId: ReadonlyMap<MemberId, Member>;
  readonly inBook: Book['members'];
}

/** Made once for each reading of the members, as the settings are. */
const known = new WeakMap<AtSchool['members'], Known>();

function knownIn({ members }: AtSchool): Known {
  const before = known.get(members);
  if (before) return before;
  const made: Known = {
    byId: new Map(members.map((row) => [row.id, row])),
    inBook: members.map((row) => ({ id: row.id, roles: row.roles, active: row.active })),
  };
  known.set(members, made);
  return made;
}

/** Who holds what, and which members are the person reported or of their family. */
export async function bookOf(unit: Unit, at: AtSchool, person: PersonId | null): Promise<Book> {
  const linked = person === null ? null : await unit.people.byId(at.school.id, person);
  return {
    members: knownIn(at).inBook,
    absences: at.settings.absences,
    personIs: linked?.member ? [linked.member] : [],
  };
}

export const nameOf = (at: AtSchool, id: MemberId): string =>
  knownIn(at).byId.get(id)?.name ?? 'a former colleague';
