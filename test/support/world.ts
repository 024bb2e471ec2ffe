import { type MemorySurface, memorySurface } from '../../adapters/playground/memory-surface.ts';
import type { App } from '../../src/app/app.ts';
import { memoryCounts } from '../../src/app/counts.ts';
import { addSchool, putMember } from '../../src/app/school-setup.ts';
import { readCsv } from '../../src/csv/read-csv.ts';
import { openDocuments } from '../../src/documents/open-documents.ts';
import type { CaseId, MemberId, PackId, RoleId, SchoolId } from '../../src/domain/ids.ts';
import { atSchoolTime, toDay } from '../../src/domain/time.ts';
import { diskPolicies, schoolCalendars } from '../../src/main.ts';
import type { Clock, Log, School, Store } from '../../src/ports.ts';
import { claimCodes } from '../../src/store/claim-codes.ts';
import { sortableIds } from '../../src/store/sortable-ids.ts';
import type { Who } from '../../src/surface.ts';
import type { Card } from '../../src/view/card.ts';
import type { Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import type { Tap } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import { memoryStage } from './memory-stage.ts';
import type { MakeStage, Player, SavedFile, Stage } from './stage.ts';

export interface MovableClock extends Clock {
  set(day: string, hour?: number, minute?: number): void;
}

export function movableClock(day = '2026-11-20', hour = 15, minute = 20): MovableClock {
  let at = atSchoolTime(toDay(day), hour, minute);
  return {
    now: () => at,
    set: (next, nextHour = 9, nextMinute = 0) => {
      at = atSchoolTime(toDay(next), nextHour, nextMinute);
    },
  };
}

/** Everything logged, so that a test can say that nothing personal is in it. */
export function keptLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    info: (what, fields) => lines.push(JSON.stringify({ what, fields })),
    warn: (what, fields) => lines.push(JSON.stringify({ what, fields })),
    error: (what, cause, fields) =>
      lines.push(
        JSON.stringify({
          what,
          fields,
          cause: cause instanceof Error ? `${cause.name}: ${cause.message}\n${cause.stack}` : String(cause),
        }),
      ),
  };
}

export type RoleName =
  | 'head'
  | 'deputy'
  | 'chair'
  | 'vice_chair'
  | 'governor'
  | 'office'
  | 'dsl'
  | 'dpo'
  | 'admin'
  | 'teacher'
  | 'teacher2'
  | 'teacher3';

const ROLES: Readonly<Record<RoleName, readonly string[]>> = {
  head: ['head'],
  deputy: ['deputy'],
  chair: ['chair'],
  vice_chair: ['vice_chair'],
  governor: ['governor'],
  office: ['office', 'staff'],
  dsl: ['dsl', 'staff'],
  dpo: ['dpo'],
  admin: ['admin'],
  teacher: ['staff'],
  teacher2: ['staff'],
  teacher3: ['staff'],
};

