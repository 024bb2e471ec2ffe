import { findSchool } from './find-school.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { table } from './table.ts';

export function membersList(io: Io, asked: string, flags: DatabaseFlags): Promise<Exit> {
  return withApp(io, flags, async ({ store }) => {
    const found = await findSchool(store, asked);
    if (!found.ok) return fail(io, found.why);
    const members = await store.read((unit) => unit.members.ofSchool(found.school.id));
    if (members.length === 0)
      return say(io, 'Nobody is a member of this school yet. Add someone with "accord members add".');
    const rows = members
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en-GB'))
      .map((member) => [
        member.name,
        member.roles.join(';'),
        [
          ...member.identities.map((one) => `${one.platform} ${one.user}`),
          ...(member.email === null ? [] : [`email ${member.email}`]),
        ].join(', '),
        member.active ? 'yes' : 'no',
      ]);
    return say(io, ...table([['NAME', 'ROLES', 'ACCOUNTS', 'ACTIVE'], ...rows]));
  });
}
