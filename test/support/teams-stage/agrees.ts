import { fieldId } from '../../../adapters/teams/draw-field.ts';
import { inert } from '../../../adapters/teams/text.ts';
import type { Card } from '../../../src/view/card.ts';
import type { Field, Form } from '../../../src/view/form.ts';
import type { Reply } from '../../../src/view/reply.ts';
import type { ShownDialog } from '../fake-teams/shown.ts';
import { isAsked, lacks, offeredText, wordsOf } from '../reply-words.ts';

/** What stands before somebody after they did something. */
export interface Seen {
  readonly dialog: ShownDialog | null;
  /** The window as it reads, title included. */
  readonly text: string;
  /** Messages that came to them alone since. */
  readonly answers: readonly string[];
  /** What was said in passing to a button. */
  readonly said: string | null;
}

/** How the adapter says that something had to be left out. */
const CUT = 'There is more than fits here';

/** Headings are read as markup, and their marks became letters that look alike. */
const missing = (text: string, wanted: readonly string[]): readonly string[] =>
  lacks(text, wanted).filter((words) => lacks(text, [inert(words)]).length > 0);

const everything = ({ text, answers, said }: Seen): string => [text, ...answers, said ?? ''].join('\n');

/** In the window, or where somebody wrote in the chat in the answer there. */
function cardIsShown(card: Card, seen: Seen): readonly string[] {
  if (!seen.dialog && seen.answers.length === 0) {
    // A button that acts at once leaves everything else to what is drawn anew.
    return seen.said ? [] : ['A card was answered and none stands in front.'];
  }
  const text = everything(seen);
  if (text.includes(CUT)) return [`${card.title} does not fit whole.`];
  return missing(text, card.blocks.flatMap(wordsOf)).map((words) => `The card lacks: ${words}`);
}

/** A dialog in Teams takes no files and picks no channel and no group: it says how it is done instead. */
function boxesOf(field: Field): readonly string[] {
  const id = fieldId(field);
  if (field.is === 'moment') return [`${id}~day`, `${id}~time`];
  return field.is === 'files' || field.is === 'channel' || field.is === 'groups' ? [] : [id];
}

function formIsShown(form: Form, { dialog, text }: Seen, isFresh: boolean): readonly string[] {
  if (!dialog?.buttons.includes(form.submit)) return ['A form was answered and no form stands in front.'];
  const wrong: string[] = [];
  for (const field of form.fields.filter(isAsked)) {
    for (const box of boxesOf(field)) if (!dialog.boxes[box]) wrong.push(`The form lacks the box ${box}.`);
    const offers = offeredText(field);
    if (isFresh && offers !== null && dialog.boxes[fieldId(field)]?.value !== offers)
      wrong.push(`The box ${field.name} of "${form.name}" does not hold the whole of what is offered.`);
  }
  return [...wrong, ...missing(text, form.intro.flatMap(wordsOf)).map((words) => `Not explained: ${words}`)];
}

/** What Teams shows against what the door answered: sentences on what differs, none where nothing does. */
export function differences(reply: Reply, seen: Seen, isFresh: boolean): readonly string[] {
  switch (reply.is) {
    case 'card':
      return cardIsShown(reply.card, seen);
    case 'form':
      return formIsShown(reply.form, seen, isFresh);
    case 'form_again':
      return seen.dialog
        ? missing(seen.text, Object.values(reply.form.errors)).map((words) => `Not told: ${words}`)
        : ['A form came back and nothing stands in front.'];
    case 'said':
      return missing(everything(seen), [reply.text]).map((words) => `Not said: ${words}`);
    default:
      return reply satisfies never;
  }
}
