import type {
  Calendars,
  Clock,
  Codes,
  Counts,
  Documents,
  Ids,
  Log,
  Policies,
  ReadCsv,
  Store,
  Timer,
} from '../ports.ts';
import type { Mailer } from '../surface.ts';

/** Where Accord's own pages are. */
export interface Pages {
  /** Such as `https://accord.example.org`, without a slash at its end; null where Accord has no address of its own. */
  origin(): string | null;
}

/** What the application is joined from. Made once, in `main.ts`, the command line or a test. */
export interface App {
  readonly store: Store;
  readonly clock: Clock;
  readonly timer: Timer;
  readonly ids: Ids;
  readonly policies: Policies;
  readonly calendars: Calendars;
  readonly documents: Documents;
  readonly codes: Codes;
  readonly readCsv: ReadCsv;
  readonly log: Log;
  /** Those who were not let in. */
  readonly counts: Counts;
  /** What people type to begin, `/incident` unless another app in the workspace has it. */
  readonly command: string;
  /** Accord's own pages, for people without an account. */
  readonly pages: Pages;
  /** Null where no mail server is set up. */
  readonly mail: Mailer | null;
}
