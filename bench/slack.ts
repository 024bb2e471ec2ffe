import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sortableIds } from '../src/store/sortable-ids.ts';
import { inMs, line, median, percentile, perSecond } from './printed.ts';
import { command, filledReport, submission } from './slack-payloads.ts';
import type { Kind } from './slack-server.ts';
import { type Sender, senderTo, startWebApi, type WebApi } from './slack-side.ts';

/** Short rounds in turn, so that whatever else the machine does slows all sides alike; the first ones warm up. */
const ROUNDS = 9;
const WARM_UP = 2;
/** Requests of one round, and how many are under way at once. */
const COUNT = 400;
const AT_ONCE = 16;
/** Requests a second on a fixed schedule, and for how long. */
const PACE = 50;
const SECONDS = 10;

interface Server {
  readonly sender: Sender;
  /** Microseconds of processor time so far. */
  cpu(): Promise<number>;
  stop(): void;
}

async function startServer(told: { kind: Kind; file: string; api: string; same: string }): Promise<Server> {
  const child: ChildProcess = fork(
    fileURLToPath(new URL('./slack-server.ts', import.meta.url)),
    [JSON.stringify(told)],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  child.once('exit', (code) => {
    if (code) throw new Error(`The server ${told.kind} ended with ${code}.`);
  });
  const [{ port }] = await once(child, 'message');
  return {
    sender: senderTo(port),
    async cpu() {
      child.send('cpu');
      const [{ cpu }] = await once(child, 'message');
      return cpu.user + cpu.system;
    },
    stop() {
      if (child.connected) child.disconnect();
    },
  };
}

interface Round {
  readonly rate: number;
  /** Milliseconds of processor time for one request: told apart from what the machine did meanwhile. */
  readonly cpu: number;
  /** Of one core, of this process, which makes the requests and plays Slack. */
  readonly load: number;
}

async function round(server: Server, work: (n: number) => Promise<void>, count = COUNT): Promise<Round> {
  const before = await server.cpu();
  const own = process.cpuUsage();
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let n = next++; n < count; n = next++) await work(n);
    }),
  );
  const ms = performance.now() - started;
  const used = process.cpuUsage(own);
  return {
    rate: (count * 1000) / ms,
    cpu: ((await server.cpu()) - before) / 1000 / count,
    load: (used.user + used.system) / 1000 / ms,
  };
}

const ids = sortableIds({ ms: () => Date.now() });
let triggers = 0;
function nextTrigger(): string {
  triggers += 1;
  return `${triggers}.1700000000.bench`;
}

/** Commands, made and signed before the clock starts; done when answered and when the window was asked for. */
function commands(web: WebApi, { sender }: Server, count = COUNT) {
  const made = Array.from({ length: count }, () => {
    const trigger = nextTrigger();
    return { trigger, request: command(trigger) };
  });
  return async (n: number): Promise<void> => {
    const one = made[n];
    if (one) await Promise.all([web.opened(one.trigger), sender.send(one.request)]);
  };
}

function reports(filled: ReturnType<typeof filledReport>, { sender }: Server, count = COUNT) {
  const made = Array.from({ length: count }, () => submission(filled, ids.next(), nextTrigger()));
  return async (n: number): Promise<void> => {
    const one = made[n];
    if (!one) return;
    const answer = await sender.send(one);
    if (!answer.includes('"update"')) throw new Error(`A report was not saved: ${answer.slice(0, 300)}`);
  };
}

async function compared(
  pairs: readonly [name: string, server: Server, work: () => (n: number) => Promise<void>][],
) {
  const rows = pairs.map(() => [] as Round[]);
  for (let n = 0; n < WARM_UP + ROUNDS; n += 1) {
    const order = [...pairs.entries()];
    // Whoever is first finds the machine as the last one left it: they take turns at that.
    for (const [index, [, server, work]] of n % 2 === 0 ? order : order.reverse()) {
      const done = await round(server, work());
      if (n >= WARM_UP) rows[index]?.push(done);
    }
  }
  for (const [index, [name]] of pairs.entries()) {
    const all = rows[index] ?? [];
    const [rate, cpu, load] = [
      median(all.map((row) => row.rate)),
      median(all.map((row) => row.cpu)),
      median(all.map((row) => row.load)),
    ];
    line(`${name} (${cpu.toFixed(2)} ms of a core each; load ${Math.round(load * 100)} %)`, perSecond(rate));
  }
  return rows;
}

