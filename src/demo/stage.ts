import { memorySurface } from '../../adapters/playground/memory-surface.ts';
import type { App } from '../app/app.ts';
import { deliverAll } from '../app/deliver.ts';
import { receive } from '../app/receive.ts';
import { addSchool, putMember } from '../app/school-setup.ts';
import { tick } from '../app/tick.ts';
import { type CaseId, IntentKey, PackId, RoleId } from '../domain/ids.ts';
import { atSchoolTime, type Instant, toDay } from '../domain/time.ts';
import type { Clock, Conversation } from '../ports.ts';
import { sayDay } from '../view/days.ts';
import type { Form, FormName } from '../view/form.ts';
import type { Act, Tap } from '../view/intent.ts';
import { cardText, formText } from '../view/plain-text.ts';
import type { Reply } from '../view/reply.ts';

export interface MovableClock extends Clock {
  move(to: Instant): void;
}

export function movableClock(start: Instant): MovableClock {
  let now = start;
  return {
    now: () => now,
    move: (to) => {
      now = to;
    },
  };
}

export interface Cast {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly roles: readonly string[];
}

type Typed = Readonly<Record<string, string | boolean | string[]>>;

/** What the head writes in a draft's gaps: the first whose words are part of the gap. */
export type Gaps = readonly (readonly [part: string, writes: string])[];

export interface Stage {
  scene(day: string, hour: number, minute: number, heading: string): Promise<void>;
  /** Opens a form, fills what is given over what it offers, follows it to its second page, and sends it. */
  fills(
    who: string,
    form: FormName,
    of: CaseId | null,
    typed: Typed,
    carries?: Readonly<Record<string, string>>,
  ): Promise<Reply>;
  says(who: string, words: string): Promise<Reply>;
  reads(who: string): Promise<void>;
  /** Signs and sends every letter that waits, from the buttons of the letters card, its gaps filled in. */
  letters(signer: string, office: string, ref: string, fills: Gaps): Promise<void>;
  /** Taps the first button of somebody's last card, or of a card they ask for, that does this. */
  taps(who: string, words: string, act: Act): Promise<Reply>;
  channel(): Promise<void>;
  caseOf(ref: string): Promise<CaseId>;
}

type Values = Record<string, string | boolean | string[]>;

/** What a form offers when nobody changes anything. */
function offered(form: Form): Values {
  const values: Values = {};
  for (const field of form.fields) {
    if (field.is === 'many' || field.is === 'accounts' || field.is === 'groups')
      values[field.name] = [...(field.values ?? [])];
    else if (field.is === 'files') values[field.name] = [];
    else if (field.is === 'tick') values[field.name] = field.value ?? false;
    else if (field.value !== undefined) values[field.name] = field.value;
  }
  return values;
}

/** The taps of a card's buttons that open this form. */
const tapsFor = (reply: Reply, form: FormName): Extract<Tap, { tap: 'form' }>[] =>
  reply.is !== 'card'
    ? []
    : reply.card.blocks
        .flatMap((block) => (block.is === 'buttons' ? block.buttons : []))
        .flatMap(({ tap }) => (tap.tap === 'form' && tap.form === form ? [tap] : []));

const GAP = /\[WRITE HERE: ([^\]]*)\]/g;

const indent = (text: string): string =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');

