import type { SchoolId } from '../domain/ids.ts';
import type { Schools } from '../ports.ts';
import { toJson } from './json-text.ts';
import { rowsOfSchool, toSchool } from './school-rows.ts';
import type { Session } from './session.ts';
import { statement } from './statement.ts';
import type { SchoolsTable } from './tables.ts';

type Row = { [K in keyof SchoolsTable]: SchoolsTable[K] };

const upsert = statement<Omit<Row, 'claim_hash'>>()((db, slot) =>
  db
    .insertInto('schools')
    .values({
      id: slot('id'),
      name: slot('name'),
      trust: slot('trust'),
      pack: slot('pack'),
      adopted: slot('adopted'),
      settings: slot('settings'),
    })
    .onConflict((known) =>
      known.column('id').doUpdateSet((now) => ({
        name: now.ref('excluded.name'),
        trust: now.ref('excluded.trust'),
        pack: now.ref('excluded.pack'),
        adopted: now.ref('excluded.adopted'),
        settings: now.ref('excluded.settings'),
      })),
    ),
);

const all = statement<Record<string, never>>()((db) => db.selectFrom('schools').selectAll().orderBy('id'));

const keepText = statement<{ sha256: string; text: string }>()((db, slot) =>
  db
    .insertInto('policies')
    .values({ sha256: slot('sha256'), text: slot('text') })
    .onConflict((known) => known.doNothing()),
);

const textOf = statement<{ sha256: string }>()((db, slot) =>
  db.selectFrom('policies').select('text').where('sha256', '=', slot('sha256')),
);

const setClaim = statement<{ id: SchoolId; hash: string | null }>()((db, slot) =>
  db
    .updateTable('schools')
    .set({ claim_hash: slot('hash') })
    .where('id', '=', slot('id')),
);

const useClaim = statement<{ hash: string }>()((db, slot) =>
  db.updateTable('schools').set({ claim_hash: null }).where('claim_hash', '=', slot('hash')).returning('id'),
);

export function schoolsOf(session: Session): Schools {
  return {
    async put({ id, name, trust, pack, adopted, settings }) {
      session.changed.add(id);
      await upsert(session, { id, name, trust, pack, adopted, settings: toJson(settings) });
    },
    byId: async (id) => (await rowsOfSchool(session, id)).school,
    all: async () => (await all(session, {})).map(toSchool),
    async keepPolicy(sha256, text) {
      await keepText(session, { sha256, text });
    },
    policyText: async (sha256) => (await textOf(session, { sha256 }))[0]?.text ?? null,
    async setClaim(school, codeHash) {
      await setClaim(session, { id: school, hash: codeHash });
    },
    claim: async (codeHash) => (await useClaim(session, { hash: codeHash }))[0]?.id ?? null,
  };
}