export interface Acting {
  readonly id: MemberId;
  readonly who: Who;
  say(words: string): Promise<Reply>;
  /** `school` where the button is for another school than its card. */
  tap(tap: Tap, key?: string, school?: SchoolId): Promise<Reply>;
  /** Opens a form about a case, fills what is named over what it offers, and sends it. */
  fill(
    name: Form['name'],
    of: CaseId | null,
    values: Values,
    carries?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  submit(form: Form, values: Values): Promise<Reply>;
  /** In memory alone: on another stage there are no cards to look at, only what was drawn of them. */
  cards(): readonly Card[];
  /** Their messages as they stand there now, to be read. */
  has(): readonly string[];
  /** The files in their messages as they stand there now. */
  files(): Promise<readonly SavedFile[]>;
  /** The answer that stands before them, where the stage draws it in its own way. */
  screen(): string | null;
}

export interface World {
  readonly app: App;
  readonly clock: MovableClock;
  /** In memory alone. */
  readonly surface: MemorySurface;
  readonly stage: Stage;
  readonly school: School;
  readonly log: ReturnType<typeof keptLog>;
  as(role: RoleName): Acting;
  /** Ticks and delivers until nothing is due. */
  settle(): Promise<void>;
  /** In memory alone. */
  channel(): readonly Card[];
  caseByRef(ref: string): Promise<CaseId>;
}

/** What a form offers when nobody changes anything. */
export function offered(form: Form): Record<string, string | boolean | readonly string[]> {
  const values: Record<string, string | boolean | readonly string[]> = {};
  for (const field of form.fields) {
    if (field.is === 'many' || field.is === 'accounts' || field.is === 'groups')
      values[field.name] = field.values ?? [];
    else if (field.is === 'files') values[field.name] = [];
    else if (field.is === 'tick') values[field.name] = field.value ?? false;
    else if (field.value !== undefined) values[field.name] = field.value;
  }
  return values;
}

/** One for all the tests of a file: its typesetter is made at the first use. */
const documents = openDocuments();

/** The application with nobody in it yet, over whichever store the test opened. */
export function appOver(store: Store, clock: Clock, log: Log): App {
  let ms = Date.parse('2026-11-20T12:00:00Z');
  const timer = { ms: () => (ms += 1) };
  return {
    store,
    clock,
    timer,
    ids: sortableIds(timer),
    policies: diskPolicies(),
    calendars: schoolCalendars(),
    documents,
    codes: claimCodes,
    readCsv,
    counts: memoryCounts(),
    log,
    command: '/incident',
    pages: { origin: () => null },
    mail: null,
  };
}

/** A school with its people, in memory unless told on which stage, over whichever store the test opened. */
export async function openWorld(
  store: Store,
  pack: string,
  more: {
    clock?: MovableClock;
    settings?: Readonly<Record<string, unknown>>;
    name?: string;
    stage?: MakeStage;
    /** Parts of the application that the test brings itself. */
    app?: Partial<App>;
  } = {},
): Promise<World> {
  const clock = more.clock ?? movableClock();
  const log = keptLog();
  const app = { ...appOver(store, clock, log), ...more.app };
  const memory = memorySurface();
  const stage = more.stage ? await more.stage(app) : memoryStage(app, memory);
  const added = await addSchool(app, {
    name: more.name ?? 'Invented Primary',
    pack: pack as PackId,
    trust: null,
    settings: { channels: { [stage.platform]: stage.channel }, ...more.settings },
  });
  if (!added.ok) throw new Error(added.refusal.words);
  const { school } = added.made;
  const players = new Map<RoleName, Player>();
  for (const role of Object.keys(ROLES) as RoleName[]) {
    const who = {
      platform: stage.platformOf?.(role) ?? stage.platform,
      user: stage.account(role, school.id),
    };
    const put = await store.write((unit) =>
      putMember(
        app,
        unit,
        school,
        {
          name: `Invented ${role}`,
          roles: ROLES[role].map((name) => name as RoleId),
          identities: [who],
        },
        'command_line',
      ),
    );
    if (!put.ok) throw new Error(put.refusal.words);
    players.set(role, { role, who, member: put.made.member.id, school: school.id });
  }
  stage.begin([...players.values()]);
  const surface = (): MemorySurface => {
    if (stage.platform !== 'playground') throw new Error(`This school is on ${stage.platform}.`);
    return memory;
  };
  const acting = (role: RoleName): Acting => {
    const by = players.get(role);
    if (!by) throw new Error(`Nobody plays ${role}.`);
    const submit = (form: Form, values: Values) => stage.submit(by, form, values);
    return {
      id: by.member,
      who: by.who,
      say: (words) => stage.say(by, words),
      tap: (tap, key, to) => stage.tap(by, tap, key, to),
      submit,
      async fill(name, of, values, carries = {}) {
        const opened = await stage.tap(by, { tap: 'form', form: name, case: of, carries: { ...carries } });
        if (opened.is !== 'form') return opened;
        return submit(opened.form, { ...offered(opened.form), ...values });
      },
      cards: () =>
        surface()
          .messages({ kind: 'member', member: by.member }, school.id)
          .map((row) => row.card),
      has: () => stage.messages(by),
      files: () => stage.files(by),
      screen: () => stage.screen(by),
    };
  };
  return {
    app,
    clock,
    get surface() {
      return surface();
    },
    stage,
    school,
    log,
    as: acting,
    settle: () => stage.settle(),
    channel: () =>
      surface()
        .messages({ kind: 'channel', channel: 'leadership' }, school.id)
        .map((row) => row.card),
    async caseByRef(ref) {
      const row = await store.read((unit) => unit.cases.byRef(school.id, ref));
      if (!row) throw new Error(`There is no case ${ref}.`);
      return row.id;
    },
  };
}
