import { blankPerson } from '../../src/app/blank-person.ts';
import type { Person } from '../../src/domain/contacts/person.ts';
import {
  CaseId,
  CaseRef,
  IntentKey,
  MemberId,
  PackId,
  PersonId,
  RoleId,
  SchoolId,
} from '../../src/domain/ids.ts';
import { Instant, toDay } from '../../src/domain/time.ts';
import type { CaseRow, Member, NewFact, NewPost } from '../../src/ports.ts';

export const school = SchoolId.parse('school-a');
export const otherSchool = SchoolId.parse('school-b');
export const teacher = MemberId.parse('member-teacher');
export const head = MemberId.parse('member-head');
export const at = Instant.parse('2026-11-20T09:00:00.000Z');
export const later = Instant.parse('2026-11-21T09:00:00.000Z');
export const today = toDay('2026-11-20');
export const who = { school, at, by: teacher };

export const caseId = (n: number) => CaseId.parse(`case-${n}`);
export const personId = (n: number) => PersonId.parse(`person-${n}`);
export const intentKey = (text: string) => IntentKey.parse(text);

export const fact = (n: number, more: Record<string, unknown> = {}): NewFact => ({
  type: 'NoteAdded',
  version: 1,
  data: { type: 'NoteAdded', n, ...more },
});

export const person = (n: number, name: string, more: Partial<Person> = {}): Person => ({
  ...blankPerson(personId(n), school, name),
  detail: 'blue coat',
  address: '1 Invented Row',
  ...more,
});

export const member = (id: MemberId, more: Partial<Member> = {}): Member => ({
  id,
  school,
  name: 'Invented Teacher',
  roles: [RoleId.parse('staff')],
  active: true,
  identities: [{ platform: 'slack', user: `U-${id}` }],
  email: null,
  via: null,
  ...more,
});

export const caseRow = (n: number, more: Partial<CaseRow> = {}): CaseRow => ({
  id: caseId(n),
  school,
  ref: CaseRef.parse(`AC-26-${String(n).padStart(4, '0')}`),
  person: personId(n),
  status: 'open',
  openedOn: today,
  occurredOn: today,
  childFlag: false,
  reporters: [teacher],
  revision: 1,
  position: 1,
  outline: null,
  ...more,
});

export const post = (key: string, to: MemberId, more: Partial<NewPost> = {}): NewPost => ({
  key,
  school,
  to: { kind: 'member', member: to },
  about: { show: 'case', case: caseId(1) },
  ...more,
});

export const pack = PackId.parse('stockham-primary');
