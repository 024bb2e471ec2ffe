import type { Dialect } from './dialect.ts';

/** One numbered change to the schema. Once shipped it is never changed: a correction is a new number. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  statements(dialect: Dialect): readonly string[];
}
