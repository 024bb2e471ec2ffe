import { type MemorySurface, memorySurface } from '../../adapters/playground/memory-surface.ts';
import type { App } from '../../src/app/app.ts';
import { deliverAll } from '../../src/app/deliver.ts';
import { receive } from '../../src/app/receive.ts';
import { addSchool, putMember } from '../../src/app/school-setup.ts';
import { tick } from '../../src/app/tick.ts';
import { type CaseId, IntentKey, type MemberId, type PackId, type RoleId } from '../../src/domain/ids.ts';
import { atSchoolTime, toDay } from '../../src/domain/time.ts';
import { diskPolicies, schoolCalendars } from '../../src/main.ts';
import type { Clock, Log, School, Store } from '../../src/ports.ts';
import { claimCodes } from '../../src/store/claim-codes.ts';
import { sortableIds } from '../../src/store/sortable-ids.ts';
import type { Card } from '../../src/view/card.ts';
import type { Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import type { Tap } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';

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
  say(words: string): Promise<Reply>;
  tap(tap: Tap, key?: string): Promise<Reply>;
  /** Opens a form about a case, fills what is named over what it offers, and sends it. */
  fill(
    name: Form['name'],
    of: CaseId | null,
    values: Values,
    carries?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  submit(form: Form, values: Values): Promise<Reply>;
  cards(): readonly Card[];
}

export interface World {
  readonly app: App;
  readonly clock: MovableClock;
  readonly surface: MemorySurface;
  readonly school: School;
  readonly log: ReturnType<typeof keptLog>;
  as(role: RoleName): Acting;
  /** Ticks and delivers until nothing is due. */
  settle(): Promise<void>;
  channel(): readonly Card[];
  caseByRef(ref: string): Promise<CaseId>;
}

/** What a form offers when nobody changes anything. */
export function offered(form: Form): Record<string, string | boolean | readonly string[]> {
  const values: Record<string, string | boolean | readonly string[]> = {};
  for (const field of form.fields) {
    if (field.is === 'many') values[field.name] = field.values ?? [];
    else if (field.is === 'tick') values[field.name] = field.value ?? false;
    else if (field.value !== undefined) values[field.name] = field.value;
  }
  return values;
}

const mutable = (values: Values): Record<string, string | boolean | string[]> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'string' || typeof value === 'boolean' ? value : [...value],
    ]),
  );

/** A school with its people on the playground, over whichever store the test opened. */
export async function openWorld(
  store: Store,
  pack: string,
  more: { clock?: MovableClock; settings?: Readonly<Record<string, unknown>>; name?: string } = {},
): Promise<World> {
  const clock = more.clock ?? movableClock();
  const log = keptLog();
  let ms = Date.parse('2026-11-20T12:00:00Z');
  const timer = { ms: () => (ms += 1) };
  const app: App = {
    store,
    clock,
    timer,
    ids: sortableIds(timer),
    policies: diskPolicies(),
    calendars: schoolCalendars(),
    codes: claimCodes,
    log,
    command: '/incident',
  };
  const added = await addSchool(app, {
    name: more.name ?? 'Invented Primary',
    pack: pack as PackId,
    trust: null,
    ...(more.settings ? { settings: more.settings } : {}),
  });
  if (!added.ok) throw new Error(added.refusal.words);
  const { school } = added.made;
  const ids = new Map<RoleName, MemberId>();
  const user = (role: RoleName) => `${school.id}:${role}`;
  for (const role of Object.keys(ROLES) as RoleName[]) {
    const put = await store.write((unit) =>
      putMember(
        app,
        unit,
        school,
        {
          name: `Invented ${role}`,
          roles: ROLES[role].map((name) => name as RoleId),
          identities: [{ platform: 'playground', user: user(role) }],
        },
        'command_line',
      ),
    );
    if (!put.ok) throw new Error(put.refusal.words);
    ids.set(role, put.made.member.id);
  }
  const surface = memorySurface();
  const idOf = (role: RoleName): MemberId => {
    const id = ids.get(role);
    if (!id) throw new Error(`Nobody plays ${role}.`);
    return id;
  };
  const acting = (role: RoleName): Acting => {
    const who = { platform: 'playground' as const, user: user(role) };
    const submit = (form: Form, values: Values) =>
      receive(app, who, {
        do: 'submit',
        submit: {
          form: form.name,
          key: form.key,
          case: form.case,
          revision: form.revision,
          values: mutable(values),
          carries: { ...form.carries },
        },
      });
    return {
      id: idOf(role),
      say: (words) => receive(app, who, { do: 'say', words }),
      tap: (tap, key = app.ids.next()) => receive(app, who, { do: 'tap', key: IntentKey.parse(key), tap }),
      submit,
      async fill(name, of, values, carries = {}) {
        const opened = await receive(app, who, {
          do: 'tap',
          key: IntentKey.parse(app.ids.next()),
          tap: { tap: 'form', form: name, case: of, carries: { ...carries } },
        });
        if (opened.is !== 'form') return opened;
        return submit(opened.form, { ...offered(opened.form), ...values });
      },
      cards: () => surface.messages({ kind: 'member', member: idOf(role) }, school.id).map((row) => row.card),
    };
  };
  return {
    app,
    clock,
    surface,
    school,
    log,
    as: acting,
    async settle() {
      await tick(app);
      await deliverAll(app, surface, 'test');
    },
    channel: () =>
      surface.messages({ kind: 'channel', channel: 'leadership' }, school.id).map((row) => row.card),
    async caseByRef(ref) {
      const row = await store.read((unit) => unit.cases.byRef(school.id, ref));
      if (!row) throw new Error(`There is no case ${ref}.`);
      return row.id;
    },
  };
}