/** How much of another's rate was reached: the median over rounds that stood side by side. */
function tellShare(name: string, ours: readonly Round[] = [], theirs: readonly Round[] = []): void {
  const share = (of: (row: Round) => number) =>
    median(ours.map((row, n) => of(row) / (theirs[n] ? of(theirs[n]) : Number.NaN))).toFixed(2);
  line(
    `${name}: share of the rate; of the processor's work ${share((row) => 1 / row.cpu)}`,
    share((row) => row.rate),
  );
}

/** Milliseconds from when each request was due to its answer, whatever became of those before it. */
async function acknowledged(server: Server, filled: ReturnType<typeof filledReport>): Promise<number[]> {
  const made = Array.from({ length: PACE * SECONDS }, (_, n) =>
    n % 2 === 0 ? command(nextTrigger()) : submission(filled, ids.next(), nextTrigger()),
  );
  const started = performance.now() + 100;
  return Promise.all(
    made.map(async (request, n) => {
      const due = started + (n * 1000) / PACE;
      await pause(due - performance.now());
      await server.sender.send(request);
      return performance.now() - due;
    }),
  );
}

const load = () =>
  `load average ${loadavg()
    .map((row) => row.toFixed(1))
    .join(', ')}`;

async function tellAcknowledged(name: string, server: Server, filled: ReturnType<typeof filledReport>) {
  const times = await acknowledged(server, filled);
  line(`${name}: acknowledged, median`, inMs(percentile(times, 0.5)));
  line(`${name}: acknowledged, 99 of 100`, inMs(percentile(times, 0.99)));
}

/** Accord over signed HTTP beside a bare Bolt app that does the same Slack calls, in the same run. */
export async function benchSlack(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'));
  const same = join(folder, 'same.json');
  const web = await startWebApi();
  const servers: Server[] = [];
  const start = async (kind: Kind): Promise<Server> => {
    const server = await startServer({ kind, file: join(folder, `${kind}.db`), api: web.url, same });
    servers.push(server);
    return server;
  };
  try {
    console.log(
      `Slack over signed HTTP and SQLite, ${COUNT} requests a round, ${AT_ONCE} at once, medians of ${ROUNDS} rounds in turn, Node ${process.version}; ${load()}:`,
    );
    const accord = await start('accord');
    await round(accord, commands(web, accord, 1), 1);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const filled = filledReport(web.lastView(), yesterday);
    const answer = await accord.sender.send(submission(filled, ids.next(), nextTrigger()));
    writeFileSync(same, JSON.stringify({ view: JSON.parse(web.lastView()), answer: JSON.parse(answer) }));

    const bolt = await start('command');
    const [formed, bare] = await compared([
      ['Command to opened form: Accord', accord, () => commands(web, accord)],
      ['Command to opened form: bare Bolt', bolt, () => commands(web, bolt)],
    ]);
    tellShare('Command to opened form (target 0.80)', formed, bare);
    bolt.stop();

    await tellAcknowledged(`At ${PACE}/s`, accord, filled);
    web.hang(true);
    await tellAcknowledged(`At ${PACE}/s while the Web API hangs`, accord, filled);
    web.hang(false);

    const [plain, rows] = [await start('submission'), await start('rows')];
    const [kept, acked, byHand] = await compared([
      ['Report to commit and answer: Accord', accord, () => reports(filled, accord)],
      ['Report to answer: bare Bolt, nothing kept', plain, () => reports(filled, plain)],
      ['Report to commit and answer: Bolt and the rows by hand', rows, () => reports(filled, rows)],
    ]);
    tellShare('Report beside bare Bolt', kept, acked);
    tellShare('Report beside Bolt and the rows by hand (target 0.60)', kept, byHand);
    console.log(`  At the end: ${load()}`);
  } finally {
    for (const server of servers) await server.sender.close();
    for (const server of servers) server.stop();
    await web.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
