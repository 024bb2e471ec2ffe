import { z } from 'zod';
import { PackId, RoleId } from '../ids.ts';
import { Breach, Duty, Expectation } from './breach.ts';
import { Duration, PolicyDate } from './duration.ts';
import { checkReferences } from './references.ts';
import { Panel, Role } from './roles.ts';
import {
  Agreement,
  Ask,
  Body,
  ConcernRoute,
  ContactRules,
  ContactTable,
  Decides,
  Escalation,
  MeetingRules,
  NotApplied,
  Promise_,
  RestrictionRules,
  Retention,
  Signs,
  Told,
} from './rules.ts';
import { Source } from './source.ts';
import { Gate, Step, Track } from './step.ts';

const text = z.string().trim().min(1).max(400);

export const JURISDICTIONS = ['england', 'wales', 'scotland', 'northern_ireland', 'isle_of_man'] as const;
export const PROVIDERS = [
  'community',
  'voluntary_controlled',
  'foundation',
  'voluntary_aided',
  'academy',
  'independent',
  'early_years',
  'college',
  'ask',
] as const;

const Dates = z.strictObject({
  approved: PolicyDate,
  amended: z.array(PolicyDate).default([]),
  last_reviewed: PolicyDate.optional(),
  review_every: Duration.optional(),
  next_review: PolicyDate,
  note: text.optional(),
});

const Subject = z.strictObject({
  who: z.enum(['parent', 'carer', 'visitor', 'pupil_posts']),
  /** `premises_control`: not named by the policy; the school's ordinary control of its site applies. */
  how: z.enum(['named', 'premises_control']).default('named'),
  source: Source,
});

/** Plain object of a pack, before cross-references are checked. */
export const PolicyShape = z.strictObject({
  format: z.literal(1),
  id: PackId,
  name: text,
  school: text.nullable(),
  trust: text.optional(),
  body: text.nullable(),
  title: text.nullable(),
  statutory: z.enum(['statutory', 'non_statutory', 'not_stated']).default('not_stated'),
  dates: Dates,
  jurisdiction: z.strictObject({ is: z.enum(JURISDICTIONS), source: Source }),
  provider: z.strictObject({ is: z.enum(PROVIDERS), source: Source }),
  legal_basis: z.strictObject({ is: z.enum(['licence', 'contract', 'statute']), source: Source }),
  year: z.enum(['terms', 'year_round']).default('terms'),
  languages: z
    .array(z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/))
    .min(1)
    .default(['en']),
  linked: z.array(z.strictObject({ title: text, source: Source, url: z.url().optional() })).default([]),
  subjects: z.array(Subject).min(1),
  scope: z.strictObject({ text, site_sanction_only: z.boolean(), source: Source }),
  roles: z.record(RoleId, Role).default({}),
  panels: z.array(Panel).default([]),
  breaches: z.strictObject({ exhaustive: z.boolean(), list: z.array(Breach).min(1) }),
  expectations: z.array(Expectation).default([]),
  duties: z.array(Duty).default([]),
  tracks: z.array(Track).min(1),
  steps: z.array(Step).min(1),
  gates: z.array(Gate).default([]),
  decides: z.array(Decides).min(1),
  told: z.array(Told).default([]),
  signs: z.array(Signs).min(1),
  meeting: MeetingRules,
  look_back: z.strictObject({ within: Duration, source: Source }),
  restriction: RestrictionRules,
  contact: ContactRules,
  promises: z.array(Promise_).default([]),
  bodies: z.array(Body).default([]),
  concern_route: ConcernRoute,
  contact_table: ContactTable.optional(),
  agreement: Agreement,
  retention: z.array(Retention).min(1),
  escalation: z.array(Escalation).min(1),
  not_applied: z.array(NotApplied).default([]),
  asks: z.array(Ask).default([]),
});

/** A policy exists only if a pack parsed: the brand is given here and nowhere else. */
export const Policy = PolicyShape.superRefine(checkReferences).brand<'Policy'>();
export type Policy = z.output<typeof Policy>;
export type PolicyShape = z.output<typeof PolicyShape>;
