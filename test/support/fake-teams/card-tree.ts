import { isJson, type Json, listOf, wordsOf } from './json.ts';

/** What somebody has done to a card that the app does not hear of: typed, unfolded, shown and hidden. */
export interface CardState {
  /** By the id of the input. */
  readonly values: Map<string, string>;
  readonly errors: Map<string, string>;
  /** Show-cards that are unfolded, by their place. */
  readonly opened: Set<string>;
  readonly visible: Map<string, boolean>;
}

export const freshState = (): CardState => ({
  values: new Map(),
  errors: new Map(),
  opened: new Set(),
  visible: new Map(),
});

export interface CardAction {
  readonly it: Json;
  readonly title: string;
  /** Where it is in the card. */
  readonly place: string;
  /** Which card it is of: the whole one, or one that unfolds. Cards further in begin with its name. */
  readonly scope: string;
}

export interface CardInput {
  readonly it: Json;
  readonly id: string;
  readonly label: string;
  readonly scope: string;
}

/** A text as it stands in the card; `isMarkdown` where its marks would count. */
export interface CardLine {
  readonly text: string;
  readonly isMarkdown: boolean;
}

export interface Seen {
  readonly lines: readonly CardLine[];
  readonly actions: readonly CardAction[];
  readonly inputs: readonly CardInput[];
}

const isHidden = (it: Json, state: CardState): boolean => {
  const told = state.visible.get(wordsOf(it.id));
  return told === undefined ? it.isVisible === false : !told;
};

const CHILDREN = ['body', 'items', 'columns', 'rows', 'cells', 'images'];

/** What of a card is in front of somebody: every text, button and box that is not folded or hidden. */
export function seen(card: Json, state: CardState): Seen {
  const lines: CardLine[] = [];
  const actions: CardAction[] = [];
  const inputs: CardInput[] = [];
  const say = (text: unknown, isMarkdown = true): void => {
    if (wordsOf(text) !== '') lines.push({ text: wordsOf(text), isMarkdown });
  };

  const action = (it: Json, place: string, scope: string): void => {
    if (isHidden(it, state)) return;
    actions.push({ it, place, scope, title: wordsOf(it.title) });
    if (it.type === 'Action.ShowCard' && isJson(it.card) && state.opened.has(place))
      walk(it.card, `${place}.card`, `${place}.card`);
  };

  function walk(it: Json, place: string, scope: string): void {
    if (isHidden(it, state)) return;
    const type = wordsOf(it.type);
    if (type === 'TextBlock') say(it.text);
    if (type === 'Image') say(it.altText, false);
    if (type === 'RichTextBlock')
      say(
        listOf(it.inlines)
          .map(({ text }) => wordsOf(text))
          .join(''),
        false,
      );
    for (const { title, value } of listOf(it.facts)) say(`${wordsOf(title)}: ${wordsOf(value)}`);
    if (type.startsWith('Input.')) {
      const label = wordsOf(it.label) || wordsOf(it.title);
      say(it.label);
      if (type === 'Input.Toggle') say(it.title);
      inputs.push({ it, id: wordsOf(it.id), label, scope });
    }
    for (const key of CHILDREN)
      listOf(it[key]).forEach((child, n) => walk(child, `${place}.${key}.${n}`, scope));
    if (isJson(it.selectAction)) action(it.selectAction, `${place}.selectAction`, scope);
    listOf(it.actions).forEach((child, n) => action(child, `${place}.actions.${n}`, scope));
  }
  walk(card, 'card', 'card');
  return { lines, actions, inputs };
}

/** The boxes an action takes with it: those of its own card and of the cards that one unfolded from. */
export const inputsOf = (all: Seen, action: CardAction): readonly CardInput[] =>
  action.it.associatedInputs === 'none'
    ? []
    : all.inputs.filter(({ scope }) => action.scope === scope || action.scope.startsWith(`${scope}.`));

/** Marks that would make more of a text than its letters: mentions, links, other markup. */
export const marksIn = ({ text, isMarkdown }: CardLine): readonly string[] =>
  isMarkdown
    ? [...text.matchAll(/<at>[^<]*<\/at>|!?\[[^\]]*\]\([^)]*\)|<[a-z/][^>]*>/gi)].map(([mark]) => mark)
    : [];
