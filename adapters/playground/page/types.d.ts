import type { Button, Card } from '../../../src/view/card.ts';
import type { Form } from '../../../src/view/form.ts';
import type { Reply } from '../../../src/view/reply.ts';
import type { SchoolChoice } from '../playground.ts';
import type { PageState, Talk } from '../state.ts';

export type { Talk };
export type Message = Talk['messages'][number];
export type Values = Record<string, string | boolean | string[]>;

/** Where the page is: `#/SCHOOL/USER/PLACE`, so that two tabs may be two people and a reload changes nothing. */
export interface Place {
  readonly school: string;
  readonly user: string;
  /** `accord`, `leadership`, `home`, `gate`, `cases` or `case/REFERENCE`. */
  readonly at: string;
}

export interface OpenForm {
  readonly form: Form;
  /** The message whose button opened it. */
  readonly from: number | null;
  readonly busy: boolean;
  /** Said above the fields when the server could not be reached. */
  readonly trouble: string | null;
}

export interface Model {
  place: Place | null;
  schools: readonly SchoolChoice[] | null;
  state: PageState | null;
  /** Cards of a page beside the conversation. */
  look: readonly Reply[] | null;
  form: OpenForm | null;
  /** A card that is shown this once and kept nowhere. */
  once: Card | null;
  confirm: { readonly ask: NonNullable<Button['confirm']>; readonly yes: () => void } | null;
  menu: boolean;
  clock: boolean;
  offline: boolean;
  trouble: string | null;
}
