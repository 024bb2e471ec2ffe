import { titleOf } from '../../book.ts';
import { breachesOf } from '../../condition-holds.ts';
import { RoleId } from '../../ids.ts';
import type { Policy } from '../../policy/policy.ts';
import type { ContactPoint } from '../compose/contact.ts';
import type { LetterFacts } from '../facts.ts';
import { gap } from '../gaps.ts';
import { printDay } from '../print-day.ts';
import { type CaseSource, dayOf } from './case-source.ts';
import { saidDate } from './said-date.ts';

/** `the Headteacher`, by the title this school gives the role. */
export const theTitle = (role: RoleId, policy: Policy): string => `the ${titleOf(role, policy)}`;

/** Who takes a complaint, in the school's own words: the first of the governors who gave no view on the case. */
function complaintsTo({ it, policy }: CaseSource): string {
  const partOf = (role: RoleId): string => policy.roles[role]?.plays ?? role;
  const asked = new Set<string>(it.consultations.map((row) => partOf(row.role)));
  const part = (['chair', 'vice_chair', 'governor'] as const).find((one) => !asked.has(one));
  if (!part) return 'a governor who took no part';
  const own = Object.values(policy.roles).find((role) => role.plays === part)?.title;
  if (part === 'governor') return `a ${own ?? 'governor'} who took no part`;
  return own ? `the ${own}` : theTitle(RoleId.parse(part), policy);
}

export const schoolPhone = ({ settings }: CaseSource): string =>
  settings.letterhead.phone || gap("the school's telephone number");

export function contactPoint({ settings }: CaseSource, who = settings.letters.contact): ContactPoint {
  const { phone, email } = settings.letterhead;
  return phone || email
    ? { who, phone: phone || undefined, email: email || undefined }
    : { who, phone: gap('a telephone number or an email address') };
}

function letterhead({ settings, schoolName }: CaseSource): LetterFacts['letterhead'] {
  const { address, phone, email } = settings.letterhead;
  const lines = [address || gap("the school's address"), phone, email].filter((line) => line !== '');
  return { school: schoolName, lines };
}

/** Where an address says which lines it has, they are its own; otherwise each comma begins one. */
const addressLines = (address: string): string[] =>
  address
    .split(address.includes('\n') ? '\n' : ',')
    .map((line) => line.trim())
    .filter((line) => line !== '');

function addressee({ person }: CaseSource): LetterFacts {
  if (!person) return {};
  const lines = addressLines(person.address ?? '');
  return {
    addressee: {
      name: person.name,
      address: lines.length > 0 ? lines : [gap('the address that this person has confirmed as their own')],
    },
    addressee_name: person.name,
  };
}

function happened(source: CaseSource): LetterFacts {
  const { it } = source;
  const standing = it.reports.filter((row) => !row.withdrawn);
  const days = [...new Set(standing.map((row) => dayOf(source, row.occurredAt)))];
  const on = days.length > 0 ? days : [it.occurredOn];
  const place = standing.flatMap((row) => (row.place ? (source.text(row.place) ?? []) : []))[0]?.trim();
  const where =
    place ||
    (it.happened === 'premises'
      ? 'on the school site'
      : it.happened === 'online'
        ? 'online'
        : gap('where it is said to have happened'));
  return {
    happened_on: on,
    happened_where: where,
    // The kind of thing reported stands beside its clause, which every letter with an account has as well.
    // When and where are in the sentence before it.
    reported_account: `It is reported that ${gap(
      'what is said to have happened, in neutral words, without naming who reported it',
    )}.`,
  };
}

function version({ policy, it }: CaseSource): string {
  const { approved, amended } = policy.dates;
  const agreed = saidDate(approved);
  const last = amended.at(-1);
  const changed = last ? saidDate(last) : null;
  const parts = [agreed && `agreed ${agreed}`, changed && `amended ${changed}`].filter((part) => !!part);
  // A code without a date is still one particular text: the one the case was opened under.
  return parts.length > 0 ? parts.join(', ') : `the version in use on ${printDay(it.openedOn)}`;
}

/** What every letter has: whose it is, to whom, about what, and what to do next. */
export function headingFacts(source: CaseSource): LetterFacts {
  const { it, policy, settings, signer } = source;
  const { letters } = settings;
  const clauses = breachesOf(it, policy).map(({ clause, label }) => ({ clause, label }));
  return {
    letterhead: letterhead(source),
    case_ref: it.ref,
    letter_date: source.today,
    ...addressee(source),
    sent_by:
      letters.sent_by || gap('how this letter goes: by hand, first-class post, signed-for post or email'),
    ...happened(source),
    policy_title: policy.title ?? (settings.answers.title || gap('what the school calls its code')),
    policy_version: version(source),
    clauses:
      clauses.length > 0
        ? clauses
        : { gap: 'which part of our code this is about; what was reported is not on its list' },
    contact: contactPoint(source),
    help_offer: { contact: contactPoint(source) },
    complaint_route: { to: letters.complaints_to || complaintsTo(source), policyAt: letters.policies_at },
    data_notice: { noticeAt: letters.privacy_notice_at, askAt: letters.records_from },
    signature: signer
      ? { name: signer.name, role: titleOf(signer.role, policy) }
      : { gap: 'the name and role of the person who signs; nobody in the school holds that role yet' },
    child:
      it.capacity === 'visitor'
        ? gap('the child concerned, or leave the sentence out: this person came as a visitor')
        : undefined,
  };
}
