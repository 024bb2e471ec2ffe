import type { App } from '../app/app.ts';
import { memberWithoutAccount, type NewMember, putMember } from '../app/school-setup.ts';
import type { Member, School, Unit } from '../ports.ts';

export type Settled =
  | { readonly ok: true; readonly outcome: 'added' | 'changed' | 'same' }
  | { readonly ok: false; readonly says: string };

const text = (parts: readonly string[]): string => JSON.stringify([...parts].sort());
const accounts = (of: Pick<Member, 'identities'>): string =>
  text(of.identities.map((one) => `${one.platform} ${one.user}`));

const isSame = (known: Member, asked: NewMember): boolean =>
  known.active &&
  known.name === asked.name &&
  text(known.roles) === text(asked.roles) &&
  accounts(known) === accounts(asked) &&
  (asked.email === undefined || known.email === asked.email);

/**
 * Puts a member as asked, keeping the accounts on platforms that were not mentioned; writes nothing where nothing
 * would change, so that the journal does not fill with imports of the same file.
 */
export async function settleMember(app: App, unit: Unit, school: School, asked: NewMember): Promise<Settled> {
  const owners = new Map<string, Member>();
  for (const one of asked.identities)
    for (const member of await unit.members.byIdentity(one.platform, one.user))
      if (member.school === school.id) owners.set(member.id, member);
  if (owners.size > 1)
    return {
      ok: false,
      says: 'these accounts belong to two different members already; give the one that is right for each',
    };
  const known = owners.values().next().value ?? (await memberWithoutAccount(unit, school.id, asked.email));
  const kept = (known?.identities ?? []).filter(
    (one) => !asked.identities.some((other) => other.platform === one.platform),
  );
  const whole: NewMember = { ...asked, identities: [...asked.identities, ...kept] };
  if (known && isSame(known, whole)) return { ok: true, outcome: 'same' };
  const put = await putMember(app, unit, school, whole, 'command_line');
  if (!put.ok) return { ok: false, says: put.refusal.words };
  return { ok: true, outcome: put.made.added ? 'added' : 'changed' };
}
