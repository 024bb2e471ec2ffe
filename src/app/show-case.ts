import type { Card } from '../view/card.ts';
import { caseCard } from '../view/cards/decider-card.ts';
import { dpoCard, forDpo } from '../view/cards/dpo-card.ts';
import { dslCard } from '../view/cards/dsl-card.ts';
import { lettersCard } from '../view/cards/letters-card.ts';
import { safetyCard } from '../view/cards/safety-card.ts';
import { statusCard } from '../view/cards/status-card.ts';
import { timelineCard } from '../view/cards/timeline-card.ts';
import { viewAskedCard } from '../view/cards/view-asked-card.ts';
import type { Drawing } from '../view/drawing.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, said, writeAccess } from './caller.ts';
import { drawingFor } from './drawing.ts';
import type { LoadedCase } from './load-case.ts';
import { withWhole } from './whole-card.ts';

export const NO_SUCH_CASE = 'There is no such case in this school, or it is not one for you to see.';

/** The case as its reader sees it: whole for a decider, and for others the part that is theirs. */
export function cardFor(d: Drawing): Card | null {
  if (d.places.has('decider') || d.places.has('hears_appeal')) return caseCard(d);
  if (d.places.has('dsl')) return dslCard(d);
  const asked = d.places.has('consulted')
    ? d.it.consultations.findLast((row) => row.given === null || row.given.by === d.reader)
    : undefined;
  if (asked) return viewAskedCard(d, asked.id);
  if (forDpo(d)) return dpoCard(d);
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
  return { is: 'card', card: withWhole(card, loaded.it.id) };
}
