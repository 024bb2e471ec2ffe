import { authorise } from '../domain/authorise.ts';
import type { Member, Unit } from '../ports.ts';
import type { App } from './app.ts';
import { loadCase } from './load-case.ts';
import { atSchool } from './school.ts';
import { refsIn } from './send-evidence.ts';
import type { Found } from './who-is-it.ts';

async function isNamed(unit: Unit, { school }: Member, words: string): Promise<boolean> {
  const name = (await unit.schools.byId(school))?.name.trim().toLowerCase() ?? '';
  return name !== '' && words.toLowerCase().includes(name);
}

async function mayAdd(app: App, unit: Unit, member: Member, ref: string): Promise<boolean> {
  const row = await unit.cases.byRef(member.school, ref);
  if (!row) return false;
  const at = await atSchool(app, unit, member.school);
  const loaded = await loadCase(app, unit, at, row.id);
  if (!loaded) return false;
  const looking = { it: loaded.it, policy: loaded.policy.policy, book: loaded.book, today: at.today };
  return authorise('add_evidence_file', member.id, looking) === null;
}

const onlyOne = (members: readonly Member[]): Found | null => {
  const [member, another] = members;
  return member && !another ? { is: 'member', member } : null;
};

/**
 * Files come without a school. It is the one whose name stands beside the reference, or else the only one of theirs
 * where they may add to a case of that reference.
 */
export async function whoseFiles(
  app: App,
  unit: Unit,
  found: Extract<Found, { is: 'several' }>,
  words: string,
): Promise<Found> {
  const [ref] = refsIn(words);
  const named: Member[] = [];
  const taking: Member[] = [];
  for (const member of found.members) {
    if (await isNamed(unit, member, words)) named.push(member);
    if (ref !== undefined && (await mayAdd(app, unit, member, ref))) taking.push(member);
  }
  return onlyOne(named) ?? onlyOne(taking) ?? found;
}
