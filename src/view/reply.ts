import type { Card } from './card.ts';
import type { Form } from './form.ts';

/** What comes back at once to the one who acted. A form is a returned value, never a call upstream. */
export type Reply =
  | {
      readonly is: 'card';
      readonly card: Card;
      /** The card is shown this once and kept nowhere: what is said in its place when the same is sent again. */
      readonly once?: string;
    }
  | { readonly is: 'form'; readonly form: Form }
  /** The submission was refused: the same form with what was typed and a sentence at the field. */
  | { readonly is: 'form_again'; readonly form: Form }
  | { readonly is: 'said'; readonly text: string; readonly level: 'good' | 'info' | 'refused' };
