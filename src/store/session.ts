import type { Kysely } from 'kysely';
import type { SchoolId } from '../domain/ids.ts';
import type { Ids } from '../ports.ts';
import type { Dialect } from './dialect.ts';
import type { NameIndex } from './name-index.ts';
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
  /** Where numbers are counted; see the dialect. */
  readonly counters: Kysely<Tables>;
}
