import type { CaseId, PersonId, RestrictionId, SchoolId } from './ids.ts';
import type { Day } from './time.ts';

/** What keeps somebody away or limits their contact now, as the front gate list reads it. */
export interface RestrictionRow {
  readonly id: RestrictionId;
  readonly case: CaseId;
  readonly school: SchoolId;
  readonly person: PersonId;
  readonly about: 'site' | 'contact';
  readonly status: 'provisional' | 'confirmed';
  readonly extents: readonly string[];
  readonly start: Day;
  /** The last day it holds. */
  readonly end: Day;
  readonly review: Day;
}
