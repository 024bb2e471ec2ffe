import type { SchoolId } from '../domain/ids.ts';
import type { Who } from '../surface.ts';
import type { Reply } from '../view/reply.ts';
import type { App } from './app.ts';
import { said } from './caller.ts';
import { withRetries } from './commit.ts';
import type { Refused } from './count-refused.ts';
import { atSchool } from './school.ts';
import { claimSchool } from './school-setup.ts';
import { NAMELESS } from './set-people.ts';
import { setupForm } from './setup-form.ts';
import { spoken } from './spoken.ts';
import { whoIsIt } from './who-is-it.ts';

/** Wrong codes of one account before more are refused, and for how long. Milliseconds. */
const MOST_WRONG = 5;
const WRONG_FOR_MS = 3_600_000;

/** Accounts remembered at once; the one that began longest ago is forgotten first. */
const MOST_ACCOUNTS = 10_000;

/** The form of the codes that Accord makes: members are not asked whether any other word is one. */
const CODE = /^[A-Z2-9]{5}(-[A-Z2-9]{5}){3}$/i;

/** Characters of a name, as on the command line. */
const LONGEST_NAME = 120;

interface Memory {
  readonly wrong: Map<string, { readonly since: number; readonly times: number }>;
  /** Codes by hash, with whose they were: the same message delivered twice is answered twice the same. */
  readonly used: Map<string, { readonly account: string; readonly school: SchoolId }>;
}

/**
 * Kept in this process alone: it begins afresh at a restart, and several processes each allow as many. A code has
 * 100 bits, so this is against noise in the log and not what keeps codes from being guessed.
 */
const memories = new WeakMap<App['counts'], Memory>();

function memoryOf({ counts }: App): Memory {
  const known = memories.get(counts);
  if (known) return known;
  const made: Memory = { wrong: new Map(), used: new Map() };
  memories.set(counts, made);
  return made;
}

function noteWrong({ wrong }: Memory, account: string, now: number): void {
  const before = wrong.get(account);
  const [oldest] = wrong.keys();
  if (!before && wrong.size >= MOST_ACCOUNTS && oldest !== undefined) wrong.delete(oldest);
  wrong.set(account, before ? { ...before, times: before.times + 1 } : { since: now, times: 1 });
}

/** Minutes until codes of this account are looked at again; 0 where they are now. */
function shutFor({ wrong }: Memory, account: string, now: number): number {
  const row = wrong.get(account);
  if (!row) return 0;
  const left = row.since + WRONG_FOR_MS - now;
  if (left <= 0) wrong.delete(account);
  return left > 0 && row.times >= MOST_WRONG ? Math.ceil(left / 60_000) : 0;
}

/** Null where they are no member of it any more. */
async function opened(app: App, who: Who, school: SchoolId): Promise<Reply | null> {
  return app.store.write(async (unit) => {
    const found = await whoIsIt(unit, who, school);
    if (found.is !== 'member') return null;
    return setupForm.open({
      app,
      unit,
      at: await atSchool(app, unit, school),
      member: found.member,
      who,
    });
  });
}

/**
 * `setup CODE`: whoever holds the one-time code becomes the school's first administrator and sets it up at once. Null
 * where it was no attempt to claim: the words are answered like any others.
 */
export async function claim(app: App, who: Who, words: string, refused: Refused): Promise<Reply | null> {
  const { first, after: code } = spoken(app.command, words);
  if (first.toLowerCase() !== 'setup' || code === '' || code.toLowerCase() === 'here') return null;
  const found = await app.store.read((unit) => whoIsIt(unit, who, undefined));
  if (found.is !== 'stranger' && !CODE.test(code)) return null;
  const memory = memoryOf(app);
  const account = `${who.platform}/${who.user}`;
  const hash = app.codes.hash(code);
  const used = memory.used.get(hash);
  const before = used?.account === account ? await opened(app, who, used.school) : null;
  if (before) return before;
  const now = Date.parse(app.clock.now());
  const minutes = shutFor(memory, account, now);
  const shut = () => found.is === 'stranger' && refused(who);
  if (minutes > 0) {
    shut();
    return said(
      `That was a wrong code ${MOST_WRONG} times, so no more are tried from your account for now. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}, with the code copied from where it was printed.`,
    );
  }
  const name = (who.name ?? '').trim().slice(0, LONGEST_NAME);
  const claimed = await withRetries(() =>
    claimSchool(app, code, {
      name: name === '' ? NAMELESS : name,
      identities: [{ platform: who.platform, user: who.user }],
    }),
  );
  if (!claimed.ok) {
    noteWrong(memory, account, now);
    app.counts.count('wrong_code');
    shut();
    return said(claimed.refusal.words);
  }
  const { id } = claimed.made.school;
  memory.wrong.delete(account);
  memory.used.set(hash, { account, school: id });
  return opened(app, who, id);
}
