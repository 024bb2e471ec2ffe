import { withRetries } from '../app/commit.ts';
import { findSchool } from './find-school.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { readMember } from './read-member.ts';
import { settleMember } from './settle-member.ts';
import { shown } from './table.ts';

export interface AddMemberFlags extends DatabaseFlags {
  readonly name: string;
  readonly role: readonly string[];
  readonly slack?: string;
  readonly teams?: string;
  readonly playground?: string;
  readonly email?: string;
}

const DONE = { added: 'Added', changed: 'Changed', same: 'Nothing to change for' } as const;

export function membersAdd(io: Io, asked: string, flags: AddMemberFlags): Promise<Exit> {
  return withApp(io, flags, async ({ app, store }) => {
    const found = await findSchool(store, asked);
    if (!found.ok) return fail(io, found.why);
    const { school } = found;
    const read = readMember({
      name: flags.name,
      roles: flags.role,
      accounts: {
        slack: flags.slack ?? '',
        teams: flags.teams ?? '',
        playground: flags.playground ?? '',
      },
      email: flags.email ?? '',
    });
    if (!read.ok) return fail(io, `Nobody was added: ${read.says.join('; ')}.`);
    const settled = await withRetries(() =>
      store.write((unit) => settleMember(app, unit, school, read.member)),
    );
    if (!settled.ok) return fail(io, `Nobody was added: ${settled.says}`);
    const { name, roles } = read.member;
    return say(io, `${DONE[settled.outcome]} "${name}" (${roles.join(', ')}) at "${shown(school.name)}".`);
  });
}
