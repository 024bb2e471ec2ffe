import { z } from 'zod';
import { type CaseId, type IntentKey, SchoolId } from '../../src/domain/ids.ts';
import type { Form } from '../../src/view/form.ts';
import { Again, Submit, Tap } from '../../src/view/intent.ts';

/** The word under which everything of ours comes back. */
export const VERB = 'accord';

const verb = { verb: z.literal(VERB).optional() };
const Coded = z.object({
  ...verb,
  s: SchoolId.optional(),
  k: Submit.shape.key,
  t: Tap,
  again: Again.optional(),
});
const CodedForm = z.object({
  ...verb,
  form: z.object({
    f: Submit.shape.form,
    k: Submit.shape.key,
    s: SchoolId,
    c: Submit.shape.case,
    r: z.int(),
    x: z.record(z.string(), z.string()),
    u: Again.optional(),
    /** Fields with several values: Teams may leave out one in which nothing is chosen. */
    l: z.array(z.string()).optional(),
    /** What the school has already and a dialog in Teams cannot ask for: it stays as it is. */
    h: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  }),
});

/** What an action carries: Teams hands it back as it was, with what was typed beside it. */
export type Carried = Record<string, unknown>;

/** What a button stands for: its school, its key and its tap. */
export interface Pressed {
  readonly school: SchoolId | undefined;
  readonly key: IntentKey;
  readonly tap: Tap;
  /** In a dialog, the card that is shown again once something was done from it. */
  readonly again: Again | null;
}

export const codedTap = ({ school: of, key, tap, again }: Pressed): Carried => ({
  ...(of === undefined ? {} : { s: of }),
  k: key,
  t: tap,
  ...(again ? { again } : {}),
});

/** Null for data that is none of ours, or of a version that is gone. */
export function readTap(data: unknown): Pressed | null {
  const read = Coded.safeParse(data);
  if (!read.success) return null;
  const { s, k, t, again } = read.data;
  return { school: s, key: k, tap: t, again: again ?? null };
}

const listsIn = ({ fields }: Form): readonly string[] =>
  fields.flatMap(({ is, name }) => (is === 'many' || is === 'accounts' ? [name] : []));

const keptIn = ({ fields }: Form): Record<string, string | string[]> =>
  Object.fromEntries(
    fields.flatMap((field): [string, string | string[]][] => {
      if (field.is === 'channel' && field.value) return [[field.name, field.value]];
      return field.is === 'groups' && field.values?.length ? [[field.name, [...field.values]]] : [];
    }),
  );

const unlessEmpty = <T extends object>(name: 'l' | 'h', value: T) =>
  Object.keys(value).length > 0 ? { [name]: value } : {};

export const codedForm = (form: Form, again: Again | null): Carried => ({
  verb: VERB,
  form: {
    f: form.name,
    k: form.key,
    s: form.school,
    c: form.case,
    r: form.revision,
    x: form.carries,
    ...(again ? { u: again } : {}),
    ...unlessEmpty('l', listsIn(form)),
    ...unlessEmpty('h', keptIn(form)),
  } satisfies z.input<typeof CodedForm>['form'],
});

export interface SentForm {
  readonly name: Submit['form'];
  readonly key: IntentKey;
  readonly school: SchoolId;
  readonly case: CaseId | null;
  readonly revision: number;
  readonly carries: Readonly<Record<string, string>>;
  readonly again: Again | null;
  /** Fields with several values. */
  readonly lists: readonly string[];
  /** Values that are not asked for in Teams and stay as they are. */
  readonly kept: Readonly<Record<string, string | readonly string[]>>;
}

/** What a submitted dialog stands for; null for one that is no form of ours. */
export function readSentForm(data: unknown): SentForm | null {
  const read = CodedForm.safeParse(data);
  if (!read.success) return null;
  const { f, k, s, c, r, x, u, l, h } = read.data.form;
  return {
    name: f,
    key: k,
    school: s,
    case: c,
    revision: r,
    carries: x,
    again: u ?? null,
    lists: l ?? [],
    kept: h ?? {},
  };
}
