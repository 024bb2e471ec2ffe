import { z } from 'zod';
import { CaseId, CaseRef } from '../../domain/ids.ts';
import { StepKind } from '../../domain/policy/step.ts';
import { Day } from '../../domain/time.ts';

export const FOUND_STATUS = ['open', 'closed', 'withdrawn', 'erased'] as const;

/** What somebody looks for: all that is named, and nothing named is everything of theirs. */
export const Query = z.object({
  /** Of the person, as far as it was typed. */
  name: z.string().max(120).nullable().default(null),
  ref: CaseRef.nullable().default(null),
  status: z.enum(FOUND_STATUS).nullable().default(null),
  /** Any one of these steps was taken. */
  steps: z.array(StepKind).max(30).default([]),
  from: Day.nullable().default(null),
  to: Day.nullable().default(null),
  /** Only cases opened before this one: the next page. */
  before: CaseId.nullable().default(null),
});
export type Query = z.output<typeof Query>;

export const EVERYTHING: Query = Query.parse({});

/** By what it was looked for: all that the record keeps of a search, so that no name stands in it. */
export const BY = ['person', 'reference', 'state', 'step', 'date'] as const;
export type By = (typeof BY)[number];

export const lookedBy = (query: Query): By[] => [
  ...(query.name === null ? [] : ['person' as const]),
  ...(query.ref === null ? [] : ['reference' as const]),
  ...(query.status === null ? [] : ['state' as const]),
  ...(query.steps.length === 0 ? [] : ['step' as const]),
  ...(query.from === null && query.to === null ? [] : ['date' as const]),
];
