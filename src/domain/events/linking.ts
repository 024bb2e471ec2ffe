import { z } from 'zod';
import { ConsultationId, LinkId, MemberId, ParticularsRef } from '../ids.ts';
import { Day, Instant } from '../time.ts';

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), consultation: ConsultationId, link: LinkId, ...shape });

/** How a link leaves Accord: shown once to whoever made it, or sent to an address. */
export const LINK_WAYS = ['copied', 'emailed'] as const;

/** Why a link holds no longer before its time: it was used, or somebody or something took it back. */
export const LINK_ENDS = ['used', 'stood_aside', 'taken_back', 'replaced', 'answered', 'passed_on'] as const;

/** Of the link's secret nothing is here: its hash is kept beside the journal, and itself nowhere. */
export const linking = [
  event('view_link_made', {
    for: MemberId,
    how: z.enum(LINK_WAYS),
    /** The address it was sent to. */
    to: ParticularsRef.nullable(),
    on: Day,
    lastDay: Day,
    /** The end of that day at the school. */
    until: Instant,
  }),
  event('view_link_opened', { on: Day }),
  event('view_link_ended', { why: z.enum(LINK_ENDS) }),
  event('view_link_unsent', { on: Day }),
] as const;
