import { expect } from 'vitest';
import { rebuild } from '../../src/app/rebuild.ts';
import type { CaseId } from '../../src/domain/ids.ts';
import { schoolTime } from '../../src/domain/time.ts';
import { verifyAudit } from '../../src/store/audit.ts';
import type { Button } from '../../src/view/card.ts';
import type { Form, FormName } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import { cardText, formText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import type { TestDatabases } from './databases.ts';
import { type Acting, movableClock, offered, openWorld, type RoleName, type World } from './world.ts';

/** Invented: nobody is meant. The marks of the story are its name and its words. */
export const JORDAN = 'Jordan Vale (invented)';
export const JORDAN_IS = `new:${JORDAN}, red coat`;

export interface StoryCase {
  readonly ref: string;
  readonly id: CaseId;
}

type Carries = Readonly<Record<string, string>>;

const EVERYBODY: readonly RoleName[] = [
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

/** A reply as its reader has it before them, an open form's boxes and errors included. */
export function replyText(reply: Reply): string {
  switch (reply.is) {
    case 'said':
      return reply.text;
    case 'card':
      return cardText(reply.card);
    case 'form':
    case 'form_again':
      return formText(reply.form);
    default:
      return reply satisfies never;
  }
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
    const names = new Map<string, string>(EVERYBODY.map((role) => [this.as(role).id, role]));
    world.surface.onShown((to, { card, preview }) => {
      const who = to.kind === 'member' ? (names.get(to.member) ?? to.member) : to.channel;
      this.keep(who, `${cardText(card)}\n${JSON.stringify(card)}`);
      this.keep('anybody who looks at a locked screen', preview);
    });
  }

  as(role: RoleName): Acting {
    return this.world.as(role);
  }

  private keep(who: string, text: string): void {
    this.shown.set(who, [...(this.shown.get(who) ?? []), text]);
  }

  private answered(who: RoleName, reply: Reply): Reply {
    this.keep(who, `${replyText(reply)}\n${JSON.stringify(reply)}`);
    return reply;
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
    const first = this.answered(who, await this.as(who).fill(form, of?.id ?? null, typed, carries));
    if (first.is !== 'form') return first;
    const second = await this.as(who).submit(first.form, { ...offered(first.form), ...typed });
    return this.answered(who, second);
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
    const reply = await this.tries(who, form, of, typed, carries);
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

  /** What the typed words bring up, as text. */
  async asks(who: RoleName, words: string): Promise<string> {
    return replyText(this.answered(who, await this.as(who).say(words)));
  }

  /** Taps a button of a card that the words bring up, by what is written on it. */
  async taps(who: RoleName, words: string, label: string): Promise<Reply> {
    const card = this.answered(who, await this.as(who).say(words));
    const button = buttonsOf(card).find((row) => row.label === label);
    if (!button) throw new Error(`${who} has no button "${label}":\n${replyText(card)}`);
    const reply = this.answered(who, await this.as(who).tap(button.tap, button.key));
    await this.world.settle();
    return reply;
  }

  private async letterForms(who: RoleName, of: StoryCase, form: 'letter' | 'letter_sent'): Promise<Form[]> {
    const card = this.answered(who, await this.as(who).say(`letters ${of.ref}`));
    const forms: Form[] = [];
    for (const { tap } of buttonsOf(card)) {
      if (tap.tap !== 'form' || tap.form !== form) continue;
      const opened = await this.as(who).tap(tap);
      if (opened.is === 'form') forms.push(opened.form);
    }
    return forms;
  }

  /** Signs every letter that waits for this signer, its gaps filled in; returns their texts. */
  async signs(who: RoleName, of: StoryCase): Promise<readonly string[]> {
    const texts: string[] = [];
    for (;;) {
      const [form] = await this.letterForms(who, of, 'letter');
      if (!form) return texts;
      const values = Object.fromEntries(
        Object.entries(offered(form)).map(([name, value]) => [
          name,
          typeof value === 'string' ? value.replaceAll(GAP, 'as the head has written here') : value,
        ]),
      );
      const reply = this.answered(who, await this.as(who).submit(form, values));
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
    const forms = await this.letterForms(who, of, 'letter_sent');
    for (const form of forms) {
      const values = { ...offered(form), how: 'first_class', address_confirmed: true };
      const reply = this.answered(who, await this.as(who).submit(form, values));
      if (reply.is !== 'said' || reply.level !== 'good') throw new Error(replyText(reply));
    }
    await this.world.settle();
    return forms.length;
  }

  /** The messages of a member, as they stand there now. */
  has(who: RoleName): string {
    return this.as(who).cards().map(cardText).join('\n\n');
  }

  channel(): string {
    return this.world.channel().map(cardText).join('\n\n');
  }

  /** Whatever this member, the channel or a locked screen was ever shown, cut down since or not. */
  everShown(who: RoleName | 'leadership' | 'anybody who looks at a locked screen'): string {
    return (this.shown.get(who) ?? []).join('\n');
  }

  /** Nobody else but those named was ever shown these words; the log never was. */
  reachedOnly(words: string, who: readonly RoleName[]): void {
    const others = [...this.shown.keys()].filter((key) => !who.some((role) => role === key));
    for (const other of others)
      expect(this.shown.get(other)?.join('\n').includes(words), `${other} was shown "${words}"`).toBe(false);
    expect(this.world.log.lines.join('\n')).not.toContain(words);
    for (const role of who)
      expect(this.everShown(role).includes(words), `${role} was never shown "${words}"`).toBe(true);
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

  private async rows(): Promise<readonly string[][]> {
    const all = await Promise.all(
      ['cases', 'restrictions', 'deadlines'].map((table) => this.open.raw(this.url, `select * from ${table}`)),
    );
    return all.map((list) =>
      list
        .map((row) => JSON.stringify(row))
        .filter((row) => !row.includes('"of":"school"'))
        .sort(),
    );
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
  return { story, end: () => story.holdsTogether(store) };
}
