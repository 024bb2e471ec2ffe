import { titleOf } from '../domain/book.ts';
import { RoleId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Part } from '../domain/policy/roles.ts';

/** Somebody invented who plays a part at the school. */
export interface CastMember {
  readonly key: string;
  readonly name: string;
  readonly title: string;
  readonly part: Part;
  readonly roles: readonly RoleId[];
}

/** In the order in which a newcomer needs them. One name for each role a policy may name for the part. */
const NAMES: readonly (readonly [part: Part, names: readonly string[]])[] = [
  ['staff', ['Nadia Okafor', 'Tom Hughes', 'Priya Raman', 'Ellis Marsh']],
  ['head', ['Ruth Bright', 'Daniel Lindqvist', 'Amara Cole']],
  ['chair', ['Helen Lowe', 'Joseph Byrne']],
  ['office', ['Gwen Penn', 'Alan Frost']],
  ['dsl', ['Sana Shah', 'Peter Quill']],
  ['deputy', ['Tunde Adeyemi', 'Claire Forsyth', 'Rosa Lind']],
  ['vice_chair', ['Marc Castellan', 'Ida Holm']],
  ['governor', ['Freya Whitlock', 'Owen Tate']],
  ['trust', ['Miriam Thorne', 'Hugh Ashby']],
  ['dpo', ['Imran Iqbal', 'Lena Voss']],
  ['admin', ['Beth Carrow', 'Simon Hale']],
];

/** What these play beside their part: whoever works at the school may report. */
const ALSO_STAFF: ReadonlySet<Part> = new Set<Part>(['office', 'dsl']);

const TEACHERS = 2;

const person = (
  key: string,
  name: string,
  title: string,
  part: Part,
  roles: readonly string[],
): CastMember => ({
  key,
  name,
  title,
  part,
  roles: [...roles, ...(ALSO_STAFF.has(part) ? ['staff'] : [])].map((role) => RoleId.parse(role)),
});

/** Two teachers, and one invented person for every part and for every role that the policy names. */
export function castFor(policy: Policy): readonly CastMember[] {
  return NAMES.flatMap(([part, names]) => {
    const own = Object.entries(policy.roles).filter(([, role]) => role.plays === part);
    const name = (at: number) => names[at] ?? `Person ${at + 1} of ${names.length}`;
    if (part === 'staff')
      return [
        person('teacher', name(0), 'Class teacher', part, ['staff']),
        person('teacher2', name(1), 'Class teacher', part, ['staff']),
        ...own.map(([role, { title }], at) => person(role, name(at + TEACHERS), title, part, [role])),
      ];
    // A trust's officers are there only where the policy speaks of them.
    if (own.length === 0)
      return part === 'trust'
        ? []
        : [person(part, name(0), titleOf(RoleId.parse(part), policy), part, [part])];
    return own.map(([role, { title }], at) => person(role, name(at), title, part, [role]));
  });
}

const GROUPS: Readonly<Record<Part, string>> = {
  staff: 'Staff',
  office: 'Staff',
  dsl: 'Leadership',
  head: 'Leadership',
  deputy: 'Leadership',
  chair: 'Governors',
  vice_chair: 'Governors',
  governor: 'Governors',
  trust: 'Governors',
  dpo: 'Behind the scenes',
  admin: 'Behind the scenes',
};

export const groupOf = (part: Part): string => GROUPS[part];

const LEADS: ReadonlySet<Part> = new Set<Part>(['head', 'deputy', 'dsl']);
export const isLeader = (part: Part): boolean => LEADS.has(part);

const AT_THE_GATE: ReadonlySet<Part> = new Set<Part>(['head', 'deputy', 'office']);
export const knowsGate = (part: Part): boolean => AT_THE_GATE.has(part);
