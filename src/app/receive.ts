import { plays } from '../domain/book.ts';
import { apartBy } from '../domain/contacts/contact.ts';
import { IntentKey, type SchoolId } from '../domain/ids.ts';
import type { Part } from '../domain/policy/roles.ts';
import type { Member, Settled, Unit } from '../ports.ts';
import type { Door, PersonFound, SentFiles, Who } from '../surface.ts';
import { strangerCard } from '../view/cards/stranger-card.ts';
import { type Intent, isSchoolForm } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import { accountGone } from './account-gone.ts';
import type { App } from './app.ts';
import { type Caller, said } from './caller.ts';
import { claim } from './claim.ts';
import { withRetries } from './commit.ts';
import { countStranger, type Refused } from './count-refused.ts';
import { keepDraft } from './forms.ts';
import { onlyReads } from './only-reads.ts';
import { later } from './open-later.ts';
import { quote } from './quote.ts';
import { reachable } from './reachable.ts';
import { submitReport } from './report.ts';
import { atSchool } from './school.ts';
import { SCHOOL_FORM_DOORS } from './school-forms.ts';
import { sendEvidence } from './send-evidence.ts';
import { submitCaseForm } from './submit.ts';
import { onTap } from './tap.ts';
import { KeepDraft, Undone } from './undone.ts';
import { type Found, whichSchool, whoIsIt } from './who-is-it.ts';
import { whoseFiles } from './whose-files.ts';
import { onWords } from './words.ts';

/** Why somebody is no one member here: Accord does not know them, or they work in several schools with none chosen. */
async function notOne(
  app: App,
  unit: Unit,
  found: Exclude<Found, { is: 'member' }>,
  intent: Exclude<Intent, { do: 'find_person' }> | null,
): Promise<Reply> {
  if (found.is === 'stranger') return { is: 'card', card: strangerCard() };
  if (intent && intent.do !== 'submit')
    return { is: 'card', card: await whichSchool(app, unit, found.members, intent) };
  const names = await Promise.all(
    found.members.map(async (row) => (await unit.schools.byId(row.school))?.name ?? row.school),
  );
  const schools = names.toSorted((a, b) => a.localeCompare(b, 'en'));
  return said(
    intent === null
      ? `You work in several schools. Send it again with the reference and the school's name beside it: ${schools.join(', ')}. Nothing was kept.`
      : `You work in several schools. Say which one first: ${schools.join(', ')}.`,
    'info',
  );
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
      if (isSchoolForm(intent.submit.form))
        return SCHOOL_FORM_DOORS[intent.submit.form].submit(caller, intent.submit);
      return intent.submit.form === 'report'
        ? submitReport(caller, intent.submit)
        : submitCaseForm(caller, intent.submit);
    default:
      return intent satisfies never;
  }
}

interface Answered {
  readonly reply: Reply;
  readonly to: Found['is'];
}

/** What leaves an answer behind for the same click to find: a form that was sent, a button that does something. */
const canSettle = (intent: Intent): boolean =>
  intent.do === 'submit' || (intent.do === 'tap' && intent.tap.tap === 'act');

/** Replies that settle an intent: a repeat gets the same. A form that came back has settled nothing. */
const settles = (reply: Reply): boolean => kept(reply) !== null;

/** What is kept of such a reply: all of it, but where it holds a secret. */
const kept = (reply: Reply): Reply | null => {
  if (reply.is === 'card' && reply.once !== undefined) return said(reply.once, 'info');
  return reply.is === 'said' && reply.level === 'good' ? reply : null;
};

