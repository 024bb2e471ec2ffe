import { type Element, offered, type RichOption } from '../../../adapters/slack/block-kit.ts';
import { LIMITS } from '../../../adapters/slack/limits.ts';
import type { Core } from './core.ts';
import { fileObject } from './file-methods.ts';
import type { StateValue } from './view-state.ts';

export interface UserFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly mimetype?: string;
}

/** What somebody puts in a box. Options by their value or their words; null empties it; true ticks a lone box. */
export type Filling = string | boolean | null | readonly string[] | readonly UserFile[];

/** What Slack's own client would not let a person do. */
export class ClientRefusal extends Error {
  override readonly name = 'ClientRefusal';
}

const cannot = (what: string): never => {
  throw new ClientRefusal(what);
};

const words = (it: Filling, where: string): string =>
  typeof it === 'string' ? it : cannot(`${where} takes a text, not ${JSON.stringify(it)}.`);

function many(it: Filling, where: string): readonly string[] {
  if (it === null || it === false) return [];
  if (typeof it === 'string') return [it];
  if (it === true) return cannot(`${where} has more than one box to tick.`);
  return it.map((one) => (typeof one === 'string' ? one : cannot(`${where} takes no files.`)));
}

function pick(options: readonly RichOption[], wanted: string, where: string): RichOption {
  const found =
    options.find((one) => one.value === wanted) ?? options.find((one) => one.text.text === wanted);
  const there = options.map((one) => one.text.text).join(', ') || 'nothing';
  return found ?? cannot(`${where} does not offer "${wanted}", but: ${there}.`);
}

function pickUser(core: Core, id: string, where: string): string {
  const user = core.workspace.users.get(id);
  return user && !user.deleted ? id : cannot(`${where} does not list ${id}: nobody active has that id.`);
}

type ConversationsSelect = Extract<Element, { type: 'conversations_select' }>;

function pickConversation(
  core: Core,
  who: string,
  it: ConversationsSelect,
  id: string,
  where: string,
): string {
  const found = core.workspace.channels.get(id);
  const isListed =
    found &&
    !found.isArchived &&
    (found.kind === 'public' || found.members.has(who)) &&
    (!it.filter?.include || it.filter.include.includes(found.kind)) &&
    !(it.filter?.exclude_external_shared_channels && found.isShared) &&
    !(it.filter?.exclude_bot_users && found.kind === 'im' && found.members.has(core.names.botUserId));
  return isListed ? id : cannot(`${where} does not list ${id}.`);
}

function typed(
  it: Extract<Element, { type: 'plain_text_input' }>,
  text: string,
  where: string,
): string | null {
  const max = it.max_length ?? LIMITS.plainTextInput;
  if (text.length > max) return cannot(`${where} takes at most ${max} characters, not ${text.length}.`);
  if (!it.multiline && text.includes('\n')) return cannot(`${where} is a single line.`);
  return text === '' ? null : text;
}

function upload(core: Core, who: string, file: UserFile): Readonly<Record<string, unknown>> {
  const made = core.workspace.addFile({
    name: file.name,
    owner: who,
    size: file.bytes.length,
    bytes: file.bytes,
    complete: true,
    ...(file.mimetype ? { mimetype: file.mimetype } : {}),
  });
  return fileObject(core, made);
}

type FileInput = Extract<Element, { type: 'file_input' }>;

function uploads(core: Core, who: string, it: FileInput, value: Filling, where: string) {
  if (value === null) return [];
  if (typeof value === 'string' || typeof value === 'boolean') return cannot(`${where} takes files.`);
  const most = it.max_files ?? LIMITS.fileInputFiles;
  if (value.length > most) return cannot(`${where} takes at most ${most} files.`);
  return value.map((file) => {
    if (typeof file === 'string') return cannot(`${where} takes files.`);
    const kind = file.name.split('.').at(-1)?.toLowerCase() ?? '';
    if (it.filetypes && !it.filetypes.includes(kind)) return cannot(`${where} takes no .${kind} files.`);
    return upload(core, who, file);
  });
}

const atMost = (max: number | undefined, values: readonly unknown[], where: string) => {
  if (max !== undefined && values.length > max) cannot(`${where} takes at most ${max}.`);
};

const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const like = (form: RegExp, text: string, where: string): string =>
  form.test(text) ? text : cannot(`${where} cannot be set to "${text}".`);

/** What a box holds after a person filled it; `found` is what a search offered them. */
export function filled(
  core: Core,
  who: string,
  it: Element,
  value: Filling,
  found: readonly RichOption[],
  where: string,
): StateValue {
  switch (it.type) {
    case 'button':
    case 'overflow':
      return cannot(`${where} is pressed, not filled.`);
    case 'plain_text_input':
      return { type: it.type, value: value === null ? null : typed(it, words(value, where), where) };
    case 'static_select':
    case 'external_select': {
      const options = it.type === 'external_select' ? found : offered(it);
      const option = value === null ? null : pick(options, words(value, where), where);
      return { type: it.type, selected_option: option };
    }
    case 'radio_buttons':
      // What was chosen once cannot be taken back, only changed.
      return { type: it.type, selected_option: pick(it.options, words(value, where), where) };
    case 'checkboxes': {
      const [only, ...others] = it.options;
      if (value === true && only && others.length === 0) return { type: it.type, selected_options: [only] };
      return {
        type: it.type,
        selected_options: many(value, where).map((one) => pick(it.options, one, where)),
      };
    }
    case 'multi_static_select':
    case 'multi_external_select': {
      const options = it.type === 'multi_external_select' ? found : offered(it);
      const chosen = many(value, where).map((one) => pick(options, one, where));
      atMost(it.max_selected_items, chosen, where);
      return { type: it.type, selected_options: chosen };
    }
    case 'users_select':
      return {
        type: it.type,
        selected_user: value === null ? null : pickUser(core, words(value, where), where),
      };
    case 'multi_users_select': {
      const chosen = many(value, where).map((one) => pickUser(core, one, where));
      atMost(it.max_selected_items, chosen, where);
      return { type: it.type, selected_users: chosen };
    }
    case 'conversations_select':
      return {
        type: it.type,
        selected_conversation:
          value === null ? null : pickConversation(core, who, it, words(value, where), where),
      };
    case 'datepicker':
      return { type: it.type, selected_date: value === null ? null : like(DAY, words(value, where), where) };
    case 'timepicker':
      return { type: it.type, selected_time: value === null ? null : like(TIME, words(value, where), where) };
    case 'file_input':
      return { type: it.type, files: uploads(core, who, it, value, where) };
    default:
      return it satisfies never;
  }
}
