import type { App } from '../app/app.ts';
import { withRetries } from '../app/commit.ts';
import { atSchool, bookOf } from '../app/school.ts';
import { removeMember } from '../app/school-setup.ts';
import { holders, titleOf } from '../domain/book.ts';
import { PARTS } from '../domain/policy/roles.ts';
import type { Member, School, Unit } from '../ports.ts';
import { type Account, PLATFORMS, readAccount } from './account.ts';
import { findSchool } from './find-school.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { shown } from './table.ts';

export interface RemoveMemberFlags extends DatabaseFlags {
  readonly slack?: string;
  readonly teams?: string;
  readonly playground?: string;
  readonly email?: string;
}

type Known = Account | { readonly email: string };
type AccountRead =
  | { readonly ok: true; readonly account: Known }
  | { readonly ok: false; readonly says: string };

function accountIn(flags: RemoveMemberFlags): AccountRead {
  const given: readonly AccountRead[] = [
    ...PLATFORMS.flatMap((platform) => {
      const text = flags[platform];
      return text === undefined ? [] : [readAccount(platform, shown(text).trim())];
    }),
    ...(flags.email === undefined ? [] : [{ ok: true as const, account: { email: flags.email } }]),
  ];
  const [only, another] = given;
  if (only && !another) return only;
  return {
    ok: false,
    says: another
      ? 'two accounts are named, and one says who it is'
      : 'no account is named: give --slack or --teams, or --email for somebody without an account, as "accord members list" shows it',
  };
}

const knownAs = (known: Known): string =>
  'email' in known
    ? `no account and the address ${shown(known.email)}`
    : `the account ${known.platform} ${known.user}`;

/** What is now left undone: a role that nobody holds any more, and an absence that they were to stand in for. */
async function leftUndone(app: App, unit: Unit, school: School, gone: Member): Promise<string[]> {
  const at = await atSchool(app, unit, school.id);
  const { policy } = at.current;
  const book = await bookOf(unit, at, null);
  // Staff and governors are many; anybody else may have been the only one.
  const missing = gone.roles.filter((role) => role !== 'staff' && holders(book, role, policy).length === 0);
  const nameOf = (id: Member['id']): string =>
    shown(at.members.find((row) => row.id === id)?.name ?? 'a former colleague');
  return [
    ...missing.map((role) => {
      const title = PARTS.some((part) => part === role) || policy.roles[role] ? titleOf(role, policy) : role;
      return `Nobody is "${title}" (${role}) now. Add somebody with "accord members add".`;
    }),
    ...at.settings.absences
      .filter((row) => row.deputy === gone.id && row.to >= at.today)
      .map(
        (row) =>
          `They were to stand in for "${nameOf(row.member)}" until ${row.to}. Name somebody else with "accord school settings".`,
      ),
  ];
}

export function membersRemove(io: Io, asked: string, flags: RemoveMemberFlags): Promise<Exit> {
  const read = accountIn(flags);
  if (!read.ok) return Promise.resolve(fail(io, `Nobody was removed: ${read.says}.`));
  const { account } = read;
  return withApp(io, flags, async ({ app, store }) => {
    const found = await findSchool(store, asked);
    if (!found.ok) return fail(io, found.why);
    const { school } = found;
    const { removed, more } = await withRetries(() =>
      store.write(async (unit) => {
        const result = await removeMember(app, unit, school, account, 'command_line');
        if (!result.ok || result.made.was === 'gone_before') return { removed: result, more: [] };
        return { removed: result, more: await leftUndone(app, unit, school, result.made.member) };
      }),
    );
    if (!removed.ok)
      return fail(
        io,
        `Nobody was removed: nobody at "${shown(school.name)}" has ${knownAs(account)}. "accord members list" shows those there are.`,
      );
    const { member, was } = removed.made;
    const who = `"${shown(member.name)}" at "${shown(school.name)}"`;
    if (was === 'gone_before') return say(io, `Nothing to change: ${who} has been removed before.`);
    return say(
      io,
      `Removed ${who}: no roles, and nothing more is shown or sent to them. What they wrote stays in the record.`,
      ...more,
    );
  });
}
