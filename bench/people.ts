import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { evidence, findPeople } from '../src/app/receive.ts';
import { migrate } from '../src/store/migrate.ts';
import { openStore } from '../src/store/open.ts';
import { sortableIds } from '../src/store/sortable-ids.ts';
import { testKey } from '../test/support/databases.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { openWorld, type World } from '../test/support/world.ts';
import { inMs, line, median, percentile, took } from './printed.ts';

const ROWS = 5000;
const FAMILIES = 2500;
const TYPED = ['in', 'inv', 'name1', 'name12', 'name123 inv', 'child4', 'zz', 'name2499 invented'];
const timer = { ms: () => Date.now() };

/** Two rows to a family of one parent: a parent is on the list once, with two children. */
function exported(rows: number, perPerson: number): Buffer {
  const lines = Array.from({ length: rows }, (_, n) => {
    const person = Math.floor(n / perPerson);
    return `${person},Ms,Name${person},Invented,${person} Invented Road,ZZ1 1ZZ,Mother,Child${n},Invented,Oak,n${person}@school.example,English,1`;
  });
  const head =
    'Contact ID,Title,Forename,Surname,Address,Postcode,Relationship,Pupil Forename,Pupil Surname,Class,Email,Language,Priority';
  return Buffer.from(`${[head, ...lines].join('\r\n')}\r\n`);
}

/** Through the door: the file is sent, fetched and told about; then it is looked over and imported. */
async function importsOnce(world: World, bytes: Buffer, label: string): Promise<void> {
  const office = world.as('office');
  const file = world.surface.give({ name: 'parents.csv', mediaType: 'text/csv', bytes });
  const told = await took(async () => {
    await evidence(world.app, office.who, { words: 'people', files: [file], key: world.app.ids.next() });
    await world.settle();
  });
  line(`${label}: fetched and told about`, inMs(told));
  const button = office
    .cards()
    .at(-1)
    ?.blocks.flatMap((block) => (block.is === 'buttons' ? block.buttons : []))
    .find((row) => row.tap.tap === 'form' && row.tap.form === 'confirm_list');
  if (!button) return line(`${label}: nothing to import`, '');
  let said = '';
  const done = await took(async () => {
    const opened = await office.tap(button.tap, button.key);
    if (opened.is !== 'form') throw new Error('The form did not open.');
    const reply = await office.submit(opened.form, { looked: true });
    said = reply.is === 'said' ? reply.text : reply.is;
  });
  line(`${label}: looked over and imported`, inMs(done));
  console.log(`    ${said}`);
}

async function onOne(name: string, url: string): Promise<void> {
  console.log(`\nParents and carers, on ${name}`);
  await migrate({ url });
  const store = await openStore({
    url,
    dataKey: testKey(7),
    ids: sortableIds(timer),
    timer,
  });
  try {
    const world = await openWorld(store, 'schools-and-parents');
    await importsOnce(world, exported(ROWS, 1), `${ROWS} rows, ${ROWS} people`);
    await importsOnce(world, exported(ROWS, 1), 'the same file again');
    const other = await openWorld(store, 'schools-and-parents', { name: 'Another Invented Primary' });
    await importsOnce(other, exported(ROWS, ROWS / FAMILIES), `${ROWS} rows, ${FAMILIES} people`);
    const third = await openWorld(store, 'schools-and-parents', { name: 'A Third Invented Primary' });
    await importsOnce(third, exported(3000, 1), '3000 rows, 3000 people');
    const { who } = third.as('teacher');
    line(
      'type-ahead over 3000 people, first use',
      inMs(await took(async () => void (await findPeople(third.app, who, 'in')))),
    );
    const times: number[] = [];
    for (let round = 0; round < 25; round += 1)
      for (const text of TYPED)
        times.push(await took(async () => void (await findPeople(third.app, who, text))));
    line('type-ahead over 3000 people, then: half of them', inMs(median(times)));
    line('type-ahead over 3000 people, then: 95 of 100', inMs(percentile(times, 0.95)));
  } finally {
    await store.close();
  }
}

export async function benchPeople(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'));
  try {
    await onOne('SQLite', `file:${join(folder, 'people.db')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const server = await startPostgres({ fsync: 'on' });
  try {
    await server.createDatabase('people');
    await onOne('PostgreSQL', `${server.url}people`);
  } finally {
    await server.stop();
  }
}
