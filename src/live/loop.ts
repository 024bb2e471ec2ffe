import type { App } from '../app/app.ts';
import { deliverOnce } from '../app/deliver.ts';
import { fetchOnce } from '../app/fetch-files.ts';
import { syncGroups } from '../app/sync-groups.ts';
import { tellChannel } from '../app/tell-channel.ts';
import { tellUnreachable } from '../app/tell-unreachable.ts';
import { tick } from '../app/tick.ts';
import type { Platform } from '../ports.ts';
import type { Directory, Outlet } from '../surface.ts';

/** How often what is owed is looked for when nobody says that there is something. Milliseconds. */
const LOOK_MS = 1000;
const TICK_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Conversations are written to side by side, so that one slow answer holds up few others. */
const SENDERS = 4;
/** Many click in one moment, and what all of them set off is looked for once. Milliseconds. */
const GATHER_MS = 50;

export interface Loop {
  /** There may be something to send: looks in a moment. */
  settle(): void;
  /** Who may report may have changed: asks the platforms at once. */
  regroup(): void;
  /** People were set up: their groups, and whether they can be written to, are looked at at once. */
  setUp(): void;
  /** Starts nothing new, and resolves when what is under way is done. */
  stop(): Promise<void>;
}

export interface LoopParts {
  readonly app: App;
  readonly outlet: Outlet;
  readonly directories: ReadonlyMap<Platform, Directory>;
  /** What is asked of the platforms every hour beside their groups. */
  readonly hourly: readonly (() => Promise<void>)[];
}

/** Runs `work` again and again: when told, and every `everyMs`; once more where it says that it did something. */
function repeated(everyMs: number, work: () => Promise<boolean>, failed: (cause: unknown) => void) {
  let stopped = false;
  let wake = () => {};
  let asked = false;
  let idle = false;
  const pause = async () => {
    idle = true;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, everyMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    idle = false;
  };
  async function run(): Promise<void> {
    while (!stopped) {
      asked = false;
      const more = await work().catch((cause) => {
        failed(cause);
        return false;
      });
      if (!more && !asked && !stopped) await pause();
    }
  }
  const done = run();
  return {
    /** Waits to be told, or for its time. */
    idle: () => idle && !asked,
    now() {
      asked = true;
      wake();
    },
    stop() {
      stopped = true;
      wake();
      return done;
    },
  };
}

/** What Accord does by itself: sends what is owed, fetches files, and lets fall due what falls due. */
export function startLoop({ app, outlet, directories, hourly }: LoopParts): Loop {
  const { log } = app;
  const worker = app.ids.next();
  const failed = (what: string) => (cause: unknown) => log.error(`${what} It is tried again.`, cause);

  const senders = Array.from({ length: SENDERS }, (_, n) =>
    repeated(
      // The first one looks by itself; the others look where it is busy when something new is owed.
      n === 0 ? LOOK_MS : HOUR_MS,
      async () => (await deliverOnce(app, outlet, `${worker}.${n}`)) > 0,
      failed('What is owed could not be sent just now.'),
    ),
  );
  const fetcher = repeated(
    LOOK_MS,
    async () => (await fetchOnce(app, directories, worker)) > 0,
    failed('Files that were sent could not be fetched just now.'),
  );
  const clock = repeated(
    TICK_MS,
    async () => {
      await tick(app);
      senders[0]?.now();
      return false;
    },
    failed('What falls due could not be looked at just now.'),
  );
  let wasSetUp = false;
  const groups = repeated(
    HOUR_MS,
    async () => {
      const when = wasSetUp ? 'at_once' : 'in_school_hours';
      wasSetUp = false;
      await syncGroups(app, directories);
      await tellUnreachable(app, directories, when);
      await tellChannel(app, directories, when);
      for (const work of hourly) await work();
      return false;
    },
    failed('Who is in the groups could not be asked just now.'),
  );
  const all = [...senders, fetcher, clock, groups];

  let gathering: NodeJS.Timeout | null = null;
  function look(): void {
    gathering = null;
    (senders.find((sender) => sender.idle()) ?? senders[0])?.now();
    fetcher.now();
  }

  return {
    settle() {
      gathering ??= setTimeout(look, GATHER_MS);
    },
    regroup: groups.now,
    setUp() {
      wasSetUp = true;
      groups.now();
    },
    async stop() {
      if (gathering) clearTimeout(gathering);
      await Promise.all(all.map((row) => row.stop()));
    },
  };
}
