import { z } from 'zod';
import { MemberId, PackId, ParticularsRef, PersonId, RoleId, SchoolId } from '../ids.ts';
import { Day } from '../time.ts';

const event = <T extends string, S extends z.ZodRawShape>(type: T, shape: S) =>
  z.object({ type: z.literal(type), ...shape });

/** Facts about a school rather than about one person's matter. */
export const SchoolEvent = z.discriminatedUnion('type', [
  event('school_added', { school: SchoolId, pack: PackId }),
  event('school_claimed', { by: MemberId }),
  event('policy_adopted', { pack: PackId, sha256: z.string() }),
  event('member_added', { member: MemberId, roles: z.array(RoleId) }),
  event('member_changed', { member: MemberId, roles: z.array(RoleId), active: z.boolean() }),
  /** Their account on a platform was switched off. The roles that ended with it; none where another account is left. */
  event('account_gone', {
    member: MemberId,
    platform: z.enum(['slack', 'teams', 'playground']),
    ended: z.array(RoleId),
  }),
  event('settings_changed', { what: z.array(z.string()) }),
  event('deputy_named', { member: MemberId, deputy: MemberId, from: Day, to: Day }),
  event('person_added', { person: PersonId }),
  /** A list from the school's own system. `kept` says whom it changed and what they were before. */
  event('people_imported', {
    added: z.int(),
    changed: z.int(),
    left: z.int(),
    kept: ParticularsRef,
  }),
  /** `what` are names of fields; `kept` holds what they were and are. */
  event('person_changed', { person: PersonId, what: z.array(z.string()), kept: ParticularsRef }),
  event('address_confirmed', { person: PersonId, on: Day, kept: ParticularsRef }),
  /** Who signed which version of the code, and what they ticked: the pack's own ids. */
  event('agreement_recorded', {
    person: PersonId,
    sha256: z.string(),
    on: Day,
    ticks: z.array(z.string()),
  }),
  /** It had been recorded by mistake. */
  event('agreement_taken_out', { person: PersonId, sha256: z.string(), on: Day }),
  event('person_linked', { person: PersonId, member: MemberId.nullable() }),
  event('duty_done', { duty: z.string(), on: Day }),
  event('strangers_counted', { count: z.int(), on: Day }),
]);
export type SchoolEvent = z.infer<typeof SchoolEvent>;

/** In a member's own monthly stream: what they looked at, and what they were refused. */
export const AccessEvent = z.discriminatedUnion('type', [
  event('case_viewed', { case: z.string() }),
  event('file_viewed', { case: z.string(), file: z.string() }),
  event('gate_list_viewed', { on: Day }),
  event('gate_list_printed', { on: Day }),
  event('bundle_made', { case: z.string(), redacted: z.boolean() }),
  event('person_searched', {}),
  /** Somebody came with a link of theirs that opens nothing any more. */
  event('link_refused', { case: z.string(), consultation: z.string(), link: z.string(), why: z.string() }),
  /** By what, and never the words: a name stands in no fact. */
  event('case_searched', { by: z.array(z.enum(['person', 'reference', 'state', 'step', 'date'])) }),
  event('attempt_refused', { what: z.string(), case: z.string().nullable() }),
]);
export type AccessEvent = z.infer<typeof AccessEvent>;
