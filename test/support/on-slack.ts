import { type MemorySurface, memorySurface } from '../../adapters/playground/memory-surface.ts';
import { deliverAll } from '../../src/app/deliver.ts';
import { receive } from '../../src/app/receive.ts';
import { addSchool } from '../../src/app/school-setup.ts';
import { IntentKey, type PackId, type RoleId, type SchoolId } from '../../src/domain/ids.ts';
import type { Member, School } from '../../src/ports.ts';
import type { Who } from '../../src/surface.ts';
import type { Form } from '../../src/view/form.ts';
import type { Values } from '../../src/view/form-kind.ts';
import type { Tap } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import type { World } from './world.ts';

export interface SlackAccount {
  readonly who: Who;
  say(words: string, school?: SchoolId): Promise<Reply>;
  tap(tap: Tap, school?: SchoolId): Promise<Reply>;
  /** Sends a form as it stands, with these answers over it. */
  send(form: Form, values?: Values, names?: Readonly<Record<string, string>>): Promise<Reply>;
}

const plain = (values: Values): Record<string, string | boolean | string[]> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' || typeof value === 'boolean' ? value : [...value],
    ]),
  );

/** What a form of pickers offers when nobody changes anything. */
export const picked = (form: Form): Values =>
  Object.fromEntries(
    form.fields.flatMap((field): [string, string | readonly string[]][] => {
      if (field.is === 'accounts' || field.is === 'groups') return [[field.name, field.values ?? []]];
      return field.is === 'channel' ? [[field.name, field.value ?? '']] : [];
    }),
  );

/** Somebody on Slack, as its adapter would hand them in. */
export function onSlack({ app }: World, user: string, name?: string): SlackAccount {
  const who: Who = { platform: 'slack', user, ...(name === undefined ? {} : { name }) };
  const at = (school?: SchoolId) => (school === undefined ? {} : { school });
  return {
    who,
    say: (words, school) => receive(app, who, { do: 'say', words, ...at(school) }),
    tap: (tap, school) =>
      receive(app, who, { do: 'tap', key: IntentKey.parse(app.ids.next()), tap, ...at(school) }),
    send: (form, values = {}, names = {}) =>
      receive(app, who, {
        do: 'submit',
        school: form.school,
        submit: {
          form: form.name,
          key: form.key,
          case: form.case,
          revision: form.revision,
          values: plain({ ...picked(form), ...values }),
          carries: { ...form.carries },
          names: { ...names },
        },
      }),
  };
}

/** A school that nobody has claimed yet, and its one-time code. */
export async function unclaimed(
  { app }: World,
  name = 'Larkfield Primary',
): Promise<{ school: School; code: string }> {
  const added = await addSchool(app, { name, pack: 'robert-miles-junior' as PackId, trust: null });
  if (!added.ok) throw new Error(added.refusal.words);
  return added.made;
}

export const peopleOf = ({ app }: World, school: SchoolId): Promise<readonly Member[]> =>
  app.store.read((unit) => unit.members.ofSchool(school));

/** Roles by account on Slack, of those who are members now. */
export async function rolesOf(
  world: World,
  school: SchoolId,
): Promise<Readonly<Record<string, readonly RoleId[]>>> {
  const members = (await peopleOf(world, school)).filter((row) => row.active);
  return Object.fromEntries(
    members.flatMap((row) =>
      row.identities.filter((one) => one.platform === 'slack').map((one) => [one.user, row.roles]),
    ),
  );
}

/** Sends all that is owed, to whoever it is, over a surface of its own. */
export async function delivered({ app }: World): Promise<MemorySurface> {
  const surface = memorySurface();
  await deliverAll(app, surface, 'test');
  return surface;
}
