import type { WrittenProblem } from '../domain/policy/explain-issue.ts';
import { nearest } from '../domain/policy/nearest.ts';
import type { SchoolSettings } from '../domain/settings.ts';
import type { Member } from '../ports.ts';
import { shown } from './table.ts';

const plain = (text: string): string => text.trim().toLowerCase();
const accountsOf = (member: Member): string[] =>
  member.identities.map((one) => `${one.platform} ${one.user}`);

/** How a settings file names a member: by name where only one has it, by account otherwise. */
export function writtenName(id: string, members: readonly Member[]): string {
  const member = members.find((row) => row.id === id);
  if (!member) return id;
  const same = members.filter((row) => plain(row.name) === plain(member.name));
  return same.length === 1 ? member.name : (accountsOf(member)[0] ?? id);
}

type Named =
  | { readonly ok: true; readonly member: Member }
  | { readonly ok: false; says: string; mend: string };

/** The member whom a file names by name, by account as `members list` prints it, or by id. */
function named(text: string, members: readonly Member[]): Named {
  const asked = plain(text);
  const known = members.filter(
    (row) =>
      row.id === text.trim() ||
      plain(row.name) === asked ||
      row.identities.some((one) => [plain(one.user), plain(`${one.platform} ${one.user}`)].includes(asked)),
  );
  const active = known.filter((row) => row.active);
  const [only, another] = active.length > 0 ? active : known;
  if (only && !another) return { ok: true, member: only };
  if (another)
    return {
      ok: false,
      says: `several members are called "${shown(text)}"`,
      mend: 'Name the account instead, such as "slack U024BE7LH"; "accord members list" shows it.',
    };
  const near = nearest(
    text,
    members.filter((row) => row.active).map((row) => row.name),
  );
  return {
    ok: false,
    says: `nobody in this school is called "${shown(text)}" or has that account`,
    mend:
      near === null
        ? '"accord members list" shows who there is; add them first with "accord members add".'
        : `Did you mean "${shown(near)}"?`,
  };
}

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Absences as they are written, with ids in place of the names; what names nobody is said. */
export function withMemberIds(
  rows: unknown,
  members: readonly Member[],
): { readonly rows: unknown; readonly problems: readonly WrittenProblem[] } {
  if (!Array.isArray(rows)) return { rows, problems: [] };
  const problems: WrittenProblem[] = [];
  const resolved = rows.map((row: unknown, index) => {
    if (!isGroup(row)) return row;
    const next: Record<string, unknown> = { ...row };
    for (const word of ['member', 'deputy'] as const) {
      const text = row[word];
      if (typeof text !== 'string') continue;
      const found = named(text, members);
      if (found.ok) next[word] = found.member.id;
      else problems.push({ path: ['absences', index, word], says: found.says, mend: found.mend });
    }
    return next;
  });
  return { rows: resolved, problems };
}

/** What is wrong with who stands in for whom. Rows that were there before are left alone, leavers and all. */
export function wrongAbsences(
  before: SchoolSettings['absences'],
  after: SchoolSettings['absences'],
  members: readonly Member[],
): WrittenProblem[] {
  const known = new Set(before.map((row) => JSON.stringify(row)));
  return after.flatMap((row, index) => {
    if (known.has(JSON.stringify(row))) return [];
    const at = (word: string, says: string, mend: string): WrittenProblem => ({
      path: ['absences', index, word],
      says,
      mend,
    });
    const gone = (['member', 'deputy'] as const).filter(
      (word) => !members.some((one) => one.id === row[word] && one.active),
    );
    return [
      ...gone.map((word) =>
        at(word, 'that member has been removed', 'Name somebody who is still there, or add them again.'),
      ),
      ...(row.member === row.deputy
        ? [at('deputy', 'nobody stands in for themselves', 'Name a colleague as the deputy.')]
        : []),
      ...(row.to < row.from
        ? [
            at(
              'to',
              `the absence ends on ${row.to}, before it begins on ${row.from}`,
              'Put the earlier day first.',
            ),
          ]
        : []),
    ];
  });
}
