import type { NewMember } from '../app/school-setup.ts';
import { RoleId } from '../domain/ids.ts';
import { type Account, PLATFORMS, readAccount, readEmail } from './account.ts';
import { shown } from './table.ts';

/** Characters. */
const LONGEST_NAME = 120;

export interface WrittenMember {
  readonly name: string;
  readonly roles: readonly string[];
  readonly accounts: Readonly<Partial<Record<Account['platform'], string>>>;
  readonly email?: string;
}

export type MemberRead =
  | { readonly ok: true; readonly member: NewMember }
  | { readonly ok: false; readonly says: readonly string[] };

/** A member as somebody wrote them down, with everything that is wrong said at once. Whether a role exists the app knows. */
export function readMember(written: WrittenMember): MemberRead {
  const says: string[] = [];
  const name = shown(written.name).replace(/\s+/g, ' ').trim();
  if (name === '') says.push('the name is empty');
  if (name.length > LONGEST_NAME) says.push(`the name has more than ${LONGEST_NAME} characters`);

  const roles = new Set<RoleId>();
  for (const text of written.roles.map((role) => role.trim()).filter((role) => role !== '')) {
    // People write "Vice chair" for vice_chair.
    const role = RoleId.safeParse(text.toLowerCase().replace(/\s+/g, '_'));
    if (role.success) roles.add(role.data);
    else says.push(`"${shown(text)}" is not a role`);
  }
  if (roles.size === 0 && says.every((one) => !one.endsWith('is not a role')))
    says.push('there is no role: give at least one, such as staff');

  const identities: Account[] = [];
  for (const platform of PLATFORMS) {
    const text = written.accounts[platform]?.trim() ?? '';
    if (text === '') continue;
    const read = readAccount(platform, shown(text));
    if (read.ok) identities.push(read.account);
    else says.push(read.says);
  }
  const address = shown(written.email ?? '').trim();
  const email = address === '' ? null : readEmail(address);
  if (email && !email.ok) says.push(email.says);
  if (email === null && PLATFORMS.every((platform) => (written.accounts[platform]?.trim() ?? '') === ''))
    says.push(
      'there is no account, so nobody could be recognised: give one on Slack or Teams, or an email address for somebody who has none',
    );

  return says.length > 0
    ? { ok: false, says }
    : {
        ok: true,
        member: { name, roles: [...roles], identities, ...(email?.ok ? { email: email.email } : {}) },
      };
}
