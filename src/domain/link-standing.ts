import { type Book, type BookMember, memberOf } from './book.ts';
import type { Case, Consultation, ViewLink } from './case.ts';
import type { LinkId } from './ids.ts';
import type { Policy } from './policy/policy.ts';
import { consultable } from './standing.ts';
import type { Instant } from './time.ts';

/** Why a link that once was one opens nothing: for the record, and for nobody who holds the link. */
export type LinkDead = NonNullable<ViewLink['ended']> | 'gone' | 'expired' | 'not_asked' | 'case_closed';

export type LinkStanding =
  | { readonly stands: true; readonly row: Consultation; readonly link: ViewLink }
  | { readonly stands: false; readonly why: LinkDead; readonly row: Consultation | null };

/** Who may come in by a link: whoever may be asked; after "I'd like to talk" only they, for the answer stays theirs. */
export const linkable = (row: Consultation, it: Case, policy: Policy, book: Book): readonly BookMember[] =>
  consultable(row.role, it, policy, book).filter((one) => row.given === null || row.given.by === one.id);

/** Whether a link still opens its question: in time, not ended, and for somebody who may give the view now. */
export function linkStanding(
  id: LinkId,
  it: Case,
  at: { readonly policy: Policy; readonly book: Book; readonly now: Instant },
): LinkStanding {
  const row = it.consultations.find((one) => one.link?.id === id) ?? null;
  const dead = (why: LinkDead): LinkStanding => ({ stands: false, why, row });
  const link = row?.link;
  if (!row || !link) return dead('replaced');
  if (link.ended) return dead(link.ended);
  if (link.until <= at.now) return dead('expired');
  if (it.status !== 'open') return dead('case_closed');
  if (!memberOf(at.book, link.for)?.active) return dead('gone');
  const asked = linkable(row, it, at.policy, at.book).some((one) => one.id === link.for);
  return asked ? { stands: true, row, link } : dead('not_asked');
}
