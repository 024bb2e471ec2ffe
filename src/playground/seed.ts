import type { App } from '../app/app.ts';
import { blankPerson } from '../app/blank-person.ts';
import { addSchool, appendToSchool, putMember } from '../app/school-setup.ts';
import { tickFields } from '../domain/agreements.ts';
import { type PackId, PersonId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { schoolTime } from '../domain/time.ts';
import type { School, Unit } from '../ports.ts';
import { castFor } from './cast.ts';
import { INVENTED_PARENTS } from './invented-parents.ts';

/** The policy is a real school's; that nothing else here is, its letters say too. */
export const playedName = (policy: Policy): string =>
  policy.school
    ? `${policy.school} (playground)`
    : policy.trust
      ? `An invented school of ${policy.name}`
      : 'An invented school (playground)';

const settingsFor = (policy: Policy): Readonly<Record<string, unknown>> => ({
  letterhead: {
    address: '2 Invented Lane, Nowhere',
    phone: '0121 496 0000',
    email: 'office@school.example',
  },
  letters: {
    contact: 'the school office',
    sent_by: 'first-class post',
    handover: { where: 'the main gate', morning: '8.40 am', afternoon: '3.20 pm' },
  },
  channels: { playground: 'leadership' },
  ...(policy.provider.is === 'ask' ? { provider: 'community' } : {}),
});

export const accountOf = (school: School, key: string): string => `${school.id}:${key}`;

/** A school under its real policy, with invented staff, governors and parents. Null where there is no such policy. */
export async function seedSchool(app: App, pack: PackId): Promise<School | null> {
  const policy = app.policies.current(pack)?.policy;
  if (!policy) return null;
  const added = await addSchool(app, {
    name: playedName(policy),
    pack,
    trust: null,
    settings: settingsFor(policy),
  });
  if (!added.ok) throw new Error(added.refusal.words);
  const { school } = added.made;
  await app.store.write(async (unit) => {
    for (const one of castFor(policy)) {
      const put = await putMember(
        app,
        unit,
        school,
        {
          name: one.name,
          roles: one.roles,
          identities: [{ platform: 'playground', user: accountOf(school, one.key) }],
        },
        'command_line',
      );
      if (!put.ok) throw new Error(put.refusal.words);
    }
    for (const one of INVENTED_PARENTS)
      await unit.people.put({
        ...blankPerson(PersonId.parse(app.ids.next()), school.id, one.name),
        listed: true,
        ...one,
      });
    await seedSignatures(app, unit, school, policy);
  });
  return school;
}

/** Where the policy asks for signatures, some have signed and most have not, as happens. */
async function seedSignatures(app: App, unit: Unit, school: School, policy: Policy): Promise<void> {
  const { adopted } = school;
  if (policy.agreement.how !== 'signed' || adopted === null) return;
  const people = (await unit.people.all(school.id)).slice(0, 3);
  const on = schoolTime(app.clock.now()).day;
  const ticks = tickFields(policy).map((row) => row.id);
  const signed = people.map((row) => ({ person: row.id, sha256: adopted, on, ticks }));
  await unit.agreements.record(school.id, signed, 'command_line', app.clock.now());
  const events = signed.map((row) => ({ type: 'agreement_recorded' as const, ...row }));
  await appendToSchool(app, unit, school.id, events, 'command_line');
}
