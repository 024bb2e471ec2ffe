import { type Compilable, type CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import type { Session } from './session.ts';
import type { Tables } from './tables.ts';

export type Value = string | number | Buffer | null;

class Slot {
  readonly name: string;
  /** In a batch; 0 in a statement of one. */
  readonly row: number;
  constructor(name: string, row = 0) {
    this.name = name;
    this.row = row;
  }
}

/** Rows of one batch: what a statement holds is kept small, and no batch size is compiled without end. */
const BATCH = 50;

interface Known<R> {
  readonly query: CompiledQuery<R>;
  /** For each parameter its slot, or the value that was written into the statement. */
  readonly slots: readonly unknown[];
}

function compiled<R>(query: CompiledQuery<R>): Known<R> {
  return { query, slots: query.parameters };
}

type Values = Readonly<Record<string, Value>>;

async function run<R>(session: Session, known: Known<R>, rows: readonly Values[]): Promise<R[]> {
  const parameters = known.slots.map((slot) => {
    if (!(slot instanceof Slot)) return slot;
    const value = rows[slot.row]?.[slot.name];
    if (value === undefined) throw new Error(`A statement was run without a value for ${slot.name}.`);
    return value;
  });
  return (await session.db.executeQuery<R>({ ...known.query, parameters })).rows;
}

/**
 * A statement that Kysely builds and compiles once for each database, with named slots for what changes:
 * building it anew each time costs more than SQLite needs to run it.
 */
export function statement<A extends Values>() {
  return <R>(
    build: (
      db: Kysely<Tables>,
      slot: <K extends keyof A & string>(name: K) => RawBuilder<A[K]>,
    ) => Compilable<R>,
  ): ((session: Session, values: A) => Promise<R[]>) => {
    const byDialect = new Map<string, Known<R>>();
    return (session, values) => {
      let known = byDialect.get(session.dialect.name);
      if (!known) {
        known = compiled(build(session.db, (name) => sql`${new Slot(name)}`).compile());
        byDialect.set(session.dialect.name, known);
      }
      return run(session, known, [values]);
    };
  };
}

/** The same for an insert of several rows: the builder gets a function that names a slot of the nth row. */
export function batch<A extends Values>() {
  return <R>(
    build: (
      db: Kysely<Tables>,
      rows: readonly (<K extends keyof A & string>(name: K) => RawBuilder<A[K]>)[],
    ) => Compilable<R>,
  ): ((session: Session, rows: readonly A[]) => Promise<R[]>) => {
    const bySize = new Map<string, Known<R>>();
    return async (session, rows) => {
      const results: R[] = [];
      for (let start = 0; start < rows.length; start += BATCH) {
        const some = rows.slice(start, start + BATCH);
        const size = `${session.dialect.name} ${some.length}`;
        let known = bySize.get(size);
        if (!known) {
          const slots = some.map(
            (_, row) =>
              <K extends keyof A & string>(name: K): RawBuilder<A[K]> =>
                sql`${new Slot(name, row)}`,
          );
          known = compiled(build(session.db, slots).compile());
          bySize.set(size, known);
        }
        results.push(...(await run(session, known, some)));
      }
      return results;
    };
  };
}

/** An id that another school holds is never written over: the upsert then touches no row, which is a bug. */
export function ownRow(written: readonly unknown[], what: string, id: string): void {
  if (written.length === 0)
    throw new Error(`The ${what} ${id} belongs to another school; nothing was written.`);
}
