import { expect } from 'vitest';
import { rebuild } from '../../src/app/rebuild.ts';
import { findPeople } from '../../src/app/receive.ts';
import { changeSettings } from '../../src/app/school-setup.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import { schoolTime, toDay } from '../../src/domain/time.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import type { Button } from '../../src/view/card.ts';
import type { Form, FormName } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import type { Tap } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import type { TestDatabases } from './databases.ts';
import { replyText } from './reply-text.ts';
import { NotSent, type SavedFile } from './stage.ts';
import { type Acting, movableClock, offered, openWorld, type RoleName, type World } from './world.ts';

/** Invented: nobody is meant. The marks of the story are its name and its words. */
export const JORDAN = 'Jordan Vale (invented)';
export const JORDAN_IS = `new:${JORDAN}, red coat`;

export interface StoryCase {
  readonly ref: string;
  readonly id: CaseId;
}

type Carries = Readonly<Record<string, string>>;

export const EVERYBODY: readonly RoleName[] = [
  'head',
  'deputy',
  'chair',
  'vice_chair',
  'governor',
  'office',
  'dsl',
  'dpo',
  'admin',
  'teacher',
  'teacher2',
  'teacher3',
];

/** A choice may be told by what stands beside it: `the: Thames Valley Police`. */
function chosen(form: Form, typed: Values): Values {
  const named = Object.entries(typed).map(([name, value]) => {
    const field = form.fields.find((row) => row.name === name);
    if (typeof value !== 'string' || !value.startsWith('the: ') || field?.is !== 'choice')
      return [name, value];
    const label = value.slice('the: '.length);
    return [name, field.options.find((row) => row.label.includes(label))?.value ?? value];
  });
  return Object.fromEntries(named);
}

const GAP = /\[WRITE HERE: [^\]]*\]/g;

const buttonsOf = (reply: Reply): readonly Button[] =>
  reply.is === 'card'
    ? reply.card.blocks.flatMap((block) => (block.is === 'buttons' ? block.buttons : []))
    : [];

/** One school's story, told by what its people type and tap; everything anybody was ever shown is kept. */
export class Story {
  readonly world: World;
  private readonly open: TestDatabases;
  private readonly url: string;
  private readonly shown = new Map<string, string[]>();

  constructor(world: World, open: TestDatabases, url: string) {
    this.world = world;
    this.open = open;
    this.url = url;
    world.stage.onShown((reader, text, preview) => {
      this.keep(reader, text);
      if (preview !== null) this.keep('anybody who looks at a locked screen', preview);
    });
  }

  as(role: RoleName): Acting {
    return this.world.as(role);
  }

  private keep(who: string, text: string): void {
    this.shown.set(who, [...(this.shown.get(who) ?? []), text]);
  }

  /** Moves the school's clock and lets everything happen that falls due. */
  async on(day: string, hour = 9, minute = 0): Promise<void> {
    this.world.clock.set(day, hour, minute);
    await this.world.settle();
  }

  /** Fills a form in, and its second page where it has one, whatever comes of it. */
  async tries(
    who: RoleName,
    form: FormName,
    of: StoryCase | null,
    typed: Values,
    carries: Carries = {},
  ): Promise<Reply> {
    const tap = { tap: 'form', form, case: of?.id ?? null, carries: { ...carries } } as const;
    let reply = await this.as(who).tap(tap);
    for (let page = 1; page <= 2 && reply.is === 'form'; page += 1) {
      const values = { ...offered(reply.form), ...chosen(reply.form, typed) };
      reply = await this.as(who).submit(reply.form, values);
    }
    return reply;
  }

  /** The same, and it is done; returns what was said. */
  async does(
    who: RoleName,
    form: FormName,
    of: StoryCase | null,
    typed: Values,
    carries: Carries = {},
  ): Promise<string> {
    const reply = await this.tries(who, form, of, typed, carries);
    if (reply.is !== 'said' || reply.level !== 'good')
      throw new Error(`${who} could not do "${form}":\n${replyText(reply)}`);
    await this.world.settle();
    return reply.text;
  }

  /** The same, and it is refused; returns the sentences, without the form around them. */
  async refused(
    who: RoleName,
    form: FormName,
    of: StoryCase | null,
    typed: Values,
    carries: Carries = {},
  ): Promise<string> {
    const reply = await this.tries(who, form, of, typed, carries).catch((cause) => {
      if (cause instanceof NotSent) return cause;
      throw cause;
    });
    if (reply instanceof NotSent) return reply.screen;
    if (reply.is === 'form_again')
      return [
        ...Object.values(reply.form.errors),
        ...reply.form.intro.flatMap((block) => (block.is === 'notice' ? [block.text] : [])),
      ].join(' ');
    if (reply.is === 'said' && reply.level === 'refused') return reply.text;
    throw new Error(`${who} was let do "${form}":\n${replyText(reply)}`);
  }

