import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/store/migrate.ts';
import { openStore } from '../src/store/open.ts';
import { sortableIds } from '../src/store/sortable-ids.ts';
import { testKey } from '../test/support/databases.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { openWorld, type World } from '../test/support/world.ts';
import { inMs, line, median, percentile, took } from './printed.ts';

/** About ten years of a large school. */
const CASES = 1000;
const PARENTS = 250;
const ROUNDS = 10;
const LOOKED_FOR = [
  'find parent17',
  'find AC-26-0500',
  'find open',
  'find nobody',
  'find november',
  'find parent',
];
const timer = { ms: () => Date.now() };

async function report(world: World): Promise<void> {
  for (let n = 0; n < CASES; n += 1) {
    const known = await world.app.store.read((unit) =>
      unit.people.search(world.school.id, `parent${n % PARENTS} invented`, 1),
    );
    const said = await world.as('teacher').fill('report', null, {
      who: known[0]?.id ?? `new:Parent${n % PARENTS} Invented, blue coat`,
      breaches: ['disrespectful_interaction'],
      when: `2026-11-${String(1 + (n % 16)).padStart(2, '0')}T15:10`,
      where: 'on_site',
      narrative: 'Shouted at me at the gate.',
      harm: 'nobody',
    });
    if (said.is !== 'said' || said.level !== 'good')
      throw new Error(`Report ${n} was not taken: ${JSON.stringify(said).slice(0, 300)}`);
  }
}

async function onOne(name: string, url: string): Promise<void> {
  console.log(`\nSearch among ${CASES} cases about ${PARENTS} people, on ${name}`);
  await migrate({ url });
  const store = await openStore({ url, dataKey: testKey(7), ids: sortableIds(timer), timer });
  try {
    const world = await openWorld(store, 'schools-and-parents');
    await report(world);
    for (const words of LOOKED_FOR) {
      const times: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1)
        times.push(
          await took(async () => {
            const found = await world.as('head').say(words);
            if (found.is !== 'card') throw new Error(`"${words}" was not looked for.`);
          }),
        );
      line(`${words}: half of them, 95 of 100`, `${inMs(median(times))}, ${inMs(percentile(times, 0.95))}`);
    }
  } finally {
    await store.close();
  }
}

/** From the words to the card, what was looked for written down. */
export async function benchFind(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'));
  try {
    await onOne('SQLite', `file:${join(folder, 'find.db')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const server = await startPostgres({ fsync: 'on' });
  try {
    await server.createDatabase('find');
    await onOne('PostgreSQL', `${server.url}find`);
  } finally {
    await server.stop();
  }
}
