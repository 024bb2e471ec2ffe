import type { Book } from './book.ts';
import type { SchoolCalendar } from './calendar.ts';
import type { History } from './history.ts';
import type { MemberId } from './ids.ts';
import type { Policy } from './policy/policy.ts';
import type { Day, Instant } from './time.ts';

/** The world outside the case, as it was when the command was decided. What is relied on goes into the events. */
export interface Facts {
  readonly policy: Policy;
  readonly now: Instant;
  readonly today: Day;
  readonly calendar: SchoolCalendar;
  readonly nextId: () => string;
  readonly history: History;
  readonly book: Book;
  readonly actor: MemberId;
}