/** A school with its people on a chat platform in memory; everything they see goes to `print`. */
export async function openStage(
  app: App,
  clock: MovableClock,
  school: { name: string; pack: string; settings: Readonly<Record<string, unknown>> },
  cast: readonly Cast[],
  print: (line: string) => void,
): Promise<Stage> {
  const added = await addSchool(app, {
    name: school.name,
    pack: PackId.parse(school.pack),
    trust: null,
    settings: school.settings,
  });
  if (!added.ok) throw new Error(added.refusal.words);
  const { id } = added.made.school;
  const surface = memorySurface();
  const members = new Map<string, string>();
  for (const one of cast) {
    const put = await app.store.write((unit) =>
      putMember(
        app,
        unit,
        added.made.school,
        {
          name: one.name,
          roles: one.roles.map((role) => RoleId.parse(role)),
          identities: [{ platform: 'playground', user: one.key }],
        },
        'command_line',
      ),
    );
    if (!put.ok) throw new Error(put.refusal.words);
    members.set(put.made.member.id, one.key);
  }
  const unread = new Map<string, string[]>();
  surface.onShown((to: Conversation, message) => {
    const key = to.kind === 'member' ? (members.get(to.member) ?? to.member) : to.channel;
    if (message.redrawn === 0) unread.set(key, [...(unread.get(key) ?? []), cardText(message.card)]);
  });
  const who = (key: string) => ({ platform: 'playground' as const, user: key });
  const person = (key: string): Cast => {
    const found = cast.find((row) => row.key === key);
    if (!found) throw new Error(`Nobody in the cast is called ${key}.`);
    return found;
  };
  const settle = async () => {
    await tick(app);
    await deliverAll(app, surface, 'demo');
  };
  await settle();
  unread.clear();

  const shown = (reply: Reply): string => {
    switch (reply.is) {
      case 'said':
        return `${reply.level === 'refused' ? 'No. ' : ''}${reply.text}`;
      case 'card':
        return cardText(reply.card);
      case 'form':
        return formText(reply.form);
      case 'form_again':
        return `The form stays open with what was typed. ${Object.values(reply.form.errors).join(' ')}`;
      default:
        return reply satisfies never;
    }
  };
  const answer = async (reply: Reply): Promise<Reply> => {
    print(indent(shown(reply)));
    print('');
    await settle();
    return reply;
  };
  const submit = (key: string, form: Form, values: Values) =>
    receive(app, who(key), {
      do: 'submit',
      submit: {
        form: form.name,
        key: form.key,
        case: form.case,
        revision: form.revision,
        values,
        carries: { ...form.carries },
      },
    });

  return {
    async scene(day, hour, minute, heading) {
      clock.move(atSchoolTime(toDay(day), hour, minute));
      await settle();
      print('');
      print(
        `${'='.repeat(4)} ${sayDay(toDay(day), toDay(day))}, ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}. ${heading}`,
      );
      print('');
    },
    async fills(key, name, of, typed, carries = {}) {
      const one = person(key);
      const opened = await receive(app, who(key), {
        do: 'tap',
        key: IntentKey.parse(app.ids.next()),
        tap: { tap: 'form', form: name, case: of, carries: { ...carries } },
      });
      if (opened.is !== 'form') {
        print(`  ${one.name} (${one.title}) asks for a form.`);
        return answer(opened);
      }
      print(`  ${one.name} (${one.title}) fills in "${opened.form.title}".`);
      const first = await submit(key, opened.form, { ...offered(opened.form), ...typed });
      if (first.is !== 'form') return answer(first);
      print(`  ... and is asked for more: "${first.form.title}".`);
      return answer(await submit(key, first.form, { ...offered(first.form), ...typed }));
    },
    async taps(key, words, act) {
      const card = await receive(app, who(key), { do: 'say', words });
      const found =
        card.is === 'card'
          ? card.card.blocks
              .flatMap((block) => (block.is === 'buttons' ? block.buttons : []))
              .find(({ tap }) => tap.tap === 'act' && tap.act === act)
          : undefined;
      if (!found) throw new Error(`${key} has no button for ${act}.`);
      print(`  ${person(key).name} (${person(key).title}) taps "${found.label}".`);
      return answer(await receive(app, who(key), { do: 'tap', key: found.key, tap: found.tap }));
    },
    async says(key, words) {
      const one = person(key);
      print(`  ${one.name} (${one.title}) types: ${words}`);
      return answer(await receive(app, who(key), { do: 'say', words }));
    },
    async reads(key) {
      const one = person(key);
      const messages = unread.get(key) ?? [];
      unread.delete(key);
      print(
        `  ${one.name} (${one.title}) has ${messages.length === 0 ? 'no new message' : `${messages.length} new`}${messages.length > 0 ? ':' : '.'}`,
      );
      for (const text of messages) print(`${indent(text)}\n`);
    },
    async letters(signer, office, ref, fills) {
      const list = async (key: string) => receive(app, who(key), { do: 'say', words: `letters ${ref}` });
      const open = async (key: string, tap: Tap) =>
        receive(app, who(key), { do: 'tap', key: IntentKey.parse(app.ids.next()), tap });
      for (const tap of tapsFor(await list(signer), 'letter')) {
        const opened = await open(signer, tap);
        if (opened.is !== 'form') continue;
        const values = offered(opened.form);
        for (const [name, text] of Object.entries(values))
          if (typeof text === 'string')
            values[name] = text.replaceAll(GAP, (_, asked: string) => {
              const fill = fills.find(([part]) => asked.includes(part));
              if (!fill) throw new Error(`The demonstration has nothing to write for: ${asked}`);
              return fill[1];
            });
        print(
          `  ${person(signer).name} (${person(signer).title}) reads the draft, fills its gaps and signs:`,
        );
        print('');
        for (const [name, text] of Object.entries(values))
          if (name.startsWith('text') && typeof text === 'string') print(indent(indent(text)));
        print('');
        await answer(await submit(signer, opened.form, values));
      }
      for (const tap of tapsFor(await list(office), 'letter_sent')) {
        const opened = await open(office, tap);
        if (opened.is !== 'form') continue;
        print(
          `  ${person(office).name} (${person(office).title}) looks at the address once more and marks the letter as sent.`,
        );
        await answer(
          await submit(office, opened.form, {
            ...offered(opened.form),
            how: 'first_class',
            address_confirmed: true,
          }),
        );
      }
    },
    async channel() {
      const messages = unread.get('leadership') ?? [];
      unread.delete('leadership');
      print('  In the leadership channel:');
      for (const text of messages) print(`${indent(text)}\n`);
    },
    async caseOf(ref) {
      const row = await app.store.read((unit) => unit.cases.byRef(id, ref));
      if (!row) throw new Error(`There is no case ${ref}.`);
      return row.id;
    },
  };
}
