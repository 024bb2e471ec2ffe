import type { CaseId, ConsultationId, LinkId, MemberId, SchoolId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';

/** A way in that somebody holds a secret to. Of the secret only its digest is kept. */
export interface KeptLink {
  readonly digest: string;
  /** `link` is what was sent; `session` is what a browser holds once the link was opened. */
  readonly kind: 'link' | 'session';
  readonly school: SchoolId;
  readonly case: CaseId;
  readonly consultation: ConsultationId;
  readonly link: LinkId;
  readonly member: MemberId;
  readonly until: Instant;
}

export interface Links {
  keep(link: KeptLink): Promise<void>;
  /** As it was kept, whether or not its time has passed. */
  find(digest: string, kind: KeptLink['kind']): Promise<KeptLink | null>;
  /** Deletes sessions that ended before `now`, and links that ended before `long`; says how many. */
  forget(now: Instant, long: Instant): Promise<number>;
}
