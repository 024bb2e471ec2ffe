import { z } from 'zod';
import { type CaseId, type IntentKey, SchoolId } from '../../src/domain/ids.ts';
import type { Form } from '../../src/view/form.ts';
import { Again, Submit, Tap } from '../../src/view/intent.ts';
import { LIMITS } from './limits.ts';

const Coded = z.object({ s: SchoolId.optional(), k: Submit.shape.key, t: Tap });

/** What a button stands for: its school, its key and its tap, as Slack will hand it back. */
export interface Pressed {
  readonly school: SchoolId | undefined;
  readonly key: IntentKey;
  readonly tap: Tap;
}

function bounded(text: string, max: number, what: string): string {
  // What a button or form carries is made by us, ids and short words: past the limit it is a bug, and is told as one.
  if (text.length > max)
    throw new Error(`${what} would be ${text.length} characters for Slack, which takes ${max}.`);
  return text;
}

export const codedButton = ({ school: of, key, tap }: Pressed): string =>
  bounded(JSON.stringify({ s: of, k: key, t: tap }), LIMITS.buttonValue, 'A button');

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Null for a value that is none of ours, or of a version that is gone. */
export function readButton(value: string): Pressed | null {
  const read = Coded.safeParse(parsedJson(value));
  return read.success ? { school: read.data.s, key: read.data.k, tap: read.data.t } : null;
}

/** The card under a form: asked for again once the form has done something. */
export interface Under {
  readonly view: string;
  readonly again: Again;
}

const FormMeta = z.object({
  is: z.literal('form'),
  f: Submit.shape.form,
  k: Submit.shape.key,
  s: SchoolId,
  c: Submit.shape.case,
  r: z.int(),
  x: z.record(z.string(), z.string()),
  u: z.object({ v: z.string(), again: Again }).optional(),
});
/** A card in a modal: what was asked for, so that it can be asked for again once something was done from it. */
const CardMeta = z.object({ is: z.literal('card'), s: SchoolId.optional(), again: Again.optional() });
const Meta = z.discriminatedUnion('is', [FormMeta, CardMeta]);

export function formMeta(form: Form, under: Under | null): string {
  const meta = {
    is: 'form',
    f: form.name,
    k: form.key,
    s: form.school,
    c: form.case,
    r: form.revision,
    x: form.carries,
  } satisfies z.input<typeof FormMeta>;
  const whole = JSON.stringify({ ...meta, ...(under ? { u: { v: under.view, again: under.again } } : {}) });
  if (whole.length <= LIMITS.privateMetadata) return whole;
  // Without it the card underneath stays as it was drawn: what is tapped on it is judged anew.
  return bounded(JSON.stringify(meta), LIMITS.privateMetadata, 'A form');
}

export function cardMeta(of: SchoolId | undefined, again: Again | null): string {
  const text = JSON.stringify({ is: 'card', s: of, ...(again ? { again } : {}) } satisfies z.input<
    typeof CardMeta
  >);
  // As above: without it the card stays as it was drawn.
  return text.length > LIMITS.privateMetadata ? JSON.stringify({ is: 'card', s: of }) : text;
}

export interface SentForm {
  readonly name: Submit['form'];
  readonly key: IntentKey;
  readonly school: SchoolId;
  readonly case: CaseId | null;
  readonly revision: number;
  readonly carries: Readonly<Record<string, string>>;
  readonly under: Under | null;
}

export type SentView =
  | ({ readonly is: 'form' } & SentForm)
  | { readonly is: 'card'; readonly school: SchoolId | undefined; readonly again: Again | null };

/** What an open view stands for; null for one that is none of ours. */
export function readMeta(text: string): SentView | null {
  const read = Meta.safeParse(parsedJson(text));
  if (!read.success) return null;
  const meta = read.data;
  if (meta.is === 'card') return { is: 'card', school: meta.s, again: meta.again ?? null };
  return {
    is: 'form',
    name: meta.f,
    key: meta.k,
    school: meta.s,
    case: meta.c,
    revision: meta.r,
    carries: meta.x,
    under: meta.u ? { view: meta.u.v, again: meta.u.again } : null,
  };
}
