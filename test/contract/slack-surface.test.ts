import { elementsOf } from '../../adapters/slack/block-kit.ts';
import { readButton } from '../../adapters/slack/coded.ts';
import { readForm, ViewState } from '../../adapters/slack/read-form.ts';
import type { IntentKey } from '../../src/domain/ids.ts';
import { MemberId, SchoolId } from '../../src/domain/ids.ts';
import type { Conversation } from '../../src/ports.ts';
import type { Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import type { Intent } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import type { Filling } from '../support/fake-slack/client-rules.ts';
import { type ShownMessage, type ShownView, shownMessage } from '../support/fake-slack/shown.ts';
import type { PlacedBlock } from '../support/fake-slack/workspace.ts';
import { QUIET_DOOR } from '../support/quiet-door.ts';
import { type RunningSlack, runSlack } from '../support/running-slack.ts';
import {
  type SeenMessage,
  type SeenReply,
  type SurfaceUnderTest,
  surfaceContract,
} from './surface-contract.ts';

const SCHOOL = SchoolId.parse('school');
const MEMBERS = {
  one: MemberId.parse('member-one'),
  two: MemberId.parse('member-two'),
  nobody: MemberId.parse('member-nobody'),
};

/** Every word that stands in blocks, whatever draws it: labels, hints, options and buttons too. */
function wordsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name === 'text' && typeof one === 'string' ? [one] : wordsIn(one),
  );
}

const runs = (block: PlacedBlock): string => wordsIn(block).join(block.type === 'rich_text' ? '' : '\n');
const textOf = (blocks: readonly PlacedBlock[]): string => blocks.map(runs).join('\n');

const toSeen = (message: ShownMessage): SeenMessage => ({
  id: `${message.channel}:${message.ts}`,
  text: textOf(message.blocks),
  preview: message.text,
  buttons: message.blocks.flatMap(elementsOf).flatMap((element) => {
    if (element.type !== 'button') return [];
    const pressed = readButton(element.value ?? '');
    return pressed ? [{ label: element.text.text, key: pressed.key, tap: pressed.tap }] : [];
  }),
});

/** A value as a person would put it into Slack's own boxes, by block. */
function filling(form: Form, values: Values): Record<string, Filling> {
  const rows: [string, Filling][] = [];
  for (const field of form.fields) {
    const value = values[field.name];
    if (value === undefined || field.is === 'files') continue;
    if (field.is === 'moment') {
      const [day = '', time = ''] = String(value).split('T');
      rows.push([`${field.name}~day`, day], [`${field.name}~time`, time.slice(0, 5)]);
    } else if (field.is === 'tick') rows.push([field.name, value === true ? ['yes'] : []]);
    else rows.push([field.name, value === '' ? null : typeof value === 'boolean' ? value : value]);
  }
  return Object.fromEntries(rows);
}

