import type { Decide } from '../domain/command.ts';
import { lengthEnd } from '../domain/decide/restriction-dates.ts';
import { addDuration } from '../domain/due.ts';
import type { Extent } from '../domain/events/restricting.ts';
import type { Facts } from '../domain/facts.ts';
import { ParticularsId, type ParticularsRef, RoleId } from '../domain/ids.ts';
import type { SiteExtent } from '../domain/policy/rules.ts';
import { addMonths, type Day } from '../domain/time.ts';
import type { ActionOf } from './scenario-words.ts';

/** The domain never reads what people wrote, so one text that is kept nowhere stands for all of it. */
export const TEXT: ParticularsRef = { id: ParticularsId.parse('rehearsed'), commitment: '0'.repeat(64) };

export const given = (text: string | undefined): ParticularsRef | null => (text === undefined ? null : TEXT);

/** What the domain allows a limit of contact to last. */
const CONTACT_CAP_MONTHS = 6;

export const siteExtent = (places: readonly SiteExtent[] | undefined, from: Extent | null): Extent =>
  places ? { of: 'site', places: [...places] } : (from ?? { of: 'site', places: ['whole_site'] });

/** The usual length from the first day on, unless that is longer than may be decided at once. */
export const usualEnd = (start: Day, facts: Facts): Day => {
  const { usual, cap } = facts.policy.restriction.length;
  const [end, most] = [lengthEnd(start, usual, facts), lengthEnd(start, cap, facts)];
  return end < most ? end : most;
};

export function decisionOf(it: ActionOf<'decide'>['with'], facts: Facts): Decide {
  const kinds = facts.policy.steps.filter((step) => it.steps.includes(step.id)).map((step) => step.kind);
  const risk = given(it.danger);
  const mode = it.restriction?.mode ?? (risk ? 'provisional' : 'notice');
  const start = it.restriction?.from ?? facts.today;
  const contactStart = it.contact?.from ?? facts.today;
  const longest = addMonths(contactStart, CONTACT_CAP_MONTHS);
  const contactEnd = addDuration(facts.calendar, contactStart, facts.policy.contact.length.usual);
  return {
    do: 'decide',
    steps: it.steps,
    reason: TEXT,
    departureReason: it.different_because !== undefined,
    skipReason: it.early_because !== undefined,
    waived: it.waive ?? [],
    confirmed: it.confirmed ?? [],
    equality: it.equality === 'not_asked' ? null : { answer: it.equality, note: null },
    phone: it.by_phone_of ? { decidedBy: it.by_phone_of } : null,
    present: it.present ?? [],
    restriction: kinds.includes('restrict_site')
      ? {
          mode: mode === 'notice' ? 'intention' : 'provisional',
          extent: siteExtent(it.restriction?.places, null),
          start,
          end: it.restriction?.until ?? usualEnd(start, facts),
          threshold: TEXT,
          risk: mode === 'provisional' ? risk : null,
          siteRisk: given(it.site_risk),
        }
      : null,
    contact: kinds.includes('restrict_contact')
      ? {
          extent: {
            of: 'contact',
            channels: it.contact?.channels ?? ['email'],
            named: it.contact?.with ?? RoleId.parse('office'),
            perWeek: it.contact?.per_week ?? 1,
          },
          start: contactStart,
          end: it.contact?.until ?? (contactEnd < longest ? contactEnd : longest),
        }
      : null,
    risk,
    secondPerson: it.second_person ?? null,
  };
}