  async reports(who: RoleName, typed: Values): Promise<StoryCase> {
    const said = await this.does(who, 'report', null, { who: JORDAN_IS, where: 'on_site', ...typed });
    const ref = /AC-\d\d-\d{4}/.exec(said)?.[0];
    if (!ref) throw new Error(`The report has no reference: ${said}`);
    return { ref, id: await this.world.caseByRef(ref) };
  }

  /** A tap that no card need have offered: somebody may have made it by hand. */
  async forges(who: RoleName, tap: Tap): Promise<Reply> {
    return await this.as(who).tap(tap);
  }

  /** What the typed words bring up, as text. */
  async asks(who: RoleName, words: string): Promise<string> {
    return replyText(await this.as(who).say(words));
  }

  /** Taps a button of a card that the words bring up, by what is written on it. */
  async taps(who: RoleName, words: string, label: string): Promise<Reply> {
    const card = await this.as(who).say(words);
    const button = buttonsOf(card).find((row) => row.label === label);
    if (!button) throw new Error(`${who} has no button "${label}":\n${replyText(card)}`);
    const reply = await this.as(who).tap(button.tap, button.key, button.school);
    await this.world.settle();
    return reply;
  }

  /** Opens the next letter that can be signed or marked as sent, of those not done yet. */
  private async nextLetter(
    who: RoleName,
    of: StoryCase,
    form: 'letter' | 'letter_sent',
    done: Set<string>,
  ): Promise<Form | null> {
    for (const { tap, key, school } of buttonsOf(await this.as(who).say(`letters ${of.ref}`))) {
      const letter = JSON.stringify(tap);
      if (tap.tap !== 'form' || tap.form !== form || done.has(letter)) continue;
      done.add(letter);
      const opened = await this.as(who).tap(tap, key, school);
      if (opened.is === 'form') return opened.form;
    }
    return null;
  }

  /** Signs every letter that waits for this signer, its gaps filled in; returns their texts. */
  async signs(who: RoleName, of: StoryCase): Promise<readonly string[]> {
    const texts: string[] = [];
    const done = new Set<string>();
    for (;;) {
      const form = await this.nextLetter(who, of, 'letter', done);
      if (!form) return texts;
      const values = Object.fromEntries(
        Object.entries(offered(form)).map(([name, value]) => [
          name,
          typeof value === 'string' ? value.replaceAll(GAP, 'as the head has written here') : value,
        ]),
      );
      const reply = await this.as(who).submit(form, values);
      if (reply.is !== 'said' || reply.level !== 'good') throw new Error(replyText(reply));
      texts.push(
        Object.entries(values)
          .flatMap(([name, text]) => (name.startsWith('text') && typeof text === 'string' ? [text] : []))
          .join('\n\n'),
      );
      await this.world.settle();
    }
  }

  /** The office looks at the address and marks every signed letter as sent; returns how many went. */
  async sends(who: RoleName, of: StoryCase): Promise<number> {
    const done = new Set<string>();
    for (let sent = 0; ; sent += 1) {
      const form = await this.nextLetter(who, of, 'letter_sent', done);
      if (!form) {
        await this.world.settle();
        return sent;
      }
      const values = { ...offered(form), how: 'first_class', address_confirmed: true };
      const reply = await this.as(who).submit(form, values);
      if (reply.is !== 'said' || reply.level !== 'good') throw new Error(replyText(reply));
    }
  }

  /** The one file that comes to somebody when they ask for it, saved as their platform lets them. */
  async receives(who: RoleName, asks: () => Promise<Reply>): Promise<SavedFile> {
    const before = (await this.as(who).files()).length;
    const reply = await asks();
    await this.world.settle();
    const [file, another] = (await this.as(who).files()).slice(before);
    if (!file || another)
      throw new Error(`${who} was sent ${another ? 'more than one' : 'no'} file:\n${replyText(reply)}`);
    return file;
  }

  /** Looks at the pages of the next letter that waits for this signer, as a picture; nothing is signed by it. */
  async looksAtPages(who: RoleName, of: StoryCase): Promise<SavedFile> {
    return this.receives(who, async () => {
      const form = await this.nextLetter(who, of, 'letter', new Set());
      if (!form) throw new Error(`No letter of ${of.ref} waits for ${who}.`);
      return this.as(who).submit(form, { ...offered(form), next: 'show' });
    });
  }

  /** The messages of a member, as they stand there now. */
  has(who: RoleName): string {
    return this.as(who).has().join('\n\n');
  }

  channel(): string {
    return this.world.stage.leadership().join('\n\n');
  }

  /** Whatever this member, the channel or a locked screen was ever shown, cut down since or not. */
  everShown(who: RoleName | 'leadership' | 'anybody who looks at a locked screen'): string {
    return (this.shown.get(who) ?? []).join('\n');
  }

  /** Nobody but `who` was ever shown these words, on a card, in an answer or on a locked screen; nor was the log. */
  neverReached(words: string, who: readonly RoleName[]): readonly string[] {
    const readers = [...this.shown].flatMap(([reader, texts]) =>
      texts.some((text) => text.includes(words)) ? [reader] : [],
    );
    const others = readers.filter((reader) => !who.some((role) => role === reader));
    expect(others, `"${words}" is not theirs to see`).toEqual([]);
    expect(this.world.log.lines.join('\n')).not.toContain(words);
    return readers;
  }

