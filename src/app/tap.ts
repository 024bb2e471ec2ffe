import { authorise, placesOf } from '../domain/authorise.ts';
import type { CaseCommand } from '../domain/command.ts';
import { ConsultationId, MatterId } from '../domain/ids.ts';
import { savedWords } from '../view/cards/saved.ts';
import { type Act, isCaseForm, isSchoolForm, type Tap } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import { attempt } from './attempt.ts';
import { type Caller, said, writeAccess } from './caller.ts';
import { commitCase } from './commit.ts';
import { drawingFor, sceneFor } from './drawing.ts';
import { openForm, openReport } from './forms.ts';
import { keptLetter } from './kept-letter.ts';
import { draftFor } from './letter.ts';
import { type LoadedCase, loadCase } from './load-case.ts';
import { refuseToOpen } from './may-open.ts';
import { withQuoted } from './quote.ts';
import { SCHOOL_FORM_DOORS } from './school-forms.ts';
import { sendBundle } from './send-bundle.ts';
import { sendFile } from './send-file.ts';
import { sendLetterFile } from './send-letter-file.ts';
import { NO_SUCH_CASE, showCase } from './show-case.ts';
import { onWords } from './words.ts';

function commandOf(
  act: Exclude<Act, 'send_file' | 'send_letter_file' | 'send_bundle'>,
  carries: Readonly<Record<string, string>>,
): CaseCommand | null {
  const consultation = ConsultationId.safeParse(carries.consultation);
  const matter = MatterId.safeParse(carries.matter);
  switch (act) {
    case 'mark_read':
      return { do: 'mark_read' };
    case 'chase_view':
      return consultation.success ? { do: 'chase_view', consultation: consultation.data } : null;
    case 'pass_on_view':
      return consultation.success ? { do: 'pass_on_view', consultation: consultation.data } : null;
    case 'end_link':
      return consultation.success ? { do: 'end_link', consultation: consultation.data } : null;
    case 'open_view':
      return consultation.success ? { do: 'open_view', consultation: consultation.data } : null;
    case 'acknowledge':
      return matter.success ? { do: 'acknowledge', matter: matter.data } : null;
    case 'told_dsl':
      return { do: 'record_dsl_told' };
    case 'review_hold':
      return { do: 'review_hold' };
    default:
      return act satisfies never;
  }
}

async function onAct(caller: Caller, loaded: LoadedCase, tap: Extract<Tap, { tap: 'act' }>): Promise<Reply> {
  if (tap.act === 'send_file') return sendFile(caller, loaded, tap);
  if (tap.act === 'send_letter_file') return sendLetterFile(caller, loaded, tap);
  if (tap.act === 'send_bundle') return sendBundle(caller, loaded, tap);
  const command = commandOf(tap.act, tap.carries);
  if (!command) return said('That button belongs to a card that is out of date. Open the case again.');
  const done = attempt(caller, loaded, loaded.it, command);
  if (!done.ok) {
    if (done.refusal.code === 'not_allowed')
      await writeAccess(caller, 'attempt_refused', { what: tap.act, case: loaded.it.id });
    const looking = {
      it: loaded.it,
      policy: loaded.policy.policy,
      book: loaded.book,
      today: caller.at.today,
    };
    // Whoever has no place in it is not told that there is such a case.
    if (placesOf(caller.member.id, looking).size === 0) return said(NO_SUCH_CASE);
    // A stale tap gets the case as it is now: what it asked for may be done, or make sense no more.
    return tap.revision === loaded.it.revision ? said(done.refusal.words) : showCase(caller, loaded);
  }
  const { policy, book } = loaded;
  await commitCase(caller.unit, caller.at, loaded.it, done.events, {
    actor: caller.member.id,
    policy: policy.policy,
    book,
  });
  // Opening is looking: what was behind the door is the answer.
  if (tap.act === 'open_view') return showCase(caller, { ...loaded, it: done.after });
  const d = await drawingFor(caller.app, caller.unit, caller.at, loaded, caller.member.id);
  return said(savedWords(done.events, { ...d, it: done.after }), 'good');
}

/** A report is read when its decider opens it: the reporter is told so. */
async function markRead(caller: Caller, loaded: LoadedCase): Promise<LoadedCase> {
  const at = { it: loaded.it, policy: loaded.policy.policy, book: loaded.book, today: caller.at.today };
  if (loaded.it.read || loaded.it.status !== 'open' || authorise('mark_read', caller.member.id, at))
    return loaded;
  const done = attempt(caller, loaded, loaded.it, { do: 'mark_read' });
  if (!done.ok) return loaded;
  await commitCase(caller.unit, caller.at, loaded.it, done.events, {
    actor: caller.member.id,
    policy: at.policy,
    book: at.book,
  });
  return { ...loaded, it: done.after };
}

export async function onTap(caller: Caller, tap: Tap): Promise<Reply> {
  const { app, unit, at, member } = caller;
  if (tap.tap === 'say') return onWords(caller, tap.words);
  if (tap.tap === 'form' && isSchoolForm(tap.form))
    return SCHOOL_FORM_DOORS[tap.form].open(caller, tap.carries);
  if (tap.tap === 'form' && (tap.form === 'report' || tap.case === null)) {
    const form = openReport(await sceneFor(app, unit, at, member.id));
    return { is: 'form', form: await withQuoted(caller, form, tap.carries) };
  }
  if (tap.case === null) return said(NO_SUCH_CASE);
  const found = await loadCase(app, unit, at, tap.case);
  if (!found) return said(NO_SUCH_CASE);
  if (tap.tap === 'act') return onAct(caller, found, tap);
  const loaded = await markRead(caller, found);
  if (tap.tap === 'show') return showCase(caller, loaded);
  if (!isCaseForm(tap.form)) return said(NO_SUCH_CASE);
  const kept = tap.form === 'letter' ? await keptLetter(caller, tap.carries) : null;
  const carries = kept?.carries ?? tap.carries;
  const draft = await draftFor(caller, loaded, carries);
  const d = await drawingFor(app, unit, at, loaded, member.id, draft);
  if (d.places.size === 0) {
    await writeAccess(caller, 'attempt_refused', { what: tap.form, case: loaded.it.id });
    return said(NO_SUCH_CASE);
  }
  const refusal = refuseToOpen(caller, loaded, tap.form);
  if (refusal) {
    await writeAccess(caller, 'attempt_refused', { what: tap.form, case: loaded.it.id });
    return said(refusal.words);
  }
  if (tap.form === 'give_view') {
    const opened = commandOf('open_view', tap.carries);
    const done = opened && attempt(caller, loaded, loaded.it, opened);
    if (done?.ok)
      await commitCase(unit, at, loaded.it, done.events, {
        actor: member.id,
        policy: d.policy,
        book: d.book,
      });
  }
  return { is: 'form', form: openForm(d, tap.form, carries, { values: kept?.values ?? {} }) };
}
