import { authorise } from '../domain/authorise.ts';
import type { CaseCommand } from '../domain/command.ts';
import { ConsultationId, MatterId } from '../domain/ids.ts';
import type { Card } from '../view/card.ts';
import { caseCard } from '../view/cards/decider-card.ts';
import { dslCard } from '../view/cards/dsl-card.ts';
import { lettersCard } from '../view/cards/letters-card.ts';
import { safetyCard } from '../view/cards/safety-card.ts';
import { savedWords } from '../view/cards/saved.ts';
import { statusCard } from '../view/cards/status-card.ts';
import { timelineCard } from '../view/cards/timeline-card.ts';
import { viewAskedCard } from '../view/cards/view-asked-card.ts';
import type { Drawing } from '../view/drawing.ts';
import type { Act, Tap } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, said, writeAccess } from './caller.ts';
import { commitCase } from './commit.ts';
import { drawingFor, sceneFor } from './drawing.ts';
import { openForm, openReport } from './forms.ts';
import { draftFor } from './letter.ts';
import { type LoadedCase, loadCase } from './load-case.ts';
import { attempt } from './submit.ts';
import { onWords } from './words.ts';

export const NO_SUCH_CASE = 'There is no such case in this school, or it is not one for you to see.';

/** The case as its reader sees it: whole for a decider, and for others the part that is theirs. */
export function cardFor(d: Drawing): Card | null {
  if (d.places.has('decider') || d.places.has('hears_appeal')) return caseCard(d);
  if (d.places.has('dsl')) return dslCard(d);
  const asked = d.places.has('consulted')
    ? d.it.consultations.findLast((row) => row.given === null || row.given.by === d.reader)
    : undefined;
  if (asked) return viewAskedCard(d, asked.id);
  if (d.places.has('signer') || d.places.has('office')) return lettersCard(d);
  if (d.places.has('affected')) return safetyCard(d);
  return d.places.has('reporter') ? statusCard(d) : null;
}

/** Looking is written down, in the looker's own stream. */
export async function showCase(
  caller: Caller,
  loaded: LoadedCase | null,
  how: 'card' | 'timeline' = 'card',
): Promise<Reply> {
  if (!loaded) return said(NO_SUCH_CASE);
  const d = await drawingFor(caller.app, caller.unit, caller.at, loaded, caller.member.id);
  const whole = d.places.has('decider') || d.places.has('hears_appeal');
  const card = how === 'timeline' && whole ? timelineCard(d) : cardFor(d);
  if (!card) {
    await writeAccess(caller, 'attempt_refused', { what: 'show', case: loaded.it.id });
    return said(NO_SUCH_CASE);
  }
  await writeAccess(caller, 'case_viewed', { case: loaded.it.id });
  return { is: 'card', card };
}

function commandOf(act: Act, carries: Readonly<Record<string, string>>): CaseCommand | null {
  const consultation = ConsultationId.safeParse(carries.consultation);
  const matter = MatterId.safeParse(carries.matter);
  switch (act) {
    case 'mark_read':
      return { do: 'mark_read' };
    case 'chase_view':
      return consultation.success ? { do: 'chase_view', consultation: consultation.data } : null;
    case 'pass_on_view':
      return consultation.success ? { do: 'pass_on_view', consultation: consultation.data } : null;
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
  const command = commandOf(tap.act, tap.carries);
  if (!command) return said('That button belongs to a card that is out of date. Open the case again.');
  const done = attempt(caller, loaded, loaded.it, command);
  if (!done.ok) return said(done.refusal.words);
  const { policy, book } = loaded;
  await commitCase(caller.unit, caller.at, loaded.it, done.events, {
    actor: caller.member.id,
    policy: policy.policy,
    book,
  });
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
  if (tap.tap === 'form' && (tap.form === 'report' || tap.case === null))
    return { is: 'form', form: openReport(await sceneFor(app, unit, at, member.id)) };
  if (tap.case === null) return said(NO_SUCH_CASE);
  const found = await loadCase(app, unit, at, tap.case);
  if (!found) return said(NO_SUCH_CASE);
  if (tap.tap === 'act') return onAct(caller, found, tap);
  const loaded = await markRead(caller, found);
  if (tap.tap === 'show') return showCase(caller, loaded);
  if (tap.form === 'report') return said(NO_SUCH_CASE);
  const draft = await draftFor(caller, loaded, tap.carries);
  const d = await drawingFor(app, unit, at, loaded, member.id, draft);
  if (d.places.size === 0) {
    await writeAccess(caller, 'attempt_refused', { what: tap.form, case: loaded.it.id });
    return said(NO_SUCH_CASE);
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
  return { is: 'form', form: openForm(d, tap.form, tap.carries) };
}
