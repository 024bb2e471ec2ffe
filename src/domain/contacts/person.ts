import type { MemberId, PersonId, SchoolId } from '../ids.ts';
import type { Day } from '../time.ts';
import type { Child } from './contact.ts';

/** Somebody whom a report may concern, and all that a school keeps about them beside its cases. */
export interface Person {
  readonly id: PersonId;
  readonly school: SchoolId;
  readonly name: string;
  /** Tells apart two people of one name: a child's class, a car, a coat. */
  readonly detail: string;
  readonly title: string;
  /** What they are to whom, as the school's own system says it. */
  readonly relationship: string;
  readonly children: readonly Child[];
  readonly email: string;
  readonly address: string | null;
  /** Who looked whether the address is right, and when; null since it last changed. */
  readonly addressConfirmed: { readonly by: MemberId; readonly on: Day } | null;
  /** The language letters are to come in, where it is not English. */
  readonly language: string;
  readonly largePrint: boolean;
  readonly interpreter: boolean;
  /** What else they need. */
  readonly needs: string | null;
  readonly capacity: 'parent' | 'carer' | 'visitor';
  /** The id that the school's own system has for them: an import knows them again by it. */
  readonly externalId: string | null;
  /** Came with an import of the school's list, and not from a form. */
  readonly listed: boolean;
  /** Left the school: kept where a case names them, and not offered any more. */
  readonly leftOn: Day | null;
  readonly separateAddress: boolean;
  readonly courtOrderSeen: boolean;
  readonly member: MemberId | null;
}
