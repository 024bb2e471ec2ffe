import { authorise } from '../domain/authorise.ts';
import { refusePutAway } from '../domain/decide/decide.ts';
import { FILE_LIMIT } from '../domain/file-limit.ts';
import type { CaseId, MatterId } from '../domain/ids.ts';
import { mediaOf } from '../domain/media.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Fetch } from '../ports/fetches.ts';
import type { KeptFile, Platform, Unit } from '../ports.ts';
import type { Directory, Fetched } from '../surface.ts';
import type { NotKept } from '../view/about.ts';
import type { App } from './app.ts';
import { attempt } from './attempt.ts';
import type { Caller } from './caller.ts';
import { commitCase, withRetries } from './commit.ts';
import { backOff } from './deliver.ts';
import { type LoadedCase, loadCase } from './load-case.ts';
import { type AtSchool, atSchool } from './school.ts';
import { stagedList, takeList } from './staged-list.ts';

/** A leased file is another worker's for this long: fetching 10 MB may take a while. Milliseconds. */
const LEASE_MS = 120_000;
/** Files in memory at once. */
const AT_ONCE = 4;
/** After so many tries a file is set aside for a person to look at. */
const MOST_TRIES = 12;

const NOBODY: Refusal = { code: 'not_allowed', words: 'whoever sent it does not work here any more' };

interface Receiver {
  readonly caller: Pick<Caller, 'app' | 'at' | 'member'>;
  readonly loaded: LoadedCase;
  /** What they sent that it is the original of, where the case still holds that. */
  readonly originalOf: MatterId | null;
  /** Why the case does not take it from them, as the case and they are now. */
  readonly refusal: Refusal | null;
}

/** Cases joined one into another, at most. */
const MOST_JOINED = 10;

/** Where the case goes on: what was given for a report that has been joined meanwhile belongs to the other. */
async function goesOn(app: App, unit: Unit, at: AtSchool, id: CaseId): Promise<LoadedCase | null> {
  let loaded = await loadCase(app, unit, at, id);
  for (let n = 0; n < MOST_JOINED && loaded?.it.joinedInto; n += 1)
    loaded = await loadCase(app, unit, at, loaded.it.joinedInto);
  return loaded;
}

async function receiverOf(
  app: App,
  unit: Unit,
  at: AtSchool,
  fetch: Fetch,
  id: CaseId,
): Promise<Receiver | null> {
  const loaded = await goesOn(app, unit, at, id);
  const member = at.members.find((row) => row.id === fetch.member);
  if (!loaded || !member) return null;
  const { it } = loaded;
  const looking = { it, policy: loaded.policy.policy, book: loaded.book, today: at.today };
  const there = [...it.theirSide, ...it.requests].some((row) => row.id === fetch.originalOf);
  const originalOf = there ? fetch.originalOf : null;
  const command = originalOf ? 'add_original' : 'add_evidence_file';
  const refusal = member.active
    ? (authorise(command, member.id, looking) ?? refusePutAway(it, command))
    : NOBODY;
  return { caller: { app, at, member }, loaded, originalOf, refusal };
}

/** Set aside for whoever looks after Accord, and whoever sent it is told what to do instead. */
async function setAside(app: App, unit: Unit, fetch: Fetch, why: NotKept, reason: string): Promise<void> {
  if (!(await unit.fetches.setAside(fetch.id, reason))) return;
  const now = app.clock.now();
  const asked =
    'upload' in fetch.about ? await stagedList(unit, { now }, fetch.about.upload, fetch.member) : null;
  await unit.owed.owe(
    [
      {
        key: `not_kept/${fetch.id}`,
        school: fetch.school,
        to: { kind: 'member', member: fetch.member },
        about: {
          show: 'not_kept',
          case: 'case' in fetch.about ? fetch.about.case : null,
          ...(asked ? { list: asked.list } : {}),
          why,
        },
      },
    ],
    now,
  );
}

