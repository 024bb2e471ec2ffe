import { z } from 'zod';
import { RoleId, StepId } from '../ids.ts';
import { Duration } from './duration.ts';
import { Owner } from './roles.ts';
import { Source } from './source.ts';

const text = z.string().trim().min(1).max(400);
const slug = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);

export const SITE_EXTENTS = [
  'whole_site',
  'by_appointment',
  'drop_off_pick_up_only',
  'not_at_drop_off_pick_up',
  'events',
] as const;
export const SiteExtent = z.enum(SITE_EXTENTS);
export type SiteExtent = z.infer<typeof SiteExtent>;

export const CONTACT_CHANNELS = ['in_person', 'phone', 'email', 'letter', 'app'] as const;
export const ContactChannel = z.enum(CONTACT_CHANNELS);
export type ContactChannel = z.infer<typeof ContactChannel>;

export const RestrictionRules = z.strictObject({
  extents: z.array(SiteExtent).min(1),
  length: z.strictObject({ usual: Duration, cap: Duration, source: Source }),
  review: z.strictObject({ before_end: Duration, at_most_every: Duration, source: Source }),
  /** How long the person has to give their side; never fewer than five school days. */
  their_side: z.strictObject({ within: Duration, source: Source }),
  decide_within: z.strictObject({ within: Duration, source: Source }),
  appeal: z.strictObject({ to: Owner, within: Duration, suspends: z.boolean(), source: Source }).optional(),
});

export const ContactRules = z.strictObject({
  channels: z.array(ContactChannel).min(1),
  usual: text,
  length: z.strictObject({ usual: Duration, review: Duration, source: Source }),
});

export const MeetingRules = z.strictObject({
  with: z.array(RoleId).min(1),
  reply_within: Duration,
  rearrangements: z.int().min(0).max(5),
  companion: z.boolean(),
  source: Source,
});

/** Who may decide what. The first row that names a step, or names none, holds. */
export const Decides = z.strictObject({
  steps: z.array(StepId).default([]),
  by: Owner,
  substitute: z.array(RoleId).min(1),
  source: Source,
});

export const Told = z.strictObject({
  roles: z.array(RoleId).min(1),
  when: z.array(StepId).min(1),
  source: Source,
});
export const Signs = z.strictObject({
  letters: z.array(slug).default([]),
  by: z.array(RoleId).min(1),
  source: Source,
});

/** A promise with one clock or several, each from a named start. */
export const Promise_ = z.strictObject({
  id: slug,
  label: text,
  owner: RoleId,
  from: z.enum([
    'message_received',
    'report',
    'decision',
    'meeting',
    'complaint',
    'letter_received',
    'term_start',
  ]),
  clocks: z
    .array(
      z.strictObject({
        within: z.union([Duration, z.strictObject({ unstated: text, read_as: Duration })]),
        label: text,
        target: z.boolean().default(false),
      }),
    )
    .min(1),
  out_of_term: z.enum(['counts', 'from_next_school_day']),
  source: Source,
});

export const Body = z.strictObject({
  id: slug,
  kind: z.enum(['police', 'legal', 'authority', 'local_authority', 'platform', 'social_care', 'other']),
  name: text.nullable(),
  source: Source,
});

export const ConcernRoute = z.strictObject({
  ordered: z.boolean(),
  steps: z.array(z.strictObject({ who: text, role: RoleId.optional() })).min(1),
  note: text.optional(),
  source: Source,
});

/** What parents may use for what: rows are wishes, cells are channels. */
export const ContactTable = z.strictObject({
  rows: z.array(z.strictObject({ want: text, use: z.array(text).min(1) })).min(1),
  source: Source,
});

export const Agreement = z.strictObject({
  how: z.enum(['signed', 'deemed', 'none']),
  fields: z
    .array(z.strictObject({ id: slug, label: text, kind: z.enum(['text', 'tick', 'signature', 'date']) }))
    .default([]),
  source: Source,
});

export const RETAINED = ['formal', 'complaint', 'no_action', 'withdrawn'] as const;
export const Retention = z.strictObject({
  keep: z.enum(RETAINED),
  for: Duration,
  afterwards: z.enum(['review', 'delete']),
  source: Source,
});

export const Escalation = z.strictObject({
  what: z.array(slug).default([]),
  after: Duration,
  to: z.array(RoleId).min(1),
  source: Source,
});

/** A text of the policy that is kept for citation and not applied, because it is unlawful or unfair as written. */
export const NotApplied = z.strictObject({ clause: text, says: text, why: text, instead: text });

/** What setup must ask the school, because the policy does not say. */
export const Ask = z.strictObject({ id: slug, ask: text, why: text });
