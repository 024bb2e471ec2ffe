import type { Case } from '../domain/case.ts';
import type { CaseCommand } from '../domain/command.ts';
import type { CaseEvent } from '../domain/events/case-event.ts';
import type { MatterId, MemberId, ParticularsRef } from '../domain/ids.ts';
import { savedWords } from '../view/cards/saved.ts';
import type { FormName } from '../view/form.ts';
import type { Ask, Errors, PersonAsked, Values } from '../view/form-kind.ts';
import { FORM_KINDS } from '../view/forms/forms.ts';
import { type CaseForm, isCaseForm, type Submit } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import { attempt, type Done } from './attempt.ts';
import { type Caller, said, writeAccess } from './caller.ts';
import { commitCase } from './commit.ts';
import { drawingFor } from './drawing.ts';
import { eraseRecord } from './erase.ts';
import { draftValues, errorsOf, formAgain, keepDraft, openForm } from './forms.ts';
import { joinCases, partCases } from './join.ts';
import { keepPerson } from './keep-person.ts';
import { keepTexts } from './keep-texts.ts';
import { forgetLetter } from './kept-letter.ts';
import { draftFor } from './letter.ts';
import { type LoadedCase, loadCase } from './load-case.ts';
import { shownLink } from './make-link.ts';
import { refuseToOpen } from './may-open.ts';
import { fetchingWords, oweFetches } from './owe-fetches.ts';
import { showPages } from './show-pages.ts';
import { KeepDraft, Undone } from './undone.ts';

/** Forms whose choices hang on the case as it was drawn: a stale one comes back with what was typed. */
const GUARDED: ReadonlySet<FormName> = new Set<FormName>([
  'decide',
  'decide_details',
  'classify',
  'after_hearing',
  'review',
  'close',
  'ask_view',
]);

const STALE =
  'Somebody has moved this case on since you opened it. What you typed is still here: look at the case as it is now, then send it again.';

/** An ask of a form as a command of this case; asks that touch two cases are done by `join.ts`. */
async function toCommand(
  caller: Caller,
  it: Case,
  ask: Exclude<Ask, { do: 'join' } | { do: 'take_apart' } | { do: 'fetch_files' } | { do: 'erase' }>,
): Promise<CaseCommand> {
  const { app, unit, at } = caller;
  const school = at.school.id;
  const person = (asked: PersonAsked) =>
    typeof asked === 'string' ? asked : keepPerson(app, unit, school, asked.new, it.capacity);
  if (ask.do === 'name_person') return { do: 'identify', person: await person(ask.person) };
  if (ask.do === 'change_person')
    return {
      do: 'move_to_person',
      person: await person(ask.person),
      reason: await keepTexts<ParticularsRef>(unit, school, ask.reason),
    };
  return keepTexts<CaseCommand>(unit, school, ask);
}

/** What the form has just recorded that they sent: its original is a file that comes a moment later. */
const cameWith = (events: readonly CaseEvent[]): MatterId | null =>
  events.reduce<MatterId | null>(
    (found, event) =>
      event.type === 'their_side_received' || event.type === 'request_received' ? event.matter : found,
    null,
  );

/** All of a form's asks, or the first refusal; nothing is written unless all of them stand. */
async function doAll(caller: Caller, loaded: LoadedCase, asks: readonly Ask[]): Promise<Done> {
  let it = loaded.it;
  const events: CaseEvent[] = [];
  for (const ask of asks) {
    if (ask.do === 'join') return joinCases(caller, loaded, ask);
    if (ask.do === 'take_apart') return partCases(caller, loaded, ask);
    if (ask.do === 'erase') return eraseRecord(caller, loaded);
    if (ask.do === 'fetch_files') {
      await oweFetches(caller, it, ask.handles, ask.originals ? cameWith(events) : null);
      continue;
    }
    const done = attempt(caller, loaded, it, await toCommand(caller, it, ask));
    if (!done.ok) return done;
    events.push(...done.events);
    it = done.after;
  }
  const { policy, book } = loaded;
  const after = await commitCase(caller.unit, caller.at, loaded.it, events, {
    actor: caller.member.id,
    policy: policy.policy,
    book,
  });
  return { ok: true, events, after };
}

