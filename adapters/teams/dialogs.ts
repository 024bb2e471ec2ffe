import type { SchoolId } from '../../src/domain/ids.ts';
import type { Again } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import { dialogTitle, drawCard, drawSaid, saidTitle } from './draw-card.ts';
import { drawForm } from './draw-form.ts';
import type { AdaptiveCard } from './limits.ts';
import type { InvokeAnswer } from './transport.ts';

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive';

export const attached = (content: AdaptiveCard) => ({ contentType: ADAPTIVE, content });

const dialog = (title: string, card: AdaptiveCard, height: 'medium' | 'large'): InvokeAnswer => ({
  status: 200,
  body: {
    task: {
      type: 'continue',
      value: { title: dialogTitle(title), height, width: 'medium', card: attached(card) },
    },
  },
});

/**
 * A reply as a dialog. An empty answer would make Teams say that it cannot reach the app, and people click again:
 * there is always something to show. `again` asks for the same card later, once something was done from it.
 */
export function dialogOf(reply: Reply, of: SchoolId | undefined, again: Again | null): InvokeAnswer {
  switch (reply.is) {
    case 'form':
    case 'form_again':
      return dialog(reply.form.title, drawForm(reply.form, { again }), 'large');
    case 'card':
      return dialog(reply.card.title, drawCard(reply.card, of, 'dialog', again), 'large');
    case 'said':
      return dialog(saidTitle(reply.level), drawSaid(reply.text, reply.level), 'medium');
    default:
      return reply satisfies never;
  }
}

/** Teams says that it did not work, and leaves the dialog open with what was typed: it can be sent again. */
export const TRY_AGAIN: InvokeAnswer = { status: 503 };
