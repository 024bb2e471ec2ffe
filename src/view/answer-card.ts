import type { Card } from './card.ts';
import type { Form } from './form.ts';
import type { Reply } from './reply.ts';

const toOpen = ({ title, name, key, case: of, carries }: Form): Card => ({
  title,
  tone: 'plain',
  blocks: [
    {
      is: 'buttons',
      buttons: [
        {
          label: 'Open the form',
          key,
          tap: { tap: 'form', form: name, case: of, carries: { ...carries } },
          style: 'main',
        },
      ],
    },
  ],
});

/** A reply where no window can open by itself: a form is a button that opens it. */
export function answerCard(reply: Reply): Card {
  switch (reply.is) {
    case 'card':
      return reply.card;
    case 'said':
      return { title: 'Accord', tone: 'plain', blocks: [{ is: 'text', text: reply.text }] };
    case 'form':
    case 'form_again':
      return toOpen(reply.form);
    default:
      return reply satisfies never;
  }
}

/** A card that is shown again, with what was just done from it above. */
export const withDone = (card: Card, done: string): Card => ({
  ...card,
  blocks: [{ is: 'notice', level: 'good', text: done }, ...card.blocks],
});
