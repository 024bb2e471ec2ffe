import { type CardAction, type CardInput, type Seen, seen } from './card-tree.ts';
import { ClientRefusal } from './client-rules.ts';
import type { Core } from './core.ts';
import { isJson, type Json } from './json.ts';
import type { Surface, Surfaces } from './surfaces.ts';
import type { FakeMessage } from './tenant.ts';

/** Where to look; a dialog that is open covers everything else. */
export type Where = 'dialog' | 'message' | { readonly id: string };

/** A button by the words on it, or by some of what it carries. */
export type What = string | Json;

/** Messages in front of a person, the newest last. */
export const messagesOf = (core: Core, who: string): readonly FakeMessage[] =>
  core.tenant.messages.filter((one) => !one.isDeleted && core.tenant.isIn(who, one.conversation));

function surfacesAt(core: Core, who: string, surfaces: Surfaces, where?: Where): readonly Surface[] {
  const all = () => [...messagesOf(core, who)].reverse();
  if (where === 'dialog' || (where === undefined && surfaces.dialog())) return surfaces.inDialog();
  const there = typeof where === 'object' ? all().filter(({ id }) => id === where.id) : all();
  return there.flatMap(surfaces.inMessage);
}

/** Whether all that is asked for is there, however deep. */
function holds(value: unknown, wanted: unknown): boolean {
  if (!isJson(wanted)) return JSON.stringify(value) === JSON.stringify(wanted);
  return isJson(value) && Object.entries(wanted).every(([name, one]) => holds(value[name], one));
}

const isMeant = (action: CardAction, what: What): boolean =>
  typeof what === 'string'
    ? action.title === what || action.it.id === what
    : holds(action.it.data, what) || holds(action.it, what);

export interface FoundAction {
  readonly surface: Surface;
  readonly all: Seen;
  readonly action: CardAction;
}

/** The first button that fits, the newest message first. Refuses what is not in front of them. */
export function findAction(
  core: Core,
  who: string,
  surfaces: Surfaces,
  what: What,
  where?: Where,
): FoundAction {
  const titles: string[] = [];
  for (const surface of surfacesAt(core, who, surfaces, where)) {
    const all = seen(surface.card, surface.state);
    const action = all.actions.find((one) => isMeant(one, what));
    if (action) return { surface, all, action };
    titles.push(...all.actions.map(({ title }) => title));
  }
  const name = typeof what === 'string' ? `"${what}"` : JSON.stringify(what);
  throw new ClientRefusal(
    `${name} is not in front of ${who}, but: ${titles.join(', ') || 'nothing to press'}.`,
  );
}

export interface FoundInput {
  readonly surface: Surface;
  readonly input: CardInput;
}

export function findInput(
  core: Core,
  who: string,
  surfaces: Surfaces,
  id: string,
  where?: Where,
): FoundInput {
  const ids: string[] = [];
  for (const surface of surfacesAt(core, who, surfaces, where)) {
    const { inputs } = seen(surface.card, surface.state);
    const input = inputs.find((one) => one.id === id);
    if (input) return { surface, input };
    ids.push(...inputs.map((one) => one.id));
  }
  throw new ClientRefusal(`"${id}" is not in front of ${who}, but: ${ids.join(', ') || 'nothing to fill'}.`);
}
