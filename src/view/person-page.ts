import type { Child } from '../domain/contacts/contact.ts';
import type { MemberId, PersonId } from '../domain/ids.ts';
import type { Day } from '../domain/time.ts';
import type { Scene } from './drawing.ts';

export const CAPACITIES = ['parent', 'carer', 'visitor'] as const;
export type Capacity = (typeof CAPACITIES)[number];

/** Everything the school keeps about one person, beside what any case says. */
export interface PersonKept {
  readonly id: PersonId;
  readonly title: string;
  readonly name: string;
  readonly detail: string;
  readonly relationship: string;
  readonly children: readonly Child[];
  readonly email: string;
  readonly address: string | null;
  readonly addressConfirmed: { readonly by: MemberId; readonly on: Day } | null;
  readonly language: string;
  readonly largePrint: boolean;
  readonly interpreter: boolean;
  readonly needs: string | null;
  readonly capacity: Capacity;
  readonly separateAddress: boolean;
  readonly courtOrderSeen: boolean;
  readonly listed: boolean;
  readonly leftOn: Day | null;
  /** A colleague who is this person, or of their family. */
  readonly member: MemberId | null;
}

export interface PersonScene extends Scene {
  readonly person: PersonKept;
}
