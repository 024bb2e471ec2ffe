import { isDeepStrictEqual } from 'node:util';
import { elementsOf } from '../../../adapters/slack/block-kit.ts';
import { codedButton, readButton } from '../../../adapters/slack/coded.ts';
import { IntentKey, type SchoolId } from '../../../src/domain/ids.ts';
import type { Tap } from '../../../src/view/intent.ts';
import type { FakeSlack } from '../fake-slack/fake-slack.ts';
import type { Where } from '../fake-slack/targets.ts';
import type { PlacedBlock } from '../fake-slack/workspace.ts';

export interface Wanted {
  readonly tap: Tap;
  /** Where the very button was seen. */
  readonly key: string | undefined;
}

function actionIn(blocks: readonly PlacedBlock[], { tap, key }: Wanted): string | null {
  for (const it of blocks.flatMap(elementsOf)) {
    if (it.type !== 'button') continue;
    const stands = readButton(it.value ?? '');
    if (stands && isDeepStrictEqual(stands.tap, tap) && (key === undefined || stands.key === key))
      return it.action_id;
  }
  return null;
}

/** Presses the button where it is before them, closing the windows that cover it. False where it is nowhere. */
export async function pressReal(fake: FakeSlack, user: string, wanted: Wanted): Promise<boolean> {
  const person = fake.user(user);
  const pressed = async (blocks: readonly PlacedBlock[], where: Where): Promise<boolean> => {
    const action = actionIn(blocks, wanted);
    if (action === null) return false;
    await person.press(action, where);
    return true;
  };
  for (let view = person.screen().view; view; view = person.screen().view) {
    if (await pressed(view.blocks, 'view')) return true;
    await person.close();
  }
  for (const message of person.screen().messages.toReversed())
    if (await pressed(message.blocks, { ts: message.ts })) return true;
  const { home } = person.screen();
  return home ? pressed(home.blocks, 'home') : false;
}

/** A click that no button before them makes: of a message as it once was, or made by hand. Signed by Slack all the same. */
export async function pressForged(
  fake: FakeSlack,
  user: string,
  tap: Tap,
  key: string,
  school: SchoolId,
): Promise<void> {
  const channel = fake.workspace.dm(user).id;
  const message =
    fake.workspace.messages.findLast((row) => row.channel === channel && row.fromApp && !row.deleted) ??
    fake.workspace.post({ channel, user: fake.names.botUserId, fromApp: true, text: 'Accord' });
  const action = {
    type: 'button',
    action_id: 'b0.0',
    block_id: 'b0',
    text: { type: 'plain_text', text: 'As it was' },
    value: codedButton({ school, key: IntentKey.parse(key), tap }),
  };
  const ack = await fake.delivery.interactive(
    fake.payloads.blockActions(user, { in: 'message', message, state: {} }, action),
  );
  if (ack.status !== 200 || ack.body !== '')
    throw new Error(`A click by hand was answered with ${ack.status} and "${ack.body}".`);
}
