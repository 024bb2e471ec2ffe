import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '../src/store/migrate.ts';
import { openStore } from '../src/store/open.ts';
import { sortableIds } from '../src/store/sortable-ids.ts';
import type { Form } from '../src/view/form.ts';
import { testKey } from '../test/support/databases.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { offered, openWorld, type World } from '../test/support/world.ts';
import { line, median, perSecond } from './printed.ts';
import { type RawDatabase, rawPostgres, rawSqlite, rowsOf, sealTwo } from './written-rows.ts';

const REPORTS = 600;
const ROUNDS = 3;
const timer = { ms: () => Date.now() };

const REPORT = {
  who: 'new:Jordan Vale (invented), red coat',
  breaches: ['disrespectful_interaction'],
  when: '2026-11-20T15:10',
  where: 'on_site',
  narrative:
    'Shouted at a member of staff at the front gate, for about five minutes, in front of children. '.repeat(
      4,
    ),
};

/** Per second, for `count` runs of `work`, `at` at a time. */
async function rate(count: number, at: number, work: (n: number) => Promise<void>): Promise<number> {
  const started = process.hrtime.bigint();
  let next = 0;
  await Promise.all(
    Array.from({ length: at }, async () => {
      for (let n = next++; n < count; n = next++) await work(n);
    }),
  );
  return count / (Number(process.hrtime.bigint() - started) / 1e9);
}

async function reportForms(world: World, count: number) {
  const opened = await world.as('teacher').say('report');
  if (opened.is !== 'form') throw new Error('The report form did not open.');
  const { form } = opened;
  const values = { ...offered(form), ...REPORT };
  return Array.from({ length: count }, () => ({
    form: { ...form, key: world.app.ids.next() as typeof form.key },
    values,
  }));
}

async function compare(
  name: string,
  store: Awaited<ReturnType<typeof openStore>>,
  raw: RawDatabase,
  at: number,
): Promise<void> {
  const world = await openWorld(store, 'schools-and-parents');
  const teacher = world.as('teacher');
  const head = world.as('head');
  const report = await rowsOf(raw, async () => {
    for (const { form, values } of await reportForms(world, 1)) await teacher.submit(form, values);
  });
  const id = await world.caseByRef('AC-26-0001');
  const opened = await head.tap({ tap: 'form', form: 'decide', case: id, carries: {} });
  if (opened.is !== 'form') throw new Error('The decision form did not open.');
  const ours: number[] = [];
  const hand: number[] = [];
  const write = raw.handWriter(report);
  for (let round = 0; round < ROUNDS; round += 1) {
    const forms = await reportForms(world, REPORTS);
    ours.push(
      await rate(REPORTS, at, async (n) => {
        const one = forms[n];
        if (!one) return;
        const reply = await teacher.submit(one.form, one.values);
        if (reply.is !== 'said' || reply.level !== 'good')
          throw new Error(`A report was not saved: ${JSON.stringify(reply)}`);
      }),
    );
    hand.push(
      await rate(REPORTS, at, async (n) => {
        sealTwo(REPORT.narrative);
        await write(round * REPORTS + n + 1);
      }),
    );
  }
  const [a, b] = [median(ours), median(hand)];
  line(`${name}: reports through Accord, ${at} at a time`, perSecond(a));
  line(`${name}: the same ${report.length} rows by hand, prepared, one transaction`, perSecond(b));
  line(`${name}: share`, (a / b).toFixed(2));
  await decisions(name, world);
}

async function decisions(name: string, world: World): Promise<void> {
  const head = world.as('head');
  const rows = await world.app.store.read((unit) => unit.cases.open(world.school.id));
  const forms: Form[] = [];
  for (const row of rows.slice(0, 200)) {
    const opened = await head.tap({ tap: 'form', form: 'decide', case: row.id, carries: {} });
    if (opened.is === 'form') forms.push(opened.form);
  }
  const done = await rate(forms.length, 1, async (n) => {
    const form = forms[n];
    if (!form) return;
    const reply = await head.submit(form, { ...offered(form), reason: 'A word will do.' });
    if (reply.is !== 'said' || reply.level !== 'good')
      throw new Error(`A decision was not saved: ${JSON.stringify(reply)}`);
  });
  line(`${name}: decisions through Accord`, perSecond(done));
}

/** Median milliseconds of a decision while the journal holds about so many rows of other matters. */
async function decisionAt(
  store: Awaited<ReturnType<typeof openStore>>,
  raw: RawDatabase,
  journalRows: number,
): Promise<number> {
  const world = await openWorld(store, 'schools-and-parents');
  const rows = await rowsOf(raw, async () => {
    for (const { form, values } of await reportForms(world, 1))
      await world.as('teacher').submit(form, values);
  });
  // Other schools' matters: what grows in a real database beside this case.
  const write = raw.handWriter(rows.filter((row) => row.table === 'journal' || row.table === 'cases'));
  const each = rows.filter((row) => row.table === 'journal').length;
  for (let n = 1; n * each < journalRows; n += 1) await write(n);
  const head = world.as('head');
  const times: number[] = [];
  for (const { form, values } of await reportForms(world, 40)) await world.as('teacher').submit(form, values);
  for (const row of await store.read((unit) => unit.cases.open(world.school.id))) {
    const opened = await head.tap({ tap: 'form', form: 'decide', case: row.id, carries: {} });
    if (opened.is !== 'form') continue;
    const started = process.hrtime.bigint();
    await head.submit(opened.form, { ...offered(opened.form), reason: 'A word will do.' });
    times.push(Number(process.hrtime.bigint() - started) / 1e6);
  }
  return median(times);
}

/** Reports and decisions a second beside the same rows written by hand, in the same run, on both databases. */
export async function benchCore(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'));
  const server = await startPostgres({ fsync: 'on' });
  const open = async (url: string) => {
    await migrate({ url });
    return openStore({ url, dataKey: testKey(7), ids: sortableIds(timer), timer });
  };
  const names = Array.from({ length: 20 }, (_, index) => `bench_${index}`);
  const nextName = () => names.shift() ?? 'bench_last';
  const sqlite = async () => {
    const path = join(folder, `${nextName()}.db`);
    return { store: await open(`file:${path}`), raw: rawSqlite(path) };
  };
  const postgres = async () => {
    const name = nextName();
    await server.createDatabase(name);
    return { store: await open(server.url + name), raw: rawPostgres(server.url + name) };
  };
  try {
    console.log(`Core, ${REPORTS} reports a round, median of ${ROUNDS} rounds, Node ${process.version}:`);
    for (const [name, make, at] of [
      ['SQLite', sqlite, 1],
      ['PostgreSQL', postgres, 1],
      ['PostgreSQL', postgres, 10],
    ] as const) {
      const { store, raw } = await make();
      await compare(name, store, raw, at);
      await store.close();
      await raw.close();
    }
    for (const [name, make] of [
      ['SQLite', sqlite],
      ['PostgreSQL', postgres],
    ] as const)
      for (const rows of [1000, 100_000]) {
        const { store, raw } = await make();
        line(
          `${name}: a decision at ${rows.toLocaleString('en-GB')} journal rows, median`,
          `${(await decisionAt(store, raw, rows)).toFixed(1)} ms`,
        );
        await store.close();
        await raw.close();
      }
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
