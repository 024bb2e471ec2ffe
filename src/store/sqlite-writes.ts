import { setImmediate as turn } from 'node:timers/promises';
import { CompiledQuery, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Of those who wait, so many write in one transaction: whoever comes first waits for the others to be done. */
const AT_ONCE = 16;

type Work<T> = (db: Kysely<Tables>) => Promise<T>;

interface Waiting {
  /** Writes, and says how to tell whoever asked once it is committed. */
  readonly write: Work<() => void>;
  readonly fail: (cause: unknown) => void;
}

const BEGIN = CompiledQuery.raw('savepoint one');
const KEEP = CompiledQuery.raw('release one');
const UNDO = CompiledQuery.raw('rollback to one');

async function alone(db: Kysely<Tables>, { write, fail }: Waiting): Promise<() => void> {
  await db.executeQuery(BEGIN);
  const told = await write(db).catch(async (cause) => {
    // Where SQLite itself has given up the transaction this fails, and with it go all of them.
    await db.executeQuery(UNDO).catch(() => {
      throw cause;
    });
    return () => fail(cause);
  });
  await db.executeQuery(KEEP);
  return told;
}

/**
 * SQLite waits for the disk at each commit, and has one writer. Those who come while it waits are written one after
 * another in the next transaction, each undone alone where it throws, and are told once that is on the disk.
 */
export function sqliteWrites(writer: Kysely<Tables>): <T>(work: Work<T>) => Promise<T> {
  const waiting: Waiting[] = [];
  let running = false;

  async function together(some: readonly Waiting[]): Promise<void> {
    try {
      const told = await writer.transaction().execute(async (trx) => {
        const rows: (() => void)[] = [];
        for (const one of some) rows.push(await alone(trx, one));
        return rows;
      });
      for (const tell of told) tell();
    } catch (cause) {
      for (const { fail } of some) fail(cause);
    }
  }

  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      // SQLite holds the thread from here to the commit: whoever is at the door already is let in first.
      await turn();
      await together(waiting.splice(0, AT_ONCE));
    }
    running = false;
  }

  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      waiting.push({
        write: async (db) => {
          const result = await work(db);
          return () => resolve(result);
        },
        fail: reject,
      });
      if (!running) void run();
    });
}
