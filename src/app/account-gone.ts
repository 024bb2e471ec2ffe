import { holders } from '../domain/book.ts';
import { RoleId, type SchoolId } from '../domain/ids.ts';
import type { Member, NewPost, Unit } from '../ports.ts';
import type { Who } from '../surface.ts';
import type { App } from './app.ts';
import { withRetries } from './commit.ts';
import { atSchool, bookOf } from './school.ts';
import { appendToSchool, removeMember } from './school-setup.ts';

const ADMIN = RoleId.parse('admin');

/** What ended: every role, or none where the member is still here by another account. */
async function end(app: App, unit: Unit, who: Who, member: Member): Promise<readonly RoleId[]> {
  const left = member.identities.filter((one) => one.platform !== who.platform || one.user !== who.user);
  if (left.length > 0) {
    await unit.members.put({ ...member, identities: left });
    return [];
  }
  const school = await unit.schools.byId(member.school);
  if (!school) throw new Error('A member belongs to a school that is not there.');
  await removeMember(app, unit, school, { platform: who.platform, user: who.user }, 'clock');
  return member.roles;
}

/** The administrators who are left are told; where none is, nobody can put it right but by the command line. */
async function tell(
  app: App,
  unit: Unit,
  who: Who,
  member: Member,
  ended: readonly RoleId[],
): Promise<boolean> {
  const at = await atSchool(app, unit, member.school);
  const admins = holders(await bookOf(unit, at, null), ADMIN, at.current.policy);
  const position = await unit.journal.end(`school:${member.school}`);
  const posts = admins.map(
    ({ id }): NewPost => ({
      // The same account may be switched off again one day: the fact's own position tells the two apart.
      key: `gone/${member.id}/${position}/${id}`,
      school: member.school,
      to: { kind: 'member', member: id },
      about: { show: 'member_gone', member: member.id, platform: who.platform, ended },
    }),
  );
  if (posts.length > 0) await unit.owed.owe(posts, at.now);
  return posts.length > 0;
}

/** The platform switched the account off: it lets nobody in any more, in any school. Twice is once. */
export async function accountGone(app: App, who: Who): Promise<void> {
  const untold = await withRetries(() =>
    app.store.write(async (unit): Promise<SchoolId[]> => {
      const members = await unit.members.byIdentity(who.platform, who.user);
      const without: SchoolId[] = [];
      for (const member of members.filter((row) => row.active)) {
        const { school } = member;
        const ended = await end(app, unit, who, member);
        const gone = { type: 'account_gone', member: member.id, platform: who.platform } as const;
        await appendToSchool(app, unit, school, [{ ...gone, ended: [...ended] }], 'clock');
        if (!(await tell(app, unit, who, member, ended))) without.push(school);
      }
      return without;
    }),
  );
  for (const school of untold)
    app.log.warn(
      'The last administrator of a school has had their account switched off. Add another with "accord members add --role admin".',
      { school },
    );
}
