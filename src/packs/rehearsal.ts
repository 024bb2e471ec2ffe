import type { Case, Restriction } from '../domain/case.ts';
import type { DeadlineKind } from '../domain/deadline-kinds.ts';
import type { EventOf } from '../domain/events/case-event.ts';
import type { Source } from '../domain/policy/source.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Day } from '../domain/time.ts';

/** A step as it stands at a point: what it is called, and the clause, guidance or assumption that it rests on. */
export interface StepRow {
  readonly step: string;
  readonly label: string;
  readonly clause: Source;
  /** The policy says that it will be done. */
  readonly must: boolean;
  /** `skip`: early, as the policy allows in graver cases. `departure`: not in the policy's order. */
  readonly off_order: 'no' | 'skip' | 'departure';
}

/** What must happen before some of the steps, or is offered before them. */
export interface FirstRow {
  readonly gate: string;
  readonly label: string;
  readonly state: 'unmet' | 'offered';
  readonly clause: Source;
  readonly before: readonly { readonly step: string; readonly label: string }[];
  readonly mend: string;
}

export interface OwedRow {
  readonly kind: DeadlineKind;
  readonly due: Day;
  readonly by: string;
  /** Nobody has to act on it. */
  readonly quiet: boolean;
}

export interface LetterRow {
  readonly kind: string;
  readonly due: Day;
  readonly state: 'to_sign' | 'to_send';
  readonly signers: readonly string[];
}

export interface RestrictionRow {
  readonly status: Restriction['status'];
  readonly extent: readonly string[];
  readonly from: Day;
  readonly until: Day;
  readonly review: Day;
  readonly their_side_by: Day | null;
  readonly decide_by: Day | null;
}

export interface DepartureRow {
  readonly what: EventOf<'decision_made'>['departures'][number]['what'] | 'early';
  readonly about: string;
  readonly label: string;
  readonly clause: string;
}

/** Where the case stands after a point. */
export interface Stand {
  readonly status: Case['status'];
  readonly recommended: readonly StepRow[];
  /** Recommended once what comes first is done. */
  readonly later: readonly StepRow[];
  readonly allowed: readonly StepRow[];
  readonly first: readonly FirstRow[];
  readonly owed: readonly OwedRow[];
  readonly letters: readonly LetterRow[];
  readonly restrictions: readonly RestrictionRow[];
  /** The role whose view is waited for. */
  readonly asked: string | null;
}

export interface Entry extends Stand {
  readonly point: number;
  readonly line: number;
  readonly day: Day;
  readonly time: string;
  readonly case: string;
  readonly happens: string;
  readonly note: string | null;
  readonly refused: Refusal | null;
  /** Null where the point is no decision. */
  readonly departures: readonly DepartureRow[] | null;
  /** Whether the scenario claimed anything of this point. */
  readonly claims: boolean;
  /** What differs from what the scenario expects, in sentences. */
  readonly differs: readonly string[];
}

/** A scenario played through a policy: one entry for each point. Nothing in it was recorded anywhere. */
export interface Rehearsal {
  readonly pack: string;
  readonly policy: string;
  readonly title: string;
  readonly about: string | null;
  readonly as_expected: boolean;
  readonly entries: readonly Entry[];
}
