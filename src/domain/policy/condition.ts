import { z } from 'zod';
import { BreachId, StepId } from '../ids.ts';
import { Duration } from './duration.ts';

export const SEVERITIES = ['guidance', 'low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];
export const atLeast = (a: Severity, b: Severity): boolean => SEVERITIES.indexOf(a) >= SEVERITIES.indexOf(b);

export const WHERE = ['premises', 'online', 'anywhere'] as const;
export const FAMILIES = [
  'premises',
  'conduct',
  'communication',
  'safeguarding',
  'substance',
  'online',
  'pattern',
  'other',
] as const;
export type Family = (typeof FAMILIES)[number];

/** What a report or its reader has noticed. "Possible" is all that Accord ever says of a crime. */
export const FLAGS = [
  'possible_crime',
  'harassment_sign',
  'possible_libel',
  'found_defamatory',
  'child_at_risk',
  'someone_hurt',
  'weapon',
  'discriminatory',
  'open_complaint',
  'conflict_of_interest',
  'immediate_risk',
  'collecting_unfit',
  'pupil_posted',
  'humiliation',
  'is_a_concern',
] as const;
export const Flag = z.enum(FLAGS);
export type Flag = z.infer<typeof Flag>;

const count = z.strictObject({ at_least: z.int().min(1).max(50), within: Duration });

/** When a rule of a pack applies. A closed set: nothing in a pack runs. */
export type Condition =
  | { always: true }
  | { flag: Flag[] }
  | { breach: BreachId[] }
  | { family: Family[] }
  | { severity_from: Severity }
  | { severity_to: Severity }
  | { happened: (typeof WHERE)[number] }
  | { reports: z.output<typeof count> }
  | { findings: z.output<typeof count> }
  | { done: StepId }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [
      z.strictObject({ always: z.literal(true) }),
      z.strictObject({ flag: z.array(Flag).min(1) }),
      z.strictObject({ breach: z.array(BreachId).min(1) }),
      z.strictObject({ family: z.array(z.enum(FAMILIES)).min(1) }),
      z.strictObject({ severity_from: z.enum(SEVERITIES) }),
      z.strictObject({ severity_to: z.enum(SEVERITIES) }),
      z.strictObject({ happened: z.enum(WHERE) }),
      z.strictObject({ reports: count }),
      z.strictObject({ findings: count }),
      z.strictObject({ done: StepId }),
      z.strictObject({ all: z.array(Condition).min(1) }),
      z.strictObject({ any: z.array(Condition).min(1) }),
      z.strictObject({ not: Condition }),
    ],
    {
      error:
        'a condition is one of: always, flag, breach, family, severity_from, severity_to, happened, reports, findings, done, all, any, not',
    },
  ),
);
