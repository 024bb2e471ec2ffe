import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import pg from 'pg';

const BIGINT_OID = 20;
/** How long a transaction waits for a connection, in ms. */
const CONNECT_MS = 10_000;

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT_OID ? Number : pg.types.getTypeParser(oid, format),
};

const COMMANDS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'MERGE'] as const;

/** pg prepares a statement once for each connection where the statement has a name. */
export function postgresPool(url: string, max: number): PostgresPool {
  const pool = new pg.Pool({ connectionString: url, max, types, connectionTimeoutMillis: CONNECT_MS });
  // A connection lost while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const names = new Map<string, string>();
  const wrapped = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  const nameOf = (text: string) => {
    const name = names.get(text) ?? `accord_${names.size}`;
    names.set(text, name);
    return name;
  };
  const ask = async <R>(client: pg.PoolClient, text: string, values: readonly unknown[]) => {
    const prepared = /^(select|insert|update|delete|with)/.test(text);
    const query = { text, values: [...values], ...(prepared ? { name: nameOf(text) } : {}) };
    const { command, rowCount, rows } = await client.query(query);
    const known = COMMANDS.find((one) => one === command) ?? 'SELECT';
    return { command: known, rowCount: rowCount ?? 0, rows } satisfies PostgresQueryResult<R>;
  };
  return {
    async connect() {
      const client = await pool.connect();
      const known = wrapped.get(client);
      if (known) return known;
      function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>;
      function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
      function query<R>(
        text: string | PostgresCursor<R>,
        values: readonly unknown[] = [],
      ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
        if (typeof text !== 'string')
          throw new Error('The store reads PostgreSQL page by page, not by cursor.');
        return ask<R>(client, text, values);
      }
      const made: PostgresPoolClient = { query, release: () => client.release() };
      wrapped.set(client, made);
      return made;
    },
    end: () => pool.end(),
  };
}
