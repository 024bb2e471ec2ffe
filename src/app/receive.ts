import { plays } from '../domain/book.ts';
import { IntentKey, type SchoolId } from '../domain/ids.ts';
import type { Part } from '../domain/policy/roles.ts';
import type { Door, Member, PersonFound, Settled, Unit, Who } from '../ports.ts';
import { strangerCard } from '../view/cards/stranger-card.ts';
import type { Intent } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import type { App } from './app.ts';
import { type Caller, said } from './caller.ts';
import { withRetries } from './commit.ts';
import { keepDraft } from './forms.ts';
import { submitReport } from './report.ts';
import { atSchool } from './school.ts';
import { submitCaseForm } from './submit.ts';
import { onTap } from './tap.ts';
import { KeepDraft, Undone } from './undone.ts';
import { onWords } from './words.ts';

/** A member's person, or why not: unknown here, switched off, or in several schools with none chosen. */
async function whoIsIt(
  unit: Unit,
  who: Who,
  school: SchoolId | undefined,
): Promise<{ member: Member } | { reply: Reply }> {
  const known = (await unit.members.byIdentity(who.platform, who.user)).filter((row) => row.active);
  const here = school === undefined ? known : known.filter((row) => row.school === school);
  const [member, second] = here;
  if (!member) return { reply: { is: 'card', card: strangerCard() } };
  if (second) {
    const schools = await Promise.all(
      here.map(async (row) => (await unit.schools.byId(row.school))?.name ?? row.school),
    );
    return {
      reply: said(`You work in several schools. Say which one first: ${schools.join(', ')}.`, 'info'),
    };
  }
  return { member };
}

interface Asked {
  readonly key: IntentKey;
  readonly digest: string;
}

/**
 * The key under which this very thing is settled: of this member, this form or button, this case. A key that
 * turns up with anything else is somebody's mistake or probe, and settles nothing of theirs.
 */
function asked(app: App, intent: Intent, member: Member): Asked | null {
  const keyed = (key: string, ...about: readonly string[]): IntentKey =>
    IntentKey.parse([key, member.id, ...about].join('/'));
  if (intent.do === 'submit') {
    const { key, form, case: of, values } = intent.submit;
    return { key: keyed(key, form, of ?? 'new'), digest: app.codes.digest(JSON.stringify(values)) };
  }
  if (intent.do === 'tap' && intent.tap.tap === 'act')
    return { key: keyed(intent.key, intent.tap.act, intent.tap.case), digest: '' };
  return null;
}

const CHANGED =
  'It was saved as you first sent it, and stays so. If something was wrong in it, open it again and correct it there.';

/** The same again gets the same answer; something else under the same form is told that the first one stands. */
const again = (settled: Settled, digest: string): Reply =>
  settled.digest === digest ? settled.reply : said(CHANGED, 'info');

async function answer(caller: Caller, intent: Exclude<Intent, { do: 'find_person' }>): Promise<Reply> {
  switch (intent.do) {
    case 'say':
      return onWords(caller, intent.words);
    case 'tap':
      return onTap(caller, intent.tap);
    case 'submit':
      return intent.submit.form === 'report'
        ? submitReport(caller, intent.submit)
        : submitCaseForm(caller, intent.submit);
    default:
      return intent satisfies never;
  }
}

/** Replies that settle an intent: a repeat gets the same. A form that came back has settled nothing. */
const settles = (reply: Reply): boolean => reply.is === 'said' && reply.level === 'good';

async function inOneTransaction(
  app: App,
  unit: Unit,
  who: Who,
  intent: Exclude<Intent, { do: 'find_person' }>,
): Promise<Reply> {
  const found = await whoIsIt(unit, who, intent.school);
  if ('reply' in found) return found.reply;
  const { member } = found;
  const wants = asked(app, intent, member);
  const before = wants === null ? null : await unit.intents.find(wants.key);
  if (wants && before) return again(before, wants.digest);
  const caller: Caller = { app, unit, at: await atSchool(app, unit, member.school), member };
  const reply = await answer(caller, intent);
  if (wants === null || !settles(reply)) return reply;
  const settled = { reply, digest: wants.digest };
  if (!(await unit.intents.record(wants.key, member.school, member.id, settled, caller.at.now)))
    throw new SameIntent();
  return reply;
}

/** Another transaction settled the very same intent meanwhile: its reply is the reply. */
class SameIntent extends Error {
  constructor() {
    super('The same intent was settled by another request.');
    this.name = 'SameIntent';
  }
}

async function keepPageOne(
  app: App,
  who: Who,
  school: SchoolId | undefined,
  undone: KeepDraft,
): Promise<void> {
  const { draft } = undone;
  if (!draft) return;
  await app.store.write(async (unit) => {
    const found = await whoIsIt(unit, who, school);
    if ('reply' in found) return;
    const caller: Caller = {
      app,
      unit,
      at: await atSchool(app, unit, found.member.school),
      member: found.member,
    };
    await keepDraft(caller, found.member.id, draft.key, draft.values);
  });
}

/**
 * The one way in, for every surface: who, what they want, one transaction, and what comes back at once. Throws
 * only for bugs and for a database that cannot be written; the surface then keeps the form open.
 */
export async function receive(
  app: App,
  who: Who,
  intent: Exclude<Intent, { do: 'find_person' }>,
): Promise<Reply> {
  const reply = await once(app, who, intent);
  if (settles(reply)) return reply;
  // Refused, perhaps because the very same click was settled while this one was read: then its answer is the answer.
  return app.store.read(async (unit) => {
    const found = await whoIsIt(unit, who, intent.school);
    const wants = 'reply' in found ? null : asked(app, intent, found.member);
    const settled = wants && (await unit.intents.find(wants.key));
    return wants && settled ? again(settled, wants.digest) : reply;
  });
}

async function once(app: App, who: Who, intent: Exclude<Intent, { do: 'find_person' }>): Promise<Reply> {
  try {
    return await withRetries(() => app.store.write((unit) => inOneTransaction(app, unit, who, intent)));
  } catch (cause) {
    if (cause instanceof SameIntent) return said('That has been done already.', 'info');
    if (cause instanceof KeepDraft) await keepPageOne(app, who, intent.school, cause);
    if (cause instanceof Undone) return cause.reply;
    throw cause;
  }
}

const MOST_FOUND = 8;

/** Those who meet parents, and so may have to say who it was. Governors, administrators and data protection do not. */
const REPORTS: readonly Part[] = ['staff', 'head', 'deputy', 'office', 'dsl'];

/** Type-ahead: people of the caller's own school, for those who may report. Strangers find nobody. */
export async function findPeople(
  app: App,
  who: Who,
  text: string,
  school?: SchoolId,
): Promise<readonly PersonFound[]> {
  return app.store.read(async (unit) => {
    const found = await whoIsIt(unit, who, school);
    if ('reply' in found || text.trim().length < 2) return [];
    const { policy } = (await atSchool(app, unit, found.member.school)).current;
    if (!REPORTS.some((part) => plays(found.member, part, policy))) return [];
    const people = await unit.people.search(found.member.school, text, MOST_FOUND);
    return people
      .filter((row) => row.member !== found.member.id)
      .map((row) => ({ id: row.id, name: row.name, detail: row.detail }));
  });
}

export const doorOf = (app: App): Door => ({
  receive: (who, intent) => receive(app, who, intent),
  findPeople: (who, text, school) => findPeople(app, who, text, school),
});
