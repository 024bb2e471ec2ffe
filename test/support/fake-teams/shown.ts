import { type CardLine, marksIn, type Seen, seen } from './card-tree.ts';
import { CONSENT, FILE_INFO } from './checked-activity.ts';
import { type Choice, choicesOf, firstValue } from './client-rules.ts';
import type { Core } from './core.ts';
import { at, type Json, wordsOf } from './json.ts';
import type { Dialog, Surface, Surfaces } from './surfaces.ts';
import type { FakeMessage } from './tenant.ts';

/** A box to fill, under its id. */
export interface ShownBox {
  readonly label: string;
  readonly isRequired: boolean;
  readonly value: string;
  readonly choices: readonly Choice[];
  /** What the client says at it. */
  readonly error: string | null;
}
type Boxes = Readonly<Record<string, ShownBox>>;

export interface ShownMessage {
  readonly id: string;
  /** A personal chat or a channel. */
  readonly conversation: string;
  readonly thread: string | null;
  readonly where: 'personal' | 'channel';
  readonly fromApp: boolean;
  /** The name of whoever wrote it. */
  readonly from: string;
  readonly text: string;
  /** What the notification says. */
  readonly preview: string;
  /** Everything that can be read in it: its text, then what its cards show. */
  readonly lines: readonly string[];
  /** The words on its buttons. */
  readonly buttons: readonly string[];
  readonly boxes: Boxes;
  readonly files: readonly string[];
  /** Where it asks whether a file may be saved. */
  readonly consent: { readonly name: string; readonly description: string } | null;
  readonly isEdited: boolean;
  /** Mentions, links and other markup in texts that are read as markup. */
  readonly marks: readonly string[];
}

export interface ShownDialog {
  readonly title: string;
  readonly lines: readonly string[];
  readonly buttons: readonly string[];
  readonly boxes: Boxes;
  /** Words shown in place of a card. */
  readonly message: string | null;
  readonly via: 'command' | 'task';
  readonly marks: readonly string[];
}

const words = ({ text }: CardLine): string => text;

function boxesOf({ inputs }: Seen, surface: Surface): Boxes {
  return Object.fromEntries(
    inputs.map(({ it, id, label }): [string, ShownBox] => [
      id,
      {
        label,
        isRequired: it.isRequired === true,
        value: surface.state.values.get(id) ?? firstValue(it),
        choices: choicesOf(it),
        error: surface.state.errors.get(id) ?? null,
      },
    ]),
  );
}

const merged = (surfaces: readonly Surface[]) => {
  const all = surfaces.map((one) => ({ one, seen: seen(one.card, one.state) }));
  const lines = all.flatMap((each) => each.seen.lines);
  return {
    lines,
    buttons: all.flatMap((each) => each.seen.actions.map(({ title }) => title)),
    boxes: Object.assign({}, ...all.map((each) => boxesOf(each.seen, each.one))) satisfies Boxes,
    marks: lines.flatMap(marksIn),
  };
};

const FILES = new Set([FILE_INFO, 'application/vnd.microsoft.teams.file.download.info']);

function consentOf(attachments: readonly Json[]): ShownMessage['consent'] {
  const found = attachments.find(({ contentType }) => contentType === CONSENT);
  return found ? { name: wordsOf(found.name), description: wordsOf(at(found, 'content').description) } : null;
}

export function shownMessage(it: Core, message: FakeMessage, surfaces: Surfaces): ShownMessage {
  const cards = merged(surfaces.inMessage(message));
  const consent = consentOf(message.attachments);
  const text = { text: message.text, isMarkdown: message.fromApp };
  return {
    id: message.id,
    conversation: message.conversation,
    thread: message.thread,
    where: it.tenant.channels.has(message.conversation) ? 'channel' : 'personal',
    fromApp: message.fromApp,
    from: message.fromApp ? it.names.botName : (it.tenant.users.get(message.from)?.name ?? ''),
    text: message.text,
    preview: message.summary ?? (message.text || 'Sent a card'),
    lines: [...(message.text === '' ? [] : [message.text]), ...cards.lines.map(words)],
    buttons: cards.buttons,
    boxes: cards.boxes,
    files: message.attachments.flatMap(({ contentType, name }) =>
      FILES.has(wordsOf(contentType)) ? [wordsOf(name)] : [],
    ),
    consent,
    isEdited: message.edits > 0,
    marks: [...marksIn(text), ...cards.marks],
  };
}

export function shownDialog(dialog: Dialog, surfaces: Surfaces): ShownDialog {
  const { lines, buttons, boxes, marks } = merged(surfaces.inDialog());
  return {
    title: dialog.title,
    lines: [...(dialog.message === null ? [] : [dialog.message]), ...lines.map(words)],
    buttons,
    boxes,
    message: dialog.message,
    via: dialog.from.via,
    marks,
  };
}
