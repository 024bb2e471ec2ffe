import type { CaseId, IntentKey, MemberId } from '../domain/ids.ts';
import type { Refusal } from '../domain/refusal.ts';
import { type Instant, toInstant } from '../domain/time.ts';
import type { Drawing, Scene } from '../view/drawing.ts';
import type { Form, FormName } from '../view/form.ts';
import type { Carries, Drawn, Errors, Values } from '../view/form-kind.ts';
import { FORM_KINDS } from '../view/forms/forms.ts';
import { report as reportForm } from '../view/forms/report.ts';
import type { CaseForm } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import type { Caller } from './caller.ts';

/** How long a half-filled form of several pages is kept. Hours. */
const DRAFT_HOURS = 24;

interface Shown {
  readonly name: FormName;
  readonly key: IntentKey;
  readonly case: CaseId | null;
  readonly revision: number;
  readonly carries: Carries;
  readonly errors: Errors;
}

const toForm = (scene: Scene, drawn: Drawn, shown: Shown): Form => ({
  ...drawn,
  ...shown,
  school: scene.school.id,
});

export const openReport = (
  scene: Scene,
  values: Values = {},
  errors: Errors = {},
  key: IntentKey = scene.key(),
): Form =>
  toForm(scene, reportForm.draw(scene, {}, values), {
    name: 'report',
    key,
    case: null,
    revision: 0,
    carries: {},
    errors,
  });

export const openForm = (
  d: Drawing,
  name: CaseForm,
  carries: Carries,
  more: { values?: Values; errors?: Errors; key?: IntentKey } = {},
): Form =>
  toForm(d, FORM_KINDS[name].draw(d, carries, more.values ?? {}), {
    name,
    key: more.key ?? d.key(),
    case: d.it.id,
    revision: d.it.revision,
    carries,
    errors: more.errors ?? {},
  });

export const draftUntil = (now: Instant): Instant =>
  toInstant(new Date(Date.parse(now) + DRAFT_HOURS * 3_600_000));

/** Page one's values, kept on the server while page two is open: nothing typed is lost or carried by the platform. */
export async function keepDraft(
  { unit, at }: Caller,
  member: MemberId,
  key: IntentKey,
  values: Values,
): Promise<void> {
  await unit.drafts.keep(key, at.school.id, member, values, draftUntil(at.now));
}

export async function draftValues({ unit, at, member }: Caller, carries: Carries): Promise<Values> {
  const key = carries.draft;
  if (!key) return {};
  const kept = await unit.drafts.find(key, member.id, at.now);
  return (kept ?? {}) as Values;
}

/** The same form with what was typed and the sentence at its field; at the top where the form has no such field. */
export function formAgain(
  d: Drawing,
  name: CaseForm,
  carries: Carries,
  values: Values,
  errors: Errors,
  key: IntentKey,
): Reply {
  const fits = (form: Form) =>
    Object.keys(errors).every((field) => field === 'form' || form.fields.some((row) => row.name === field));
  const form = openForm(d, name, carries, { values, errors, key });
  if (fits(form)) return { is: 'form_again', form };
  const top = Object.entries(errors).map(([field, words]) =>
    form.fields.some((row) => row.name === field) ? [field, words] : ['form', words],
  );
  return { is: 'form_again', form: { ...form, errors: Object.fromEntries(top) } };
}

export const errorsOf = (refusal: Refusal): Errors => ({ [refusal.field ?? 'form']: refusal.words });