surfaceContract('Slack over signed HTTP', async (): Promise<SurfaceUnderTest> => {
  const saw: Intent[] = [];
  let lastForm: Form | null = null;
  let answer: (intent: Intent) => Reply = () => ({ is: 'said', text: 'Nothing to say.', level: 'info' });
  const users = { one: 'U0ONE', two: 'U0TWO' } as const;
  const running: RunningSlack = await runSlack({
    door: {
      ...QUIET_DOOR,
      async receive(_who, intent) {
        saw.push(intent);
        const reply = answer(intent);
        if (reply.is === 'form' || reply.is === 'form_again') lastForm = reply.form;
        return reply;
      },
    },
    addressOf: async (_platform, to) => {
      if (to.kind === 'channel') return channel;
      if (to.member === MEMBERS.one) return users.one;
      return to.member === MEMBERS.two ? users.two : null;
    },
  });
  const { fake } = running;
  fake.workspace.addUser({ id: users.one });
  fake.workspace.addUser({ id: users.two });
  const channel = fake.workspace.addChannel('leadership', { isPrivate: true, withApp: true, members: [] }).id;

  const toReply = (
    view: ShownView | null,
    ephemerals: readonly ShownMessage[],
    before: number,
  ): SeenReply => {
    if (view && view.callbackId === 'form' && lastForm) {
      const open = fake.views.byId(view.id);
      return {
        is: 'form',
        form: lastForm,
        text: [view.title, textOf(view.blocks), ...Object.values(view.errors)].join('\n'),
        values: readForm(ViewState.parse({ values: open?.state ?? {} })),
      };
    }
    if (view)
      return {
        is: view.callbackId === 'said' ? 'said' : 'card',
        text: `${view.title}\n${textOf(view.blocks)}`,
      };
    const said = ephemerals[before];
    if (!said) throw new Error('Slack showed no answer.');
    return { is: 'said', text: said.text };
  };

  async function after(by: 'one' | 'two', work: () => Promise<unknown>): Promise<SeenReply> {
    const person = fake.user(users[by]);
    const before = person.screen().ephemerals.length;
    await work();
    await running.settled();
    const { view, ephemerals } = person.screen();
    return toReply(view, ephemerals, before);
  }

  function actionOf(by: 'one' | 'two', key: IntentKey): string {
    const { messages, view } = fake.user(users[by]).screen();
    const all = [...(view?.blocks ?? []), ...messages.flatMap((row) => row.blocks)].flatMap(elementsOf);
    const found = all.find((row) => row.type === 'button' && readButton(row.value ?? '')?.key === key);
    if (!found) throw new Error('That button is not before them.');
    return found.action_id;
  }

  const inPlace = (to: Conversation): readonly ShownMessage[] => {
    const user = to.kind === 'channel' ? null : to.member === MEMBERS.one ? users.one : users.two;
    const place = user ? fake.workspace.dm(user).id : channel;
    return fake.workspace.messages
      .filter((row) => row.channel === place && row.fromApp && row.ephemeralTo === null && !row.deleted)
      .map((row) => shownMessage(row, fake.workspace));
  };

  /** What stands there of a file that was deleted is that there was one. */
  const isThere = (name: string): boolean =>
    [...fake.workspace.files.values()].some((row) => row.name === name);

  const bytesOf = (name: string): Uint8Array => {
    const file = [...fake.workspace.files.values()].find((row) => row.name === name);
    if (!file?.bytes) throw new Error('That file is not in Slack.');
    return file.bytes;
  };

  return {
    outlet: running.slack.outlet,
    directory: running.slack.directory,
    school: SCHOOL,
    members: MEMBERS,
    seen: async (to) =>
      inPlace(to)
        .filter((row) => row.files.length === 0)
        .map(toSeen),
    seenFiles: async (to) =>
      inPlace(to)
        .filter((row) => row.files.length > 0)
        .flatMap(({ text, files }) =>
          // What a phone says of a file is its name and the words that came with it.
          files.filter(isThere).map((name) => ({ text, preview: `${text} ${name}`, bytes: bytesOf(name) })),
        ),
    async picks(by, file) {
      const kept = { name: file.name, bytes: Buffer.from(file.bytes), mimetype: file.mediaType };
      await fake.user(users[by]).fill({ files: [kept] });
      const open = fake.views.top(users[by]);
      const [handle] = readForm(ViewState.parse({ values: open?.state ?? {} })).files as readonly string[];
      return handle ?? '';
    },
    tap: (by, button) => after(by, () => fake.user(users[by]).press(actionOf(by, button.key))),
    submit: (by, form, values) => after(by, () => fake.user(users[by]).fillAndSubmit(filling(form, values))),
    say: (by, words) => after(by, () => fake.user(users[by]).type(`/incident ${words}`)),
    doorSaw: () => saw,
    setReply: (reply) => {
      answer = reply;
    },
    close: () => running.stop(),
  };
});
