import type { ReadRows } from '../ports.ts';
import type { Session } from './session.ts';

export function readRowsOf({ db }: Session): ReadRows {
  return {
    async clear() {
      await db.deleteFrom('deadlines').execute();
      await db.deleteFrom('restrictions').execute();
      await db.deleteFrom('cases').execute();
    },
    async counts() {
      const count = async (table: 'journal' | 'cases' | 'restrictions' | 'deadlines') => {
        const row = await db
          .selectFrom(table)
          .select((all) => all.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        return row.n;
      };
      const streams = await db
        .selectFrom('journal')
        .select((all) => all.fn.countAll<number>().as('n'))
        .where('position', '=', 1)
        .executeTakeFirstOrThrow();
      return {
        streams: streams.n,
        facts: await count('journal'),
        cases: await count('cases'),
        restrictions: await count('restrictions'),
        deadlines: await count('deadlines'),
      };
    },
  };
}
