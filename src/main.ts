import pino from 'pino';
import type { App } from './app/app.ts';
import { memoryCounts } from './app/counts.ts';
import type { Config } from './config.ts';
import { readCsv } from './csv/read-csv.ts';
import { openDocuments } from './documents/open-documents.ts';
import { toInstant } from './domain/time.ts';
import { loadPack, parsePolicyText } from './packs/load.ts';
import type { Calendars, Clock, LoadedPolicy, Log, Policies, Store, Timer } from './ports.ts';
import { buildSchoolCalendar } from './school-calendar.ts';
import { claimCodes } from './store/claim-codes.ts';
import { loadDataKey } from './store/data-key.ts';
import { openStore } from './store/open.ts';
import { sortableIds } from './store/sortable-ids.ts';
import type { StoreAdmin } from './store/store-admin.ts';
import type { Mailer } from './surface.ts';

export const systemClock: Clock = { now: () => toInstant(new Date()) };
export const systemTimer: Timer = { ms: () => Date.now() };

const loaded = (id: string): LoadedPolicy | null => {
  const pack = loadPack(id);
  return pack.ok ? pack : null;
};

/** Packs on disk are read once in a process: a changed pack is adopted at the next start. */
export function diskPolicies(): Policies {
  const current = new Map<string, LoadedPolicy | null>();
  return {
    current(pack) {
      const known = current.get(pack);
      if (known !== undefined) return known;
      const read = loaded(pack);
      current.set(pack, read);
      return read;
    },
    fromText(text) {
      const pack = parsePolicyText(text);
      if (!pack.ok)
        throw new Error(
          'A policy that was adopted cannot be read back. Restore the database from a backup, or run "accord audit verify".',
        );
      return pack;
    },
  };
}

/** A calendar is built once for each school year and settings: bank holidays take a while to reckon. */
export function schoolCalendars(): Calendars {
  const built = new Map<string, ReturnType<typeof buildSchoolCalendar>>();
  return {
    of(settings, policy, today) {
      const jurisdiction = settings.jurisdiction ?? policy.jurisdiction.is;
      const schoolYear = today.slice(5) < '08-01' ? Number(today.slice(0, 4)) - 1 : Number(today.slice(0, 4));
      const key = JSON.stringify([settings.calendar, jurisdiction, policy.year, schoolYear]);
      const known = built.get(key);
      if (known) return known;
      const calendar = buildSchoolCalendar({
        today,
        zone: settings.calendar.zone,
        jurisdiction,
        terms: settings.calendar.terms,
        inset: settings.calendar.inset,
        yearRound: policy.year === 'year_round',
      });
      built.set(key, calendar);
      return calendar;
    },
  };
}

/** Where it came from: a message of several lines stands before the frames, and is left out with the rest of it. */
const framesOf = (cause: Error): readonly string[] =>
  (cause.stack ?? '')
    .split('\n')
    .filter((line) => /^ {4}at (?:[\w.<>$ [\]]+ \()?(?:file:|node:|\/|[A-Z]:)/.test(line));

/** An error's message may hold what somebody typed: its name and where it came from are enough to find it. */
const causeOf = (cause: unknown): Record<string, string> =>
  cause instanceof Error
    ? { error: cause.name, at: framesOf(cause).slice(0, 5).join('\n') }
    : { error: typeof cause };

export function pinoLog(level: Config['LOG_LEVEL'], to?: { write(line: string): void }): Log {
  const logger = to ? pino({ level, base: null }, to) : pino({ level, base: null });
  return {
    info: (what, fields = {}) => logger.info(fields, what),
    warn: (what, fields = {}) => logger.warn(fields, what),
    error: (what, cause, fields = {}) => logger.error({ ...fields, ...causeOf(cause) }, what),
  };
}

/** Where what people see is itself the output, as in the demonstration. */
export const silentLog: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Links hold a secret, so they lead nowhere but by https. */
const publicOrigin = ({ PUBLIC_URL: url }: Config): string | null =>
  url?.startsWith('https://') ? new URL(url).origin : null;

/** Null where none is set up: the library is then not even loaded. */
async function mailerFor({ SMTP_URL: url, SMTP_FROM: from }: Config): Promise<Mailer | null> {
  if (url === undefined || from === undefined) return null;
  const { smtpMailer } = await import('../adapters/mail/smtp-mailer.ts');
  return smtpMailer({ url, from });
}

export interface Joined {
  readonly app: App;
  readonly store: Store & StoreAdmin;
}

/** The application on its real parts. Throws `StoreRefused` with a sentence where the store will not open. */
export async function joinApp(
  config: Config,
  more: Partial<Pick<App, 'clock' | 'log' | 'command' | 'pages' | 'mail'>> = {},
): Promise<Joined> {
  // Asked for once the database is found: a mistyped folder is left as it is, without a key that opens nothing.
  const dataKey = (begun: boolean) =>
    loadDataKey({
      fromEnv: config.ACCORD_DATA_KEY,
      dataDir: config.ACCORD_DATA_DIR,
      production: config.NODE_ENV === 'production',
      isSqlite: config.DATABASE_URL.startsWith('file:'),
      begun,
    });
  const ids = sortableIds(systemTimer);
  const store = await openStore({ url: config.DATABASE_URL, dataKey, ids, timer: systemTimer });
  const app: App = {
    store,
    clock: more.clock ?? systemClock,
    timer: systemTimer,
    ids,
    policies: diskPolicies(),
    calendars: schoolCalendars(),
    documents: openDocuments(),
    codes: claimCodes,
    readCsv,
    counts: memoryCounts(),
    log: more.log ?? pinoLog(config.LOG_LEVEL),
    command: more.command ?? '/incident',
    pages: more.pages ?? { origin: () => publicOrigin(config) },
    mail: more.mail === undefined ? await mailerFor(config) : more.mail,
  };
  return { app, store };
}
