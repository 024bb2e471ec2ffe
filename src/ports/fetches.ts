import type { CaseId, MatterId, MemberId, SchoolId, UploadId } from '../domain/ids.ts';
import type { Instant } from '../domain/time.ts';
import type { Platform, SetAside } from '../ports.ts';

/** A file somebody gave a platform for a case or for a list of the school, still to be fetched from there. */
export interface NewFetch {
  readonly school: SchoolId;
  readonly about: { readonly case: CaseId } | { readonly upload: UploadId };
  /** Who gave it: it is kept in their name, if they still may. */
  readonly member: MemberId;
  readonly platform: Platform;
  /** The platform's own id of the file, and no personal data. With what it is about it says what is owed. */
  readonly handle: string;
  /** What they sent us that it is the original of; null for evidence. */
  readonly originalOf: MatterId | null;
}

export interface Fetch extends NewFetch {
  readonly id: string;
  readonly attempts: number;
}

export interface Fetches {
  /** Once for each handle and what it is about; what was set aside before is tried afresh, for whoever gave it last. */
  owe(fetches: readonly NewFetch[], at: Instant): Promise<void>;
  /** The oldest of this platform that nobody else holds, leased to `worker`. */
  claim(worker: string, platform: Platform, nowMs: number, leaseMs: number, limit: number): Promise<Fetch[]>;
  /** False where it is not owed any more: whoever was quicker has kept the file. */
  done(id: string): Promise<boolean>;
  later(id: string, retryAtMs: number, reason: string): Promise<void>;
  /** Later as well, and the try is not counted against it. */
  held(id: string, retryAtMs: number, reason: string): Promise<void>;
  /** False where it is not owed any more. */
  setAside(id: string, reason: string): Promise<boolean>;
  asideList(): Promise<SetAside[]>;
  /** Puts what was set aside back in line; all of it without `id`. Returns how many. */
  retry(id?: string): Promise<number>;
  counts(): Promise<{ owed: number; aside: number }>;
}
