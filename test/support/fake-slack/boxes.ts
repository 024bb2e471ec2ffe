import { type Element, type RichOption, Suggestions } from '../../../adapters/slack/block-kit.ts';
import { checked } from './checked.ts';
import { ClientRefusal, type Filling, filled } from './client-rules.ts';
import { type Core, refuse } from './core.ts';
import { type FakeDelivery, isGood } from './delivery.ts';
import type { FakePayloads } from './payloads.ts';
import type { MessageStates, Target } from './targets.ts';
import { parsedJson, TROUBLE } from './view-acks.ts';
import { isEmpty, type StateValue, withValue } from './view-state.ts';
import type { FakeView } from './views.ts';
import type { PlacedBlock } from './workspace.ts';

interface Parts {
  readonly core: Core;
  readonly delivery: FakeDelivery;
  readonly payloads: FakePayloads;
}

/** Slack asks the app from so many letters on, unless the menu says otherwise. */
const SUGGEST_FROM = 3;

const label = (it: Element, block: PlacedBlock): string =>
  block.type === 'input' ? `"${block.label.text}" (${block.block_id})` : it.action_id;

/** The boxes in front of one person: searching, filling, and what must be filled before a form goes. */
export function fakeBoxes(
  { core, delivery, payloads }: Parts,
  id: string,
  states: MessageStates,
  complain: (trouble: string | null) => void,
) {
  /** What searches offered, by view, block and action. */
  const found = new Map<string, readonly RichOption[]>();

  const set = ({ place, block, it }: Target, value: StateValue): void => {
    if (place.in === 'message') {
      const state = withValue(place.state, block.block_id, it.action_id, value);
      states.set(place.message, state);
    } else place.view.state = withValue(place.view.state, block.block_id, it.action_id, value);
  };

  const searchKey = ({ place, block, it }: Target): string =>
    `${place.in === 'message' ? place.message.ts : place.view.id}/${block.block_id}/${it.action_id}`;

  async function search(at: Target, text: string): Promise<readonly RichOption[]> {
    if (at.it.type !== 'external_select' && at.it.type !== 'multi_external_select')
      throw new ClientRefusal(`${label(at.it, at.block)} does not search.`);
    if (text.length < (at.it.min_query_length ?? SUGGEST_FROM)) return [];
    const ack = await delivery.interactive(
      payloads.suggestion(id, at.place, at.block.block_id, at.it.action_id, text),
    );
    const read = checked(Suggestions, parsedJson(ack.body), '');
    if (!isGood(ack) || !read.ok) {
      if (isGood(ack) && !read.ok)
        refuse(core, 'answer to block_suggestion', 'invalid options', read.messages);
      complain(TROUBLE);
      return [];
    }
    complain(null);
    const options = read.value.options ?? read.value.option_groups?.flatMap((group) => group.options) ?? [];
    found.set(searchKey(at), [...(found.get(searchKey(at)) ?? []), ...options]);
    return options;
  }

  /** For a menu that searches: types what is wanted, unless it was found before, and takes it. */
  async function optionsFor(at: Target, value: Filling): Promise<readonly RichOption[]> {
    if (at.it.type !== 'external_select' && at.it.type !== 'multi_external_select') return [];
    const wanted = typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
    const known = () => [...standing(at), ...(found.get(searchKey(at)) ?? [])];
    for (const one of wanted) {
      const text = String(one);
      if (!known().some((option) => option.value === text || option.text.text === text))
        await search(at, text);
    }
    return known();
  }

  /** What is chosen already can be chosen again without a search. */
  function standing({ place, block, it }: Target): readonly RichOption[] {
    const state = place.in === 'message' ? place.state : place.view.state;
    const value = state[block.block_id]?.[it.action_id];
    if (!value) return [];
    if ('selected_option' in value) return value.selected_option ? [value.selected_option] : [];
    return 'selected_options' in value ? value.selected_options : [];
  }

  async function put(at: Target, value: Filling): Promise<StateValue> {
    const options = await optionsFor(at, value);
    const next = filled(core, id, at.it, value, options, label(at.it, at.block));
    set(at, next);
    return next;
  }

  function mustBeComplete(view: FakeView): void {
    for (const block of view.blocks) {
      if (block.type !== 'input') continue;
      const value = view.state[block.block_id]?.[block.element.action_id];
      const where = label(block.element, block);
      if (!value || isEmpty(value)) {
        if (!block.optional) throw new ClientRefusal(`${where} must be filled before this can be sent.`);
      } else if (block.element.type === 'plain_text_input' && value.type === 'plain_text_input') {
        const least = block.element.min_length ?? 0;
        if ((value.value ?? '').length < least)
          throw new ClientRefusal(`${where} takes at least ${least} characters.`);
      }
    }
  }

  return { search, put, mustBeComplete };
}
