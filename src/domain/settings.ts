import { z } from 'zod';
import { CalendarSettings } from './calendar-settings.ts';
import { ContactColumns } from './contacts/columns.ts';
import { MemberId, ParticularsRef } from './ids.ts';
import { JURISDICTIONS, PROVIDERS } from './policy/policy.ts';
import { Day } from './time.ts';

const text = z.string().trim().max(300);

/**
 * What a school's letters say again and again. Where nothing is entered and nothing is safe to assume, the draft
 * shows a gap; the defaults here promise nothing that a school could not do.
 */
const LetterSettings = z.object({
  /** Whom a reader may ask. */
  contact: text.default('the school office'),
  /** How letters usually go: `first-class post and email`. */
  sent_by: text.default(''),
  /** Who hears a complaint about a letter; empty for the chair by the policy's title. */
  complaints_to: text.default(''),
  policies_at: text.default('available from the school office'),
  privacy_notice_at: text.default('which the school office can give you'),
  records_from: text.default('our data protection officer, through the school office'),
  /** Where staff meet a parent who may not come in and has nobody else to send. */
  handover: z
    .object({ where: text.default(''), morning: text.default(''), afternoon: text.default('') })
    .default({ where: '', morning: '', afternoon: '' }),
  /** When children arrive and leave, as it is said. */
  drop_off_times: text.default(''),
  parents_evening: z.enum(['phone', 'video']).default('phone'),
  meetings: text.default('by phone or by video call'),
  elections_of: text.default('parent governors'),
});

const platformId = z.string().trim().min(1).max(200);

/** What a school has told Accord beside its policy. Everything has a stated default, so a new school can begin. */
export const SchoolSettings = z.object({
  calendar: CalendarSettings.default({ zone: 'Europe/London', terms: [], inset: [] }),
  /** Overrides the pack where a trust's pack serves several kinds of school. */
  provider: z.enum(PROVIDERS).optional(),
  jurisdiction: z.enum(JURISDICTIONS).optional(),
  letterhead: z
    .object({ address: text.default(''), phone: text.default(''), email: text.default('') })
    .default({ address: '', phone: '', email: '' }),
  /** The picture on the letterhead, kept among the files: `accord school logo`. */
  logo: ParticularsRef.nullable().default(null),
  letters: LetterSettings.prefault({}),
  /** The most days that a link for somebody without an account holds. */
  linkDays: z.int().min(1).max(14).default(7),
  /** Whom whoever stands at the front gate calls when they are not sure: the head's number, as it is dialled. */
  gate: z.object({ call: text.default('') }).default({ call: '' }),
  /** Who stands in for whom, and when. */
  absences: z.array(z.object({ member: MemberId, deputy: MemberId, from: Day, to: Day })).default([]),
  /** Bodies a policy leaves unnamed, by the pack's id for them. */
  bodies: z.record(z.string(), text).default({}),
  /** Answers to what the pack asks at setup. */
  answers: z.record(z.string(), text).default({}),
  /** The day on which each yearly duty was last done. */
  dutiesDone: z.record(z.string(), Day).default({}),
  /** The leadership channel of each platform, by the platform's own id for it. */
  channels: z
    .object({
      slack: platformId.optional(),
      teams: platformId.optional(),
      playground: platformId.optional(),
    })
    .default({}),
  /** Groups that a platform keeps and whose people may report, by the platform's own id for the group. */
  groups: z
    .array(z.object({ platform: z.enum(['slack', 'teams', 'playground']), group: platformId }))
    .default([]),
  /** Which columns of the school's export of parents and carers hold what, as it was settled for the last file. */
  contactColumns: ContactColumns.default({}),
});
export type SchoolSettings = z.output<typeof SchoolSettings>;

/** Settings as they are kept. Throws when a kept row is no setting that Accord wrote: a bug. */
export const readSettings = (kept: Readonly<Record<string, unknown>>): SchoolSettings =>
  SchoolSettings.parse(kept);
