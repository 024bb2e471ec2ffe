import { type Element, elementsOf } from '../../../adapters/slack/block-kit.ts';
import { ClientRefusal } from './client-rules.ts';
import type { Core } from './core.ts';
import type { Place } from './payloads.ts';
import { drawnState, type ViewState } from './view-state.ts';
import type { FakeMessage, PlacedBlock } from './workspace.ts';

/** Where to look; a window that is open covers everything else. */
export type Where = 'view' | 'home' | 'message' | { readonly ts: string };

export interface Target {
  readonly place: Place;
  readonly block: PlacedBlock;
  readonly it: Element;
}

const blocksOf = (place: Place): readonly PlacedBlock[] =>
  place.in === 'message' ? place.message.blocks : place.view.blocks;

/** Messages in front of a person, the newest last. */
export const messagesOf = (core: Core, who: string): readonly FakeMessage[] =>
  core.workspace.messages.filter(
    (one) =>
      !one.deleted &&
      (one.ephemeralTo === null || one.ephemeralTo === who) &&
      core.workspace.channels.get(one.channel)?.members.has(who),
  );

/** What somebody chose in the menus of messages: Slack keeps it with the message. */
export type MessageStates = Map<FakeMessage, ViewState>;

function places(core: Core, who: string, states: MessageStates, where: Where | undefined): readonly Place[] {
  const view = core.views.top(who);
  const home = core.views.homeOf(who);
  const inMessage = (message: FakeMessage): Place => ({
    in: 'message',
    message,
    state: drawnState(message.blocks, states.get(message)),
  });
  const inView: readonly Place[] = view ? [{ in: 'view', view }] : [];
  const inHome: readonly Place[] = home ? [{ in: 'home', view: home }] : [];
  const inMessages = messagesOf(core, who).map(inMessage).reverse();
  if (where === 'view') return inView;
  if (where === 'home') return inHome;
  if (where === 'message') return inMessages;
  if (where) return inMessages.filter((one) => one.in === 'message' && one.message.ts === where.ts);
  return view ? inView : [...inMessages, ...inHome];
}

/** The first element that fits; newest message first. Refuses what is not in front of them. */
export function findTarget(
  core: Core,
  who: string,
  states: MessageStates,
  where: Where | undefined,
  fits: (it: Element, block: PlacedBlock) => boolean,
  what: string,
): Target {
  const there = places(core, who, states, where);
  const all = there.flatMap((place) =>
    blocksOf(place).flatMap((block) => elementsOf(block).map((it): Target => ({ place, block, it }))),
  );
  const found = all.find(({ it, block }) => fits(it, block));
  if (found) return found;
  const names = all.map(({ it }) => (it.type === 'button' ? it.text.text : it.action_id));
  throw new ClientRefusal(
    `"${what}" is not in front of ${who}, but: ${names.join(', ') || 'nothing to press'}.`,
  );
}