async function inOneTransaction(
  app: App,
  unit: Unit,
  who: Who,
  intent: Exclude<Intent, { do: 'find_person' }>,
): Promise<Answered> {
  const found = await whoIsIt(unit, who, intent.school);
  if (found.is !== 'member') return { reply: await notOne(app, unit, found, intent), to: found.is };
  const { member } = found;
  const wants = asked(app, intent, member);
  const before = wants === null ? null : await unit.intents.find(wants.key);
  if (wants && before) return { reply: again(before, wants.digest), to: 'member' };
  const at = await atSchool(app, unit, member.school);
  const caller: Caller = { app, unit, at, member, who };
  const reply = await answer(caller, intent);
  const answered: Answered = { reply, to: 'member' };
  const keeps = kept(reply);
  if (wants === null || keeps === null) return answered;
  const settled = { reply: keeps, digest: wants.digest };
  if (!(await unit.intents.record(wants.key, member.school, member.id, settled, caller.at.now)))
    throw new SameIntent();
  return answered;
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
    if (found.is !== 'member') return;
    const caller: Caller = {
      app,
      unit,
      at: await atSchool(app, unit, found.member.school),
      member: found.member,
      who,
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
  refused: Refused = countStranger(app),
): Promise<Reply> {
  const claimed = intent.do === 'say' ? await claim(app, who, intent.words, refused) : null;
  if (claimed) return claimed;
  const { reply, to } = await once(app, who, intent);
  if (to === 'stranger') refused(who);
  if (settles(reply) || to !== 'member' || !canSettle(intent)) return reply;
  // Refused, perhaps because the very same click was settled while this one was read: then its answer is the answer.
  return app.store.read(async (unit) => {
    const found = await whoIsIt(unit, who, intent.school);
    const wants = found.is === 'member' ? asked(app, intent, found.member) : null;
    const settled = wants && (await unit.intents.find(wants.key));
    return wants && settled ? again(settled, wants.digest) : reply;
  });
}

async function once(app: App, who: Who, intent: Exclude<Intent, { do: 'find_person' }>): Promise<Answered> {
  const work = (unit: Unit) => inOneTransaction(app, unit, who, intent);
  try {
    if (onlyReads(app, intent)) return await app.store.read(work);
    return await withRetries(() => app.store.write(work));
  } catch (cause) {
    if (cause instanceof SameIntent)
      return { reply: said('That has been done already.', 'info'), to: 'member' };
    if (cause instanceof KeepDraft) await keepPageOne(app, who, intent.school, cause);
    if (cause instanceof Undone) return { reply: cause.reply, to: 'member' };
    throw cause;
  }
}

/**
 * Files sent to Accord itself. Platforms send the same again when an answer is slow: it is one sending, and has one
 * reply.
 */
export async function evidence(
  app: App,
  who: Who,
  sent: SentFiles,
  refused: Refused = countStranger(app),
): Promise<Reply> {
  const work = async (unit: Unit): Promise<Reply> => {
    const asked = await whoIsIt(unit, who, sent.school);
    const found = asked.is === 'several' ? await whoseFiles(app, unit, asked, sent.words) : asked;
    if (found.is !== 'member') return notOne(app, unit, found, null);
    const { member } = found;
    const key = IntentKey.parse(`evidence/${member.id}/${app.codes.digest(sent.key)}`);
    const before = await unit.intents.find(key);
    if (before) return before.reply;
    const at = await atSchool(app, unit, member.school);
    const reply = await sendEvidence({ app, unit, at, member, who }, sent);
    if (!settles(reply)) return reply;
    const settled = { reply, digest: '' };
    if (!(await unit.intents.record(key, member.school, member.id, settled, at.now))) throw new SameIntent();
    return reply;
  };
  const once = () => withRetries(() => app.store.write(work));
  try {
    const found = await app.store.read((unit) => whoIsIt(unit, who, sent.school));
    if (found.is === 'stranger') refused(who);
    return await once();
  } catch (cause) {
    // Settled meanwhile: this time its reply is found.
    if (cause instanceof SameIntent) return once();
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
    if (found.is !== 'member' || text.trim().length < 2) return [];
    const { policy } = (await atSchool(app, unit, found.member.school)).current;
    if (!REPORTS.some((part) => plays(found.member, part, policy))) return [];
    const people = await unit.people.search(found.member.school, text, MOST_FOUND);
    return people
      .filter((row) => row.member !== found.member.id)
      .map((row) => ({ id: row.id, name: row.name, detail: apartBy(row) }));
  });
}

/** What the process does besides, once something was saved. Called after the answer is known, and never awaited. */
export interface Afterwards {
  /** People, channel or groups of the school were set up: its groups are to be looked at. */
  readonly setUp: () => void;
  /** Somebody who is no member was refused: they are to be counted for what they are. */
  readonly refused: Refused;
}

const isSetUp = (intent: Intent, reply: Reply): boolean =>
  intent.do === 'submit' && intent.submit.form === 'setup' && settles(reply);

export const doorOf = (app: App, afterwards?: Partial<Afterwards>): Door => ({
  receive: async (who, intent) => {
    const reply = await receive(app, who, intent, afterwards?.refused);
    if (isSetUp(intent, reply)) afterwards?.setUp?.();
    return reply;
  },
  findPeople: (who, text, school) => findPeople(app, who, text, school),
  quote: (who, words) => quote(app, who, words),
  evidence: (who, sent) => evidence(app, who, sent, afterwards?.refused),
  later: (who, key, intent) => later(app, who, key, intent),
  reachable: (who) => reachable(app, who),
  accountGone: (who) => accountGone(app, who),
});