  /** The same, and somebody was shown them: otherwise it would prove nothing. */
  reachedOnly(words: string, who: readonly RoleName[]): void {
    expect(this.neverReached(words, who), `nobody was ever shown "${words}"`).not.toEqual([]);
  }

  async facts(of: StoryCase): Promise<readonly string[]> {
    const rows = await this.world.app.store.read((unit) => unit.journal.load(`case:${of.id}`));
    return rows.map((row) => row.type);
  }

  /** The newest restriction of the case, as its button would carry it. */
  async restriction(of: StoryCase): Promise<string> {
    const rows = await this.world.app.store.read((unit) =>
      unit.restrictions.inForce(this.world.school.id, schoolTime(this.world.clock.now()).day),
    );
    const row = rows.findLast((one) => one.case === of.id);
    if (!row) throw new Error(`Nothing is in force in ${of.ref}.`);
    return row.id;
  }

  /** Links a person on the school's list with a colleague, as the office does when it keeps the list. */
  async isAlso(name: string, role: RoleName): Promise<void> {
    const { app, school } = this.world;
    await app.store.write(async ({ people }) => {
      const [person] = await people.search(school.id, name, 1);
      if (!person) throw new Error(`Nobody is called ${name}.`);
      await people.put({ ...person, member: this.as(role).id });
    });
  }

  /** Somebody stands in for somebody from one day to another. */
  async standsInFor(deputy: RoleName, member: RoleName, from: string, to: string): Promise<void> {
    const { app, school } = this.world;
    const absence = {
      member: this.as(member).id,
      deputy: this.as(deputy).id,
      from: toDay(from),
      to: toDay(to),
    };
    await app.store.write((unit) =>
      changeSettings(app, unit, school, { absences: [absence] }, 'command_line'),
    );
  }

  /** The person of that name, as the type-ahead finds them. */
  async personId(name: string): Promise<string> {
    const [found] = await findPeople(this.world.app, this.as('teacher').who, name);
    if (!found) throw new Error(`Nobody is called ${name}.`);
    return found.id;
  }

  /** Whom the type-ahead offers somebody; null where it offers nobody. */
  async personIdFor(role: RoleName, name: string): Promise<string | null> {
    const [found] = await findPeople(this.world.app, this.as(role).who, name);
    return found?.id ?? null;
  }

  /** Taps a button of the case's card, or of what stands behind "More...". */
  async tapsAnywhere(who: RoleName, of: StoryCase, label: string): Promise<Reply> {
    const card = await this.as(who).say(`show ${of.ref}`);
    const here = buttonsOf(card).some((row) => row.label === label);
    return this.taps(who, `${here ? 'show' : 'more'} ${of.ref}`, label);
  }

  /** What they asked for and nobody has answered, as its button would carry it. */
  async openRequest(who: RoleName, of: StoryCase): Promise<string> {
    const more = await this.as(who).say(`show ${of.ref}`);
    const all = [more, await this.as(who).say(`more ${of.ref}`)].flatMap(buttonsOf);
    const tap = all.find((row) => row.label === 'We have answered them')?.tap;
    if (tap?.tap !== 'form' || !tap.carries.matter) throw new Error(`Nothing is asked for in ${of.ref}.`);
    return tap.carries.matter;
  }

  private async rows(): Promise<readonly string[][]> {
    const tables: string[][] = [];
    for (const table of ['cases', 'restrictions', 'deadlines']) {
      const list = await this.open.raw(this.url, `select * from ${table}`);
      const lines = list.map((row) => JSON.stringify(row));
      // The school's own dates come from its settings and the clock, not from a case's journal.
      tables.push(lines.filter((row) => !row.includes('"of":"school"')).sort());
    }
    return tables;
  }

  /** The journal fits from end to end, what is read is what the journal says, and nothing is left unsent. */
  async holdsTogether(store: Parameters<typeof verifyAudit>[0]): Promise<void> {
    await this.world.settle();
    const counts = await this.world.app.store.read((unit) => unit.owed.counts());
    expect(counts).toEqual({ owed: 0, aside: 0, redraws: 0 });
    expect(await verifyAudit(store)).toMatchObject({ ok: true });
    const before = await this.rows();
    await rebuild(this.world.app);
    expect(await this.rows()).toEqual(before);
  }
}

export interface Told {
  readonly story: Story;
  /** What every story ends with. */
  end(): Promise<void>;
}

export async function tell(
  open: TestDatabases,
  pack: string,
  at: readonly [day: string, hour: number, minute: number] = ['2026-11-20', 15, 20],
  more: Parameters<typeof openWorld>[2] = {},
): Promise<Told> {
  const store = await open();
  const world = await openWorld(store, pack, { clock: movableClock(...at), ...more });
  const story = new Story(world, open, store.url);
  await world.settle();
  return {
    story,
    async end() {
      await story.holdsTogether(store);
      world.stage.end();
    },
  };
}
