import { readTap } from '../../adapters/teams/coded.ts';
import { fieldId } from '../../adapters/teams/draw-field.ts';
import { MemberId, SchoolId } from '../../src/domain/ids.ts';
import type { Conversation } from '../../src/ports.ts';
import type { Button } from '../../src/view/card.ts';
import type { Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import type { Intent } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import type { Filling } from '../support/fake-teams/client-rules.ts';
import type { ShownDialog, ShownMessage } from '../support/fake-teams/shown.ts';
import { QUIET_DOOR } from '../support/quiet-door.ts';
import { runTeams } from '../support/running-teams.ts';
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

/** Every button in what was sent, whatever it stands in. */
function buttonsIn(value: unknown): readonly Pick<Button, 'label' | 'key' | 'tap'>[] {
  if (Array.isArray(value)) return value.flatMap(buttonsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own =
    'data' in value && 'title' in value && typeof value.title === 'string' ? readTap(value.data) : null;
  const inside = Object.values(value).flatMap(buttonsIn);
  return own && 'title' in value
    ? [{ label: String(value.title), key: own.key, tap: own.tap }, ...inside]
    : inside;
}

/** Values as a person puts them into Teams' own boxes. */
function filling(form: Form, values: Values): Record<string, Filling> {
  const rows: [string, Filling][] = [];
  for (const field of form.fields) {
    const value = values[field.name];
    if (value === undefined || field.is === 'files') continue;
    const id = fieldId(field);
    if (field.is === 'moment') {
      const [day = '', time = ''] = String(value).split('T');
      rows.push([`${id}~day`, day], [`${id}~time`, time]);
    } else rows.push([id, typeof value === 'object' ? value : String(value)]);
  }
  return Object.fromEntries(rows);
}

surfaceContract('Teams over authenticated HTTP', async (): Promise<SurfaceUnderTest> => {
  const saw: Intent[] = [];
  let lastForm: Form | null = null;
  let answer: (intent: Intent) => Reply = () => ({ is: 'said', text: 'Nothing to say.', level: 'info' });
  const accounts = { one: '', two: '' };
  let channel = '';
  const running = await runTeams({
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
      if (to.member === MEMBERS.one) return accounts.one;
      return to.member === MEMBERS.two ? accounts.two : null;
    },
  });
  const { fake } = running;
  const users = { one: fake.tenant.addUser({ name: 'One' }), two: fake.tenant.addUser({ name: 'Two' }) };
  accounts.one = users.one.aadObjectId;
  accounts.two = users.two.aadObjectId;
  const team = fake.tenant.addTeam('Leadership', { members: [users.one.id, users.two.id] });
  channel = team.general.id;

  const idOf = (to: Conversation): string =>
    to.kind === 'channel'
      ? channel
      : fake.tenant.personalChat((to.member === MEMBERS.one ? users.one : users.two).id).id;
  const person = (by: 'one' | 'two') => fake.user(users[by].id);
  const messagesIn = (to: Conversation) => {
    const reader = to.kind === 'member' && to.member === MEMBERS.two ? 'two' : 'one';
    return person(reader)
      .screen()
      .messages.filter((row) => row.fromApp && row.conversation === idOf(to));
  };
  const raw = (id: string) => fake.tenant.messages.find((row) => row.id === id);
  // What keeps a date from being worked out is no word of the card.
  const textOf = ({ lines, text }: Pick<ShownMessage, 'lines' | 'text'>): string =>
    [...lines, text].join('\n').replaceAll(/\{[^{\w]\{/gu, '{{');
  const dialogText = (dialog: ShownDialog): string =>
    [
      dialog.title,
      ...dialog.lines,
      dialog.message ?? '',
      ...Object.values(dialog.boxes).flatMap((box) => [
        box.label,
        ...box.choices.map((row) => row.title),
        box.error ?? '',
      ]),
    ].join('\n');

  /** What stands in the boxes, as the form's own values. */
  function standing(form: Form, dialog: ShownDialog): Values {
    const rows = form.fields.flatMap((field): [string, Values[string]][] => {
      const box = dialog.boxes[fieldId(field)];
      if (!box) return [];
      if (field.is === 'many') return [[field.name, box.value === '' ? [] : box.value.split(',')]];
      if (field.is === 'tick') return [[field.name, box.value === 'true']];
      return box.value === '' ? [] : [[field.name, box.value]];
    });
    return Object.fromEntries(rows);
  }

  function toReply(by: 'one' | 'two', before: number): SeenReply {
    const { dialog, said, messages } = person(by).screen();
    if (dialog && lastForm && dialog.buttons.includes(lastForm.submit))
      return { is: 'form', form: lastForm, text: dialogText(dialog), values: standing(lastForm, dialog) };
    if (dialog) return { is: 'said', text: dialogText(dialog) };
    if (said) return { is: 'said', text: said };
    const told = messages.filter((row) => row.fromApp)[before];
    if (!told) throw new Error('Teams showed no answer.');
    return { is: 'said', text: textOf(told) };
  }

  async function after(by: 'one' | 'two', work: () => Promise<unknown>): Promise<SeenReply> {
    const before = person(by)
      .screen()
      .messages.filter((row) => row.fromApp).length;
    await work();
    await running.settled();
    return toReply(by, before);
  }

  return {
    outlet: running.teams.outlet,
    directory: running.teams.directory,
    school: SCHOOL,
    members: MEMBERS,
    seen: async (to) =>
      messagesIn(to)
        .filter((row) => row.files.length === 0 && !row.consent)
        .map(
          (row): SeenMessage => ({
            id: [row.conversation, row.id].join('\n'),
            text: [textOf(row), ...row.buttons].join('\n'),
            preview: row.preview,
            buttons: buttonsIn(raw(row.id)),
          }),
        ),
    async seenFiles(to) {
      const asked = messagesIn(to).filter((row) => row.consent !== null);
      for (const row of asked) {
        await person(to.kind === 'member' && to.member === MEMBERS.two ? 'two' : 'one').acceptFile(row);
        await running.settled();
      }
      const given = [...fake.files.uploaded.values()];
      return asked.map((row, n) => ({
        text: `${row.consent?.description ?? ''} ${textOf(row)}`,
        preview: `${row.preview} ${row.consent?.name ?? ''}`,
        bytes: given[n]?.bytes ?? new Uint8Array(),
      }));
    },
    picks: async () => null,
    tap: (by, { key }) => after(by, () => person(by).press({ data: { k: key } })),
    submit: (by, form, values) =>
      after(by, () => person(by).fillAndSubmit(filling(form, values), form.submit)),
    async say(by, words) {
      // A form comes as a button in the conversation, as nothing can open by itself there.
      const before = saw.length;
      const first = await after(by, () => person(by).say(words));
      const newest = messagesIn({ kind: 'member', member: MEMBERS[by] }).at(-1);
      if (!newest?.buttons.includes('Open the form')) return first;
      const opened = await after(by, () => person(by).press('Open the form', { id: newest.id }));
      saw.splice(before + 1, saw.length - before - 1);
      return opened;
    },
    doorSaw: () => saw,
    setReply: (reply) => {
      answer = reply;
    },
    close: () => running.stop(),
  };
});
