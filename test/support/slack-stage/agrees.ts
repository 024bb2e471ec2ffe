import { readMeta } from '../../../adapters/slack/coded.ts';
import type { Card } from '../../../src/view/card.ts';
import type { Field, Form } from '../../../src/view/form.ts';
import type { Reply } from '../../../src/view/reply.ts';
import type { ShownMessage, ShownView } from '../fake-slack/shown.ts';
import { isAsked, lacks, offeredText, wordsOf } from '../reply-words.ts';
import { messageText, viewText } from './slack-text.ts';

/** What stands before somebody after they did something. */
export interface Seen {
  readonly view: ShownView | null;
  /** What was said to them alone since. */
  readonly whispers: readonly ShownMessage[];
}

/** How the adapter says that something had to be left out. */
const CUT = 'There is more than fits here';
const ERROR_MAX = 500;

function cardIsShown(card: Card, { view }: Seen): readonly string[] {
  if (view?.callbackId !== 'card') return ['A card was answered and no card stands in front.'];
  const text = viewText(view);
  if (text.includes(CUT)) return [`${card.title} does not fit a window whole.`];
  return lacks(text, card.blocks.flatMap(wordsOf)).map((words) => `The card lacks: ${words}`);
}

const boxesOf = (field: Field): readonly string[] =>
  field.is === 'moment' ? [`${field.name}~day`, `${field.name}~time`] : [field.name];

function formIsShown(form: Form, { view }: Seen, isFresh: boolean): readonly string[] {
  const meta = readMeta(view?.privateMetadata ?? '');
  if (!view || meta?.is !== 'form') return ['A form was answered and no form stands in front.'];
  const wrong: string[] = [];
  if (meta.name !== form.name || meta.key !== form.key || meta.revision !== form.revision)
    wrong.push(`Another form stands in front: ${meta.name}`);
  for (const field of form.fields.filter(isAsked)) {
    for (const box of boxesOf(field)) if (!view.boxes[box]) wrong.push(`The form lacks the box ${box}.`);
    const text = offeredText(field);
    if (isFresh && text !== null && view.boxes[field.name]?.value !== text)
      wrong.push(`The box ${field.name} of "${form.name}" does not hold the whole of what is offered.`);
  }
  return wrong;
}

function errorsAreShown(form: Form, { view }: Seen): readonly string[] {
  if (!view) return ['A form came back and nothing stands in front.'];
  const under = Object.values(view.errors).join('\n');
  const text = `${viewText(view)}\n${under}`;
  const meta = readMeta(view.privateMetadata);
  if (meta?.is !== 'form') return ['A form came back and no form stands in front.'];
  return lacks(
    text,
    Object.values(form.errors).map((words) => words.slice(0, ERROR_MAX - 1)),
  ).map((words) => `Not told: ${words}`);
}

/** What Slack shows against what the door answered: sentences on what differs, none where nothing does. */
export function differences(reply: Reply, seen: Seen, isFresh: boolean): readonly string[] {
  switch (reply.is) {
    case 'card':
      return cardIsShown(reply.card, seen);
    case 'form':
      return formIsShown(reply.form, seen, isFresh);
    case 'form_again':
      return errorsAreShown(reply.form, seen);
    case 'said': {
      const said = [...(seen.view ? [viewText(seen.view)] : []), ...seen.whispers.map(messageText)].join(
        '\n',
      );
      return lacks(said, [reply.text.slice(0, ERROR_MAX - 1)]).map((words) => `Not said: ${words}`);
    }
    default:
      return reply satisfies never;
  }
}
