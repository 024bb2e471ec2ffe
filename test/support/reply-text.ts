import { cardText, formText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';

/** A reply as its reader has it before them, an open form's boxes and errors included. */
export function replyText(reply: Reply): string {
  switch (reply.is) {
    case 'said':
      return reply.text;
    case 'card':
      return cardText(reply.card);
    case 'form':
    case 'form_again':
      return formText(reply.form);
    default:
      return reply satisfies never;
  }
}
