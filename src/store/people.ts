import type { Person } from '../domain/contacts/person.ts';
import type { PersonId, SchoolId } from '../domain/ids.ts';
import type { People } from '../ports.ts';
import { type IndexedPerson, nameRank, type SchoolNames, searchWords } from './name-index.ts';
import { openJson, sealJson } from './sealed-json.ts';
import type { Session } from './session.ts';
import { batch, statement } from './statement.ts';
import type { PeopleTable, PersonSecret } from './tables.ts';

type Row = { [K in keyof PeopleTable]: PeopleTable[K] };

/** Made once: to make one for each comparison takes longer than to compare. */
const BY_NAME = new Intl.Collator('en-GB');

/** Ids asked for at once when names are decrypted again. */
const MANY = 200;

const upsert = batch<Row>()((db, rows) =>
  db
    .insertInto('people')
    .values(
      rows.map((slot) => ({
        id: slot('id'),
        school: slot('school'),
        key_id: slot('key_id'),
        sealed: slot('sealed'),
        capacity: slot('capacity'),
        separate_address: slot('separate_address'),
        court_order_seen: slot('court_order_seen'),
        member: slot('member'),
        changed: slot('changed'),
      })),
    )
    .onConflict((known) =>
      known.columns(['school', 'id']).doUpdateSet((now) => ({
        key_id: now.ref('excluded.key_id'),
        sealed: now.ref('excluded.sealed'),
        capacity: now.ref('excluded.capacity'),
        separate_address: now.ref('excluded.separate_address'),
        court_order_seen: now.ref('excluded.court_order_seen'),
        member: now.ref('excluded.member'),
        changed: now.ref('excluded.changed'),
      })),
    ),
);

// Every change gets a version that no other has, whichever process made it.
const newVersion = statement<{ school: SchoolId; version: string }>()((db, slot) =>
  db
    .insertInto('people_versions')
    .values({ school: slot('school'), version: slot('version') })
    .onConflict((known) =>
      known.column('school').doUpdateSet((now) => ({ version: now.ref('excluded.version') })),
    ),
);

const versionOf = statement<{ school: SchoolId }>()((db, slot) =>
  db.selectFrom('people_versions').select('version').where('school', '=', slot('school')),
);

const byId = statement<{ school: SchoolId; id: PersonId }>()((db, slot) =>
  db.selectFrom('people').selectAll().where('id', '=', slot('id')).where('school', '=', slot('school')),
);

const linkedOf = statement<{ school: SchoolId }>()((db, slot) =>
  db
    .selectFrom('people')
    .select(['id', 'member'])
    .where('school', '=', slot('school'))
    .where('member', 'is not', null),
);

const changesOf = statement<{ school: SchoolId }>()((db, slot) =>
  db.selectFrom('people').select(['id', 'changed']).where('school', '=', slot('school')),
);

const BEFORE_IMPORTS: Omit<PersonSecret, 'name' | 'detail' | 'address' | 'needs'> = {
  title: '',
  relationship: '',
  children: [],
  email: '',
  addressConfirmed: null,
  language: '',
  largePrint: false,
  interpreter: false,
  externalId: null,
  listed: false,
  leftOn: null,
};

function toRow(session: Session, person: Person): Row {
  const { id, school, capacity, separateAddress, courtOrderSeen, member, ...secret } = person;
  return {
    id,
    school,
    key_id: session.vault.keyId,
    sealed: sealJson(session.vault, ['person', school, id], secret satisfies PersonSecret),
    capacity,
    separate_address: separateAddress ? 1 : 0,
    court_order_seen: courtOrderSeen ? 1 : 0,
    member,
    changed: session.ids.next(),
  };
}

function fromRow(session: Session, row: Row): Person {
  const secret = openJson(session.vault, ['person', row.school, row.id], row.sealed, row.key_id);
  return {
    id: row.id,
    school: row.school,
    ...BEFORE_IMPORTS,
    ...secret,
    capacity: row.capacity,
    separateAddress: row.separate_address === 1,
    courtOrderSeen: row.court_order_seen === 1,
    member: row.member,
  };
}

/** The school's people as they are now: what is in memory is kept where it has not changed. */
async function namesOf(session: Session, school: SchoolId): Promise<SchoolNames['people']> {
  const [row] = await versionOf(session, { school });
  const known = session.names.get(school);
  const touched = session.touched.has(school);
  if (!touched && row?.version === known?.version) return known?.people ?? new Map();

  const people = new Map<PersonId, IndexedPerson>();
  const missing: PersonId[] = [];
  for (const { id, changed } of await changesOf(session, { school })) {
    const before = known?.people.get(id);
    if (before?.changed === changed) people.set(id, before);
    else missing.push(id);
  }
  for (let start = 0; start < missing.length; start += MANY) {
    const some = missing.slice(start, start + MANY);
    const rows = await session.db
      .selectFrom('people')
      .selectAll()
      .where('school', '=', school)
      .where('id', 'in', some)
      .execute();
    for (const found of rows) {
      const person = fromRow(session, found);
      const words = searchWords(person.name);
      people.set(found.id, { person, changed: found.changed, words, line: words.join(' ') });
    }
  }
  // What this transaction has changed is nobody else's to know until it is committed.
  if (row && !touched) session.names.set(school, { version: row.version, people });
  return people;
}

/** Tells every process, once the transaction is committed, that the names it has in memory are old. */
export async function renewNames(session: Session): Promise<void> {
  for (const school of [...session.touched].sort()) {
    await newVersion(session, { school, version: session.ids.next() });
  }
}

export function peopleOf(session: Session): People {
  const putAll = async (people: readonly Person[]): Promise<void> => {
    for (const { school } of people) session.touched.add(school);
    await upsert(
      session,
      people.map((person) => toRow(session, person)),
    );
  };
  return {
    put: (person) => putAll([person]),
    putAll,

    all: async (school) => [...(await namesOf(session, school)).values()].map(({ person }) => person),

    async byId(school, id) {
      const [row] = await byId(session, { school, id });
      return row ? fromRow(session, row) : null;
    },

    async linked(school) {
      const rows = await linkedOf(session, { school });
      return new Map(rows.flatMap(({ id, member }) => (member === null ? [] : [[id, member] as const])));
    },

    async search(school, text, limit) {
      const wanted = searchWords(text);
      const found: { rank: number; person: Person }[] = [];
      const wantedLine = wanted.join(' ');
      for (const one of (await namesOf(session, school)).values()) {
        const { person } = one;
        const rank = person.leftOn === null ? nameRank(one, wanted, wantedLine) : null;
        if (rank !== null) found.push({ rank, person });
      }
      found.sort(
        (a, b) =>
          a.rank - b.rank ||
          BY_NAME.compare(a.person.name, b.person.name) ||
          (a.person.id < b.person.id ? -1 : 1),
      );
      return found.slice(0, limit).map(({ person }) => person);
    },
  };
}
