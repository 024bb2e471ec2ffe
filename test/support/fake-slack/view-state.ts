import { type Element, elementsOf, offered, type RichOption } from '../../../adapters/slack/block-kit.ts';
import type { PlacedBlock } from './workspace.ts';

/** What stands in a box, in the words of Slack's payloads. */
export type StateValue =
  | { readonly type: 'plain_text_input'; readonly value: string | null }
  | {
      readonly type: 'static_select' | 'external_select' | 'radio_buttons';
      readonly selected_option: RichOption | null;
    }
  | {
      readonly type: 'multi_static_select' | 'multi_external_select' | 'checkboxes';
      readonly selected_options: readonly RichOption[];
    }
  | { readonly type: 'users_select'; readonly selected_user: string | null }
  | { readonly type: 'multi_users_select'; readonly selected_users: readonly string[] }
  | { readonly type: 'conversations_select'; readonly selected_conversation: string | null }
  | { readonly type: 'datepicker'; readonly selected_date: string | null }
  | { readonly type: 'timepicker'; readonly selected_time: string | null }
  | { readonly type: 'file_input'; readonly files: readonly Readonly<Record<string, unknown>>[] };

/** Block to action to what stands there. */
export type ViewState = Readonly<Record<string, Readonly<Record<string, StateValue>>>>;

/** What a box holds before anybody touches it; null for what holds nothing. */
function initial(it: Element): StateValue | null {
  switch (it.type) {
    case 'button':
    case 'overflow':
      return null;
    case 'plain_text_input':
      return { type: it.type, value: it.initial_value || null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type: it.type, selected_option: it.initial_option ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type: it.type, selected_options: it.initial_options ?? [] };
    case 'users_select':
      return { type: it.type, selected_user: it.initial_user ?? null };
    case 'multi_users_select':
      return { type: it.type, selected_users: it.initial_users ?? [] };
    case 'conversations_select':
      return { type: it.type, selected_conversation: it.initial_conversation ?? null };
    case 'datepicker':
      return { type: it.type, selected_date: it.initial_date ?? null };
    case 'timepicker':
      return { type: it.type, selected_time: it.initial_time ?? null };
    case 'file_input':
      return { type: it.type, files: [] };
    default:
      return it satisfies never;
  }
}

/** A choice that is no longer offered cannot stay chosen. */
function stillStands(value: StateValue, it: Element): boolean {
  if (!('options' in it) && !('option_groups' in it)) return true;
  const options = offered(it);
  const has = (chosen: RichOption) => options.some((option) => option.value === chosen.value);
  if ('selected_option' in value) return value.selected_option === null || has(value.selected_option);
  if ('selected_options' in value) return value.selected_options.every(has);
  return true;
}

/**
 * What stands in the boxes of a view that was drawn anew: what stood in a box of the same block_id and action_id
 * stays, and its new initial value is ignored (docs of views.update; slackapi/bolt-js issue 290).
 */
export function drawnState(blocks: readonly PlacedBlock[], before: ViewState = {}): ViewState {
  const state: Record<string, Record<string, StateValue>> = {};
  for (const block of blocks) {
    for (const it of elementsOf(block)) {
      const fresh = initial(it);
      if (!fresh) continue;
      const stood = before[block.block_id]?.[it.action_id];
      const row = state[block.block_id] ?? {};
      row[it.action_id] = stood?.type === fresh.type && stillStands(stood, it) ? stood : fresh;
      state[block.block_id] = row;
    }
  }
  return state;
}

export const withValue = (state: ViewState, block: string, action: string, value: StateValue): ViewState => ({
  ...state,
  [block]: { ...state[block], [action]: value },
});

/** As somebody reads it: labels and ids, null where nothing stands. */
export function shownValue(value: StateValue): string | readonly string[] | null {
  switch (value.type) {
    case 'plain_text_input':
      return value.value;
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return value.selected_option?.text.text ?? null;
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return value.selected_options.map((option) => option.text.text);
    case 'users_select':
      return value.selected_user;
    case 'multi_users_select':
      return value.selected_users;
    case 'conversations_select':
      return value.selected_conversation;
    case 'datepicker':
      return value.selected_date;
    case 'timepicker':
      return value.selected_time;
    case 'file_input':
      return value.files.map((file) => String(file.name));
    default:
      return value satisfies never;
  }
}

export const isEmpty = (value: StateValue): boolean => {
  const shown = shownValue(value);
  return shown === null || shown.length === 0;
};
