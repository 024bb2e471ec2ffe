import { z } from 'zod';
import { CaseId, IntentKey, SchoolId } from '../domain/ids.ts';

/** Every question Accord asks, in the order a case meets them. */
export const FORMS = [
  'report',
  'account',
  'evidence',
  'spoke',
  'gathered',
  'classify',
  'decide',
  'decide_details',
  'ask_view',
  'give_view',
  'view_link',
  'meeting',
  'their_side',
  'after_hearing',
  'review',
  'letter',
  'letter_sent',
  'referral',
  'removal',
  'hold',
  'lift_hold',
  'identify',
  'correct',
  'withdraw',
  'move',
  'join',
  'separate',
  'stand_aside',
  'request',
  'support',
  'close',
  'reopen',
  'dispose',
  'setup',
  'import_list',
  'list_columns',
  'confirm_list',
  'confirm_signatures',
  'person',
  'link_member',
  'agreement',
  'find',
] as const;
export const FormName = z.enum(FORMS);
export type FormName = z.infer<typeof FormName>;

/** Forms about the school: they belong to no case, and neither open one. */
export const SCHOOL_FORMS = [
  'setup',
  'import_list',
  'list_columns',
  'confirm_list',
  'confirm_signatures',
  'person',
  'link_member',
  'agreement',
  'find',
] as const satisfies readonly FormName[];
export type SchoolForm = (typeof SCHOOL_FORMS)[number];

/** Forms about a case: all but the one that begins it, and those about the school. */
export type CaseForm = Exclude<FormName, 'report' | SchoolForm>;

export const isSchoolForm = (name: FormName): name is SchoolForm => SCHOOL_FORMS.some((row) => row === name);
export const isCaseForm = (name: FormName): name is CaseForm => name !== 'report' && !isSchoolForm(name);

/** What one tap does at once, without a form. */
export const ACTS = [
  'mark_read',
  'chase_view',
  'pass_on_view',
  'end_link',
  'acknowledge',
  'told_dsl',
  'review_hold',
  'open_view',
  'send_file',
  'send_letter_file',
  'send_bundle',
] as const;
export const Act = z.enum(ACTS);
export type Act = z.infer<typeof Act>;

const carries = z.record(z.string().max(40), z.string().max(200)).default({});

/** Which part of a card that one window does not hold, from 0: for the surface that draws it, and for nobody else. */
const part = z.int().min(0).max(999).exactOptional();

export const Tap = z.discriminatedUnion('tap', [
  z.object({ tap: z.literal('form'), form: FormName, case: CaseId.nullable(), carries }),
  z.object({ tap: z.literal('act'), act: Act, case: CaseId, revision: z.int(), carries }),
  z.object({ tap: z.literal('show'), case: CaseId, part }),
  z.object({ tap: z.literal('say'), words: z.string().max(200), part }),
]);
export type Tap = z.infer<typeof Tap>;

/** A submitted form. Values are what people typed, unread as yet. */
export const Submit = z.object({
  form: FormName,
  key: IntentKey,
  case: CaseId.nullable(),
  revision: z.int(),
  values: z.record(
    z.string().max(60),
    z.union([z.string().max(20_000), z.boolean(), z.array(z.string().max(200)).max(60)]),
  ),
  carries,
  /** What the platform calls the accounts that were picked, by account: looked up by the adapter, never typed. */
  names: z.record(z.string().max(200), z.string().max(200)).optional(),
});
export type Submit = z.infer<typeof Submit>;

/** What a person on some surface wants, before Accord knows whether they may. */
export const Intent = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), words: z.string().max(2000), school: SchoolId.optional() }),
  z.object({ do: z.literal('tap'), key: IntentKey, tap: Tap, school: SchoolId.optional() }),
  z.object({ do: z.literal('submit'), submit: Submit, school: SchoolId.optional() }),
  z.object({ do: z.literal('find_person'), text: z.string().max(80), school: SchoolId.optional() }),
]);
export type Intent = z.infer<typeof Intent>;

/** What can be asked for again when the answer has grown old: words, or a button that shows something. */
export const Again = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), words: z.string(), school: SchoolId.optional() }),
  z.object({ do: z.literal('tap'), key: IntentKey, tap: Tap, school: SchoolId.optional() }),
]);
export type Again = z.infer<typeof Again>;

/** Values as a form's boxes gave them, as a submission carries them. */
export const submittedValues = (
  values: Readonly<Record<string, string | boolean | readonly string[]>>,
): Submit['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'boolean' ? value : [...value],
    ]),
  );
