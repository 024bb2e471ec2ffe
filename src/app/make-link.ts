import type { Case, ViewLink } from '../domain/case.ts';
import type { CaseEvent } from '../domain/events/case-event.ts';
import type { ConsultationId } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import { linkCard, SHOWN_ONCE } from '../view/cards/link-card.ts';
import type { Drawing } from '../view/drawing.ts';
import type { Reply } from '../view/reply.ts';
import type { App } from './app.ts';
import type { Caller } from './caller.ts';

/** Where Accord's pages for people without an account begin; what follows is a secret. */
export const LINK_PATH = '/view/';

/**
 * A secret for a link, as the address that is handed out; the store keeps its digest and what it opens. 256 random bits
 * need no signature: what nobody can guess nobody can forge, and what it is for stands in its row. Null where Accord has
 * no address of its own.
 */
export async function mintLink(
  { codes, pages }: Pick<App, 'codes' | 'pages'>,
  unit: Unit,
  it: Pick<Case, 'id' | 'school'>,
  consultation: ConsultationId,
  link: ViewLink,
): Promise<string | null> {
  const origin = pages.origin();
  if (origin === null) return null;
  const secret = codes.secret();
  await unit.links.keep({
    digest: codes.digest(secret),
    kind: 'link',
    school: it.school,
    case: it.id,
    consultation,
    link: link.id,
    member: link.for,
    until: link.until,
  });
  return `${origin}${LINK_PATH}${secret}`;
}

/** The link that was just made to be copied, for the one who made it; null where none was. */
export async function shownLink(
  { app, unit }: Pick<Caller, 'app' | 'unit'>,
  events: readonly CaseEvent[],
  { it, member }: Pick<Drawing, 'it' | 'member'>,
): Promise<Reply | null> {
  const made = events.find((event) => event.type === 'view_link_made');
  if (made?.type !== 'view_link_made' || made.how !== 'copied') return null;
  const link = it.consultations.find((row) => row.id === made.consultation)?.link;
  const url = link && (await mintLink(app, unit, it, made.consultation, link));
  if (!link || !url) throw new Error('A link was made that leads nowhere.');
  return { is: 'card', card: linkCard(it.ref, url, member(link.for), link), once: SHOWN_ONCE };
}
