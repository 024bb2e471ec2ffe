import { existsSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openChat } from '../adapters/playground/chat.ts';
import type { OpenPlayground, Playground } from '../adapters/playground/playground.ts';
import { webPages } from '../adapters/web/handler.ts';
import { WEB_PATH } from '../adapters/web/places.ts';
import type { App } from './app/app.ts';
import { linkDoorOf } from './app/link-door.ts';
import type { Config } from './config.ts';
import type { Instant } from './domain/time.ts';
import { joinApp, systemTimer } from './main.ts';
import {
  deliverNow,
  keptAhead,
  openPlayground,
  type PlaygroundParts,
  settleOnce,
} from './playground/open.ts';
import { shiftedClock } from './playground/school-clock.ts';
import type { Log, Store, Timer } from './ports.ts';
import { migrate } from './store/migrate.ts';
import type { StoreAdmin } from './store/store-admin.ts';
import { StoreRefused } from './store/store-refused.ts';
import type { LinkDoor } from './surface.ts';

/** How often what falls due by itself is looked for. Milliseconds. */
const LOOK_MS = 5000;
/** How often the clock's own work is looked for. */
const TICK_MS = 60_000;

export interface PlaygroundOptions {
  readonly log: Log;
  readonly timer?: Timer;
  /** Where the school's time begins the first time; a good moment near now otherwise. */
  readonly begins?: Instant;
}

/** The SQLite file a playground keeps its school in. */
export function playgroundFile(config: Pick<Config, 'DATABASE_URL'>): string {
  if (!config.DATABASE_URL.startsWith('file:'))
    throw new StoreRefused(
      'Without credentials for Slack or Teams Accord runs its playground, which keeps everything in a SQLite file; DATABASE_URL names another database. Leave DATABASE_URL out, or write file:PATH.',
    );
  const url = config.DATABASE_URL;
  return url.startsWith('file:///') ? fileURLToPath(url) : resolve(url.slice('file:'.length));
}

/** Beside the database: what was said, as Slack's own servers would keep it. */
const chatFile = (file: string): string => join(dirname(file), 'playground-chat.db');

/** Marks the database as a playground, or says why this one cannot be one. */
async function claim(store: Store & StoreAdmin, isNew: boolean): Promise<void> {
  const purpose = await store.purpose();
  if (purpose === 'playground') return;
  const schools = isNew ? [] : await store.read((unit) => unit.schools.all());
  if (purpose === 'school' || schools.length > 0)
    throw new StoreRefused(
      'This database belongs to a real school, so the playground will not touch it. Set DATABASE_URL or ACCORD_DATA_DIR to another place for the playground, or set the credentials of Slack or Teams to run Accord for the school.',
    );
  await store.setPurpose('playground');
}

const sendsHere = ({ SMTP_URL: url }: Config): boolean =>
  url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

async function openParts(
  config: Config,
  options: PlaygroundOptions,
  pages: App['pages'],
): Promise<PlaygroundParts & { close(): Promise<void> }> {
  const file = playgroundFile(config);
  const isNew = !existsSync(file);
  if (isNew) await migrate({ url: config.DATABASE_URL });
  const timer = options.timer ?? systemTimer;
  const clock = shiftedClock(timer);
  const { app, store } = await joinApp(config, {
    clock,
    log: options.log,
    pages,
    // Invented people have no mailbox: nothing leaves this computer.
    ...(sendsHere(config) ? {} : { mail: null }),
  });
  try {
    await claim(store, isNew);
    const chat = openChat(chatFile(file), clock, async (to, school) => {
      if (to.kind === 'channel') return true;
      const member = await store.read((unit) => unit.members.byId(school, to.member));
      return member?.identities.some(({ platform }) => platform === 'playground') ?? false;
    });
    clock.moveBy(keptAhead(chat));
    if (options.begins) clock.moveTo(options.begins);
    return {
      app,
      clock,
      chat,
      async close() {
        await store.close();
        chat.close();
      },
    };
  } catch (cause) {
    await store.close();
    throw cause;
  }
}

const forget = (config: Config): void => {
  const file = playgroundFile(config);
  for (const path of [file, chatFile(file)])
    for (const ending of ['', '-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
};

/** Opens the playground's database, its chat and its loop. Throws `StoreRefused` with a sentence where it may not. */
export async function startPlayground(config: Config, options: PlaygroundOptions): Promise<Playground> {
  let origin: string | null = null;
  const pages = { origin: () => origin };
  let parts = await openParts(config, options, pages);
  let open: OpenPlayground = openPlayground(parts);
  const listeners: (() => void)[] = [];
  const listen = () => parts.chat.onChange(() => listeners.forEach((listener) => listener()));
  listen();

  /** Requests in flight, and the door that is shut while the files are exchanged beneath them. */
  const inside = new Set<Promise<unknown>>();
  let shut: Promise<void> = Promise.resolve();

  async function use<T>(work: (playground: OpenPlayground) => Promise<T>): Promise<T> {
    await shut;
    const done = work(open);
    const quiet = done.then(
      () => undefined,
      () => undefined,
    );
    inside.add(quiet);
    try {
      return await done;
    } finally {
      inside.delete(quiet);
    }
  }

  const allOut = async () => {
    while (inside.size > 0) await Promise.all(inside);
  };

  let running: Promise<void> | null = null;
  let again: Promise<void> | null = null;
  let ticked = Number.NEGATIVE_INFINITY;
  const deliverAndTick = async () => {
    await deliverNow(parts);
    const now = parts.app.timer.ms();
    if (now - ticked < TICK_MS) return;
    ticked = now;
    await settleOnce(parts);
  };
  const once = () =>
    use(deliverAndTick).catch((cause) =>
      options.log.error('What is due could not be told just now; it is tried again.', cause),
    );
  /** One run at a time. Whoever asks during one gets the next, which sees what they did. */
  function settle(): Promise<void> {
    if (!running) {
      running = once().finally(() => {
        running = null;
      });
      return running;
    }
    again ??= running.then(() => {
      again = null;
      return settle();
    });
    return again;
  }
  const loop = setInterval(() => void settle(), LOOK_MS);
  loop.unref();

  // The files may have been exchanged since: each time it is the door of those that are open now.
  const links = (): LinkDoor => linkDoorOf(parts.app);
  const door: LinkDoor = {
    look: (...asked) => use(() => links().look(...asked)),
    open: (...asked) => use(() => links().open(...asked)),
    readOn: (...asked) => use(() => links().readOn(...asked)),
    page: (...asked) => use(() => links().page(...asked)),
    send: (...asked) => use(() => links().send(...asked)),
  };
  const handle = webPages({
    door,
    origin: pages.origin,
    timer: parts.app.timer,
    counts: parts.app.counts,
    log: options.log,
    settle: () => void settle(),
  });

  return {
    use,
    pages: {
      path: WEB_PATH,
      handle,
      listensAt(url) {
        origin = url;
      },
    },
    settle,
    async afresh() {
      let reopen = () => {};
      const before = shut;
      shut = new Promise((resolve) => {
        reopen = resolve;
      });
      await before;
      try {
        await allOut();
        await parts.close();
        forget(config);
        parts = await openParts(config, options, pages);
        open = openPlayground(parts);
        listen();
      } finally {
        reopen();
      }
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    async close() {
      clearInterval(loop);
      await running;
      await allOut();
      await parts.close();
    },
  };
}
