import { isDeepStrictEqual } from 'node:util';
import { readTap } from '../../../adapters/teams/coded.ts';
import { attached } from '../../../adapters/teams/dialogs.ts';
import { drawCard } from '../../../adapters/teams/draw-card.ts';
import { IntentKey, type SchoolId } from '../../../src/domain/ids.ts';
import type { Tap } from '../../../src/view/intent.ts';
import { ClientRefusal } from '../fake-teams/client-rules.ts';
import { jsonOf } from '../fake-teams/delivery.ts';
import type { FakeTeams } from '../fake-teams/fake-teams.ts';
import { at, isJson, type Json, listOf } from '../fake-teams/json.ts';
import { cardsOf } from '../fake-teams/surfaces.ts';
import type { Where } from '../fake-teams/targets.ts';

export interface Wanted {
  readonly tap: Tap;
  /** Where the very button was seen. */
  readonly key: string | undefined;
}

/** A button, and the one that unfolds it where it is folded away. */
interface Button {
  readonly it: Json;
  readonly under: Json | null;
}

function buttonsIn(value: unknown, under: Json | null = null): readonly Button[] {
  if (Array.isArray(value)) return value.flatMap((one) => buttonsIn(one, under));
  if (!isJson(value)) return [];
  if (value.type === 'Action.ShowCard') return buttonsIn(value.card, value);
  if (value.type === 'Action.Submit' || value.type === 'Action.Execute') return [{ it: value, under }];
  return Object.values(value).flatMap((one) => buttonsIn(one, under));
}

function buttonIn(card: unknown, { tap, key }: Wanted): Button | null {
  const found = buttonsIn(card).find(({ it }) => {
    const stands = readTap(it.data);
    return stands && isDeepStrictEqual(stands.tap, tap) && (key === undefined || stands.key === key);
  });
  return found ?? null;
}

/** The card of the window in front of somebody: the one that came with the last answer to them. */
export function dialogCard(fake: FakeTeams, user: string): Json | null {
  if (!fake.user(user).screen().dialog) return null;
  const { id } = fake.user(user);
  for (const { activity, ack } of fake.delivery.log.toReversed()) {
    const card = at(jsonOf(ack), 'task', 'value', 'card').content;
    if (at(activity, 'from').id === id && isJson(card)) return card;
  }
  return null;
}

async function pressed(fake: FakeTeams, user: string, { it, under }: Button, where: Where): Promise<void> {
  const person = fake.user(user);
  try {
    await person.press(it, where);
  } catch (cause) {
    if (!under || !(cause instanceof ClientRefusal)) throw cause;
    await person.press(under, where);
    await person.press(it, where);
  }
}

/** Presses the button where it is before them, closing the window that covers it. False where it is nowhere. */
export async function pressReal(fake: FakeTeams, user: string, wanted: Wanted): Promise<boolean> {
  const person = fake.user(user);
  const inWindow = buttonIn(dialogCard(fake, user), wanted);
  if (inWindow) {
    await pressed(fake, user, inWindow, 'dialog');
    return true;
  }
  if (person.screen().dialog) person.close();
  // To report, nobody looks for a button: the command opens the form.
  if (wanted.key === undefined && wanted.tap.tap === 'form' && wanted.tap.form === 'report') {
    await person.openCommand('commandBox');
    return true;
  }
  for (const { id, conversation } of person.screen().messages.toReversed()) {
    const message = fake.tenant.find(conversation, id);
    const found = message && buttonIn(cardsOf(message), wanted);
    if (!found) continue;
    await pressed(fake, user, found, { id });
    return true;
  }
  return false;
}

/** A click that no button before them makes: of a message as it once was. Vouched for by Microsoft all the same. */
export async function pressForged(
  fake: FakeTeams,
  user: string,
  tap: Tap,
  key: string,
  school: SchoolId,
): Promise<void> {
  const person = fake.user(user);
  if (person.screen().dialog) person.close();
  const card = drawCard(
    {
      title: 'As it was',
      tone: 'plain',
      blocks: [
        { is: 'buttons', buttons: [{ label: 'As it was', tap, key: IntentKey.parse(key), style: 'plain' }] },
      ],
    },
    school,
    'message',
  );
  const message = fake.tenant.post({
    conversation: fake.tenant.personalChat(person.id).id,
    fromApp: true,
    from: fake.names.botId,
    text: '',
    attachments: [attached(card)],
  });
  const [button] = listOf(at(card.body.at(-1)).actions);
  if (!button) throw new Error('The forged card has no button.');
  try {
    await person.press(button, { id: message.id });
  } finally {
    message.isDeleted = true;
  }
}
