import { type CardState, freshState } from './card-tree.ts';
import { CARD } from './checked-activity.ts';
import type { Command } from './invoke-activities.ts';
import type { TaskAnswer } from './invoke-answers.ts';
import { isJson, type Json } from './json.ts';
import type { FakeMessage } from './tenant.ts';

/** The window in front of somebody. */
export interface Dialog {
  /** How it was opened, and so which way its buttons go. */
  readonly from:
    | { readonly via: 'command'; readonly command: Command; readonly message: FakeMessage | null }
    | { readonly via: 'task'; readonly message: FakeMessage | null };
  title: string;
  /** Null where it shows words alone. */
  card: Json | null;
  message: string | null;
  state: CardState;
}

/** One card in front of somebody, in a message or in the window. */
export interface Surface {
  readonly in: 'message' | 'dialog';
  readonly message: FakeMessage | null;
  readonly card: Json;
  readonly state: CardState;
}

export const cardsOf = (message: FakeMessage): readonly Json[] =>
  message.attachments.flatMap(({ contentType, content }) =>
    contentType === CARD && isJson(content) ? [content] : [],
  );

interface Kept {
  /** Of which edition of the message. */
  readonly edits: number;
  readonly states: readonly CardState[];
  /** What Action.Execute gave this person in place of the card; everybody else sees the message. */
  instead: Json | null;
}

/** What one person has in front of them. */
export function fakeSurfaces() {
  const kept = new Map<FakeMessage, Kept>();
  let dialog: Dialog | null = null;

  /** An edited message is a new one: what was typed into it is gone. */
  function of(message: FakeMessage): Kept {
    const known = kept.get(message);
    if (known && known.edits === message.edits) return known;
    const made = { edits: message.edits, states: cardsOf(message).map(freshState), instead: null };
    kept.set(message, made);
    return made;
  }

  return {
    dialog: (): Dialog | null => dialog,
    close(): void {
      dialog = null;
    },
    /** What came back to a fetch or a submission: a card, or words in its place. */
    show(from: Dialog['from'], answer: TaskAnswer): void {
      dialog =
        answer.type === 'continue'
          ? {
              from,
              title: answer.value.title,
              card: answer.value.card.content,
              message: null,
              state: freshState(),
            }
          : { from, title: dialog?.title ?? '', card: null, message: answer.value, state: freshState() };
    },
    inDialog: (): readonly Surface[] =>
      dialog?.card
        ? [{ in: 'dialog', message: dialog.from.message, card: dialog.card, state: dialog.state }]
        : [],
    inMessage(message: FakeMessage): readonly Surface[] {
      const { states, instead } = of(message);
      const cards = instead ? [instead] : cardsOf(message);
      return cards.map((card, n) => ({ in: 'message', message, card, state: states[n] ?? freshState() }));
    },
    /** For this person alone. */
    replace(message: FakeMessage, card: Json): void {
      kept.set(message, { edits: message.edits, states: [freshState()], instead: card });
    },
  };
}

export type Surfaces = ReturnType<typeof fakeSurfaces>;