/** The file and the fact that it is there, or neither. Only the first to finish writes; a repeat finds it done. */
async function keep(app: App, unit: Unit, fetch: Fetch, file: KeptFile): Promise<void> {
  const at = await atSchool(app, unit, fetch.school);
  if ('upload' in fetch.about) {
    const taken = await takeList(app, unit, at, fetch.about.upload, fetch.member, file);
    if (!taken.ok) return setAside(app, unit, fetch, 'not_taken', taken.why);
    await unit.fetches.done(fetch.id);
    return;
  }
  const to = await receiverOf(app, unit, at, fetch, fetch.about.case);
  if (!to) return setAside(app, unit, fetch, 'not_taken', 'the case or the member is not there any more');
  if (to.refusal)
    return setAside(app, unit, fetch, 'not_taken', `the case does not take it: ${to.refusal.code}`);
  if (!(await unit.fetches.done(fetch.id))) return;
  const { caller, loaded } = to;
  const kept = await unit.files.keep(fetch.school, file);
  if (!kept.ok) throw new Error('A file was fetched that is larger than was asked for.');
  const media = mediaOf(file.mediaType);
  const done = attempt(
    caller,
    loaded,
    loaded.it,
    to.originalOf
      ? { do: 'add_original', matter: to.originalOf, file: kept.ref, media }
      : { do: 'add_evidence_file', file: kept.ref, media },
  );
  if (!done.ok) throw new Error('A case refused a file that it had just said it takes.');
  await commitCase(unit, at, loaded.it, done.events, {
    actor: fetch.member,
    policy: loaded.policy.policy,
    book: loaded.book,
  });
}

async function settle(app: App, unit: Unit, fetch: Fetch, got: Fetched): Promise<void> {
  if (got.ok) {
    return got.file.bytes.length > FILE_LIMIT
      ? setAside(app, unit, fetch, 'too_large', 'it is larger than was asked for')
      : keep(app, unit, fetch, got.file);
  }
  switch (got.why) {
    case 'too_large':
      return setAside(app, unit, fetch, 'too_large', got.reason);
    case 'never':
      return setAside(app, unit, fetch, 'not_given', got.reason);
    case 'later':
      if (got.held) return unit.fetches.held(fetch.id, app.timer.ms() + got.afterMs, got.reason);
      return fetch.attempts + 1 >= MOST_TRIES
        ? setAside(app, unit, fetch, 'not_given', got.reason)
        : unit.fetches.later(fetch.id, app.timer.ms() + backOff(fetch.attempts, got.afterMs), got.reason);
    default:
      return got satisfies never;
  }
}

const bug = (reason: string): Fetched => ({ ok: false, why: 'later', afterMs: 5000, reason });

async function ask(app: App, directory: Directory, fetch: Fetch): Promise<Fetched> {
  // One that ended the process each time would never be answered for.
  if (fetch.attempts >= MOST_TRIES) return { ok: false, why: 'never', reason: 'it was tried too often' };
  try {
    return await directory.fetch(fetch.handle, FILE_LIMIT);
  } catch (cause) {
    app.log.error('A file could not be fetched; it is tried again.', cause, { fetch: fetch.id });
    return bug('it could not be fetched');
  }
}

async function fetchOne(app: App, directory: Directory, fetch: Fetch): Promise<void> {
  const got = await ask(app, directory, fetch);
  try {
    await withRetries(() => app.store.write((unit) => settle(app, unit, fetch, got)));
  } catch (cause) {
    app.log.error('A fetched file could not be kept; it is tried again.', cause, { fetch: fetch.id });
    await app.store.write((unit) => settle(app, unit, fetch, bug('it could not be kept')));
  }
}

/**
 * Fetches files that people gave a platform and keeps them with their cases, once through. Returns how many were
 * tried; zero means that none is due now. A platform is never awaited inside a transaction; after a crash a file may
 * be fetched again, and is in the case once.
 */
export async function fetchOnce(
  app: App,
  directories: ReadonlyMap<Platform, Directory>,
  worker: string,
): Promise<number> {
  let tried = 0;
  for (const [platform, directory] of directories) {
    const fetches = await app.store.write((unit) =>
      unit.fetches.claim(worker, platform, app.timer.ms(), LEASE_MS, AT_ONCE),
    );
    await Promise.all(fetches.map((fetch) => fetchOne(app, directory, fetch)));
    tried += fetches.length;
  }
  return tried;
}

/** Until none is due. Bounded, as `deliverAll` is. */
export async function fetchAll(
  app: App,
  directories: ReadonlyMap<Platform, Directory>,
  worker: string,
  mostRounds = 1000,
): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1)
    if ((await fetchOnce(app, directories, worker)) === 0) return;
}
