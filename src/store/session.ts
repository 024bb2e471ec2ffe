import type { Kysely } from 'kysely';
import type { SchoolId } from '../domain/ids.ts';
import type { Ids } from '../ports.ts';
import type { Dialect } from './dialect.ts';
import type { NameIndex } from './name-index.ts';
import type { SchoolIndex } from './school-rows.ts';
import type { Tables } from './tables.ts';
import type { Vault } from './vault.ts';

/** What each part of a unit works with, inside one transaction. */
export interface Session {
  readonly db: Kysely<Tables>;
  readonly dialect: Dialect;
  readonly vault: Vault;
  readonly ids: Ids;
  readonly names: NameIndex;
  /** Schools whose people this transaction has changed. */
  readonly touched: Set<SchoolId>;
  readonly schools: SchoolIndex;
  /** Schools whose own row or members this transaction has changed. */
  readonly changed: Set<SchoolId>;
  /** What others commit meanwhile does not show in this transaction: what was seen once holds to its end. */
  readonly still: boolean;
  /** Versions of schools that a still transaction has seen. */
  readonly seen: Map<SchoolId, string | null>;
  /** Where numbers are counted; see the dialect. */
  readonly counters: Kysely<Tables>;
}