/** Reasons that page one has no field for are asked on page two, with what was typed on page one kept. */
async function again(
  caller: Caller,
  loaded: LoadedCase,
  submit: Submit,
  values: Values,
  errors: Errors,
  reader: MemberId,
): Promise<Reply> {
  const d = await drawingFor(
    caller.app,
    caller.unit,
    caller.at,
    loaded,
    reader,
    await draftFor(caller, loaded, submit.carries),
  );
  const name = submit.form as CaseForm;
  const missing = Object.keys(errors).filter((field) => field !== 'form');
  const page = openForm(d, name, submit.carries, { values });
  if (name === 'decide' && missing.some((field) => !page.fields.some((row) => row.name === field))) {
    const steps = Array.isArray(values.steps) ? values.steps.join(',') : '';
    const carries = { ...submit.carries, steps, draft: submit.key, ask: missing.join(',') };
    return formAgain(d, 'decide_details', carries, values, errors, submit.key);
  }
  return formAgain(d, name, submit.carries, values, errors, submit.key);
}

/** A submitted form about a case: read, authorised, decided, written and answered, all in the caller's transaction. */
export async function submitCaseForm(caller: Caller, submit: Submit): Promise<Reply> {
  const { app, unit, at, member } = caller;
  const { form } = submit;
  if (!isCaseForm(form) || submit.case === null)
    return said('That form does not belong to a case. Begin again from the case.');
  const loaded = await loadCase(app, unit, at, submit.case);
  if (!loaded) return said('There is no such case in this school.');
  const values: Values = { ...(await draftValues(caller, submit.carries)), ...submit.values };
  const d = await drawingFor(
    app,
    unit,
    at,
    loaded,
    member.id,
    await draftFor(caller, loaded, submit.carries),
  );
  if (d.places.size === 0) {
    await writeAccess(caller, 'attempt_refused', { what: form, case: loaded.it.id });
    return said('There is no such case in this school.');
  }
  const refusal = refuseToOpen(caller, loaded, form);
  if (refusal) {
    await writeAccess(caller, 'attempt_refused', { what: form, case: loaded.it.id });
    return said(refusal.words);
  }
  if (GUARDED.has(form) && submit.revision !== loaded.it.revision)
    return again(caller, loaded, submit, values, { form: STALE }, member.id);
  const read = FORM_KINDS[form].read(values, d, submit.carries);
  if (!read.ok) return again(caller, loaded, submit, values, read.errors, member.id);
  if ('pages' in read.asks) return showPages(caller, loaded, read.asks);
  if ('next' in read.asks && read.asks.afresh) {
    const { next, carries } = read.asks;
    await forgetLetter(caller, carries);
    const draft = await draftFor(caller, loaded, carries);
    return { is: 'form', form: openForm({ ...d, draft }, next, carries) };
  }
  if ('next' in read.asks) {
    await keepDraft(caller, member.id, submit.key, values);
    return {
      is: 'form',
      form: openForm(d, read.asks.next, { ...read.asks.carries, draft: submit.key }, { values }),
    };
  }
  const done = await doAll(caller, loaded, read.asks);
  if (!done.ok) {
    if (done.refusal.code === 'not_allowed') throw new Undone(said(done.refusal.words));
    // Page one is kept for the page that asks for the rest; the refused texts themselves are not.
    const reply = await again(caller, loaded, submit, values, errorsOf(done.refusal), member.id);
    throw new KeepDraft(
      reply,
      reply.is === 'form_again' && reply.form.name === 'decide_details' ? { key: submit.key, values } : null,
    );
  }
  for (const ask of read.asks)
    if (ask.do === 'sign_letter') await forgetLetter(caller, { letter: ask.letter });
  const link = await shownLink(caller, done.events, { ...d, it: done.after });
  if (link) return link;
  const files = read.asks.flatMap((ask) => (ask.do === 'fetch_files' ? ask.handles : []));
  return said(
    `${savedWords(done.events, { ...d, it: done.after })} ${fetchingWords(files.length)}`.trim(),
    'good',
  );
}
