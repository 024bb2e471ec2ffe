import { plays } from '../domain/book.ts';
import type { SchoolSettings } from '../domain/settings.ts';
import { answeredIn } from '../domain/settle-first.ts';
import type { Member } from '../ports.ts';
import type { Card } from '../view/card.ts';
import { type Setup, setupCard } from '../view/cards/setup-card.ts';
import { setupSavedWords } from '../view/cards/setup-saved.ts';
import type { Form } from '../view/form.ts';
import { SETUP_PARTS, type SetupPart, type SetupScene, type Values } from '../view/form-kind.ts';
import { setup as setupKind } from '../view/forms/setup.ts';
import type { Submit } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, said, writeAccess } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { atSchool } from './school.ts';
import { accountsOn, setPeople } from './set-people.ts';

/** Accounts that one field holds: what one submission may carry. */
const MOST_ACCOUNTS = 60;

const NOT_ADMIN = 'Setting up is for the administrator. Ask them if something is missing.';
const STALE =
  'Somebody has changed people or settings since you opened this. What you chose is still here: look it over, then send it again.';

const isAdmin = ({ member, at }: Caller): boolean => plays(member, 'admin', at.current.policy);

/** The playground has no accounts or channels to pick: its people are there from the start. */
const hasPickers = ({ who }: Caller): boolean => who.platform !== 'playground';

const setUp = (settings: SchoolSettings): Pick<Setup, 'answered' | 'leadershipChannel'> => ({
  answered: answeredIn(settings),
  leadershipChannel: Object.values(settings.channels).some((channel) => channel !== undefined),
});

async function cardOf(caller: Caller): Promise<Card> {
  const { app, unit, at, member } = caller;
  const surfaces = [...new Set(at.members.flatMap((row) => row.identities.map((one) => one.platform)))];
  return setupCard(await sceneFor(app, unit, at, member.id), {
    ...setUp(at.settings),
    surfaces,
    pickers: hasPickers(caller),
  });
}

/** What is set up and what is missing, for administrators. */
export async function showSetup(caller: Caller): Promise<Reply> {
  return isAdmin(caller) ? { is: 'card', card: await cardOf(caller) } : said(NOT_ADMIN);
}

/** Who holds what on the caller's platform. Those who came by a group alone are the group's, and in no field. */
async function sceneOf({ app, unit, at, member, who }: Caller): Promise<SetupScene> {
  const { policy } = at.current;
  const here = at.members.flatMap((row) => {
    const [user] = accountsOn(row, who.platform);
    return row.active && user !== undefined ? [{ row, user }] : [];
  });
  const accounts = (wanted: (row: Member) => boolean) =>
    here
      .filter(({ row }) => wanted(row))
      .map(({ user }) => user)
      .slice(0, MOST_ACCOUNTS);
  const holding = (part: SetupPart) => accounts((row) => plays(row, part, policy));
  return {
    ...(await sceneFor(app, unit, at, member.id)),
    holds: {
      head: holding('head'),
      deputy: holding('deputy'),
      chair: holding('chair'),
      office: holding('office'),
      dsl: holding('dsl'),
      dpo: holding('dpo'),
      reporters: accounts(
        (row) =>
          row.via === null &&
          plays(row, 'staff', policy) &&
          !SETUP_PARTS.some((part) => plays(row, part, policy)),
      ),
    },
    known: new Set(at.members.flatMap((row) => accountsOn(row, who.platform))),
    channel: at.settings.channels[who.platform] ?? null,
    groups: at.settings.groups.filter((row) => row.platform === who.platform).map((row) => row.group),
  };
}

/** How far the school's own facts have come: what was chosen is saved only over what was shown. */
const revisionOf = ({ unit, at }: Caller): Promise<number> => unit.journal.end(`school:${at.school.id}`);

async function formOf(
  caller: Caller,
  scene: SetupScene,
  more: { values?: Values; errors?: Form['errors']; key?: Form['key'] } = {},
): Promise<Form> {
  return {
    ...setupKind.draw(scene, {}, more.values ?? {}),
    name: 'setup',
    key: more.key ?? scene.key(),
    school: caller.at.school.id,
    case: null,
    revision: await revisionOf(caller),
    carries: {},
    errors: more.errors ?? {},
  };
}

/** That somebody else tried is written down. */
export async function refuseSetup(caller: Caller): Promise<Reply> {
  await writeAccess(caller, 'attempt_refused', { what: 'setup', case: null });
  return said(NOT_ADMIN);
}

/** The form for an administrator; the card where there is nothing to pick with. */
export async function answerSetup(caller: Caller): Promise<Reply> {
  if (!isAdmin(caller)) return refuseSetup(caller);
  if (!hasPickers(caller)) return { is: 'card', card: await cardOf(caller) };
  return { is: 'form', form: await formOf(caller, await sceneOf(caller)) };
}

/** People, channel and groups as the form says, all of it or nothing. */
export async function submitSetup(caller: Caller, submit: Submit): Promise<Reply> {
  if (!isAdmin(caller)) return refuseSetup(caller);
  if (!hasPickers(caller)) return { is: 'card', card: await cardOf(caller) };
  const { app, unit, at, member } = caller;
  const scene = await sceneOf(caller);
  const { values, key, names = {} } = submit;
  const again = async (errors: Form['errors']): Promise<Reply> => ({
    is: 'form_again',
    form: await formOf(caller, scene, { values, errors, key }),
  });
  if (submit.revision !== (await revisionOf(caller))) return again({ form: STALE });
  const read = setupKind.read(values, scene, names);
  if (!read.ok) return again(read.errors);
  await setPeople(caller, scene, read.asks, names);
  const now = await atSchool(app, unit, at.school.id);
  return said(
    setupSavedWords(await sceneFor(app, unit, now, member.id), {
      ...setUp(now.settings),
      groups: now.settings.groups.length,
    }),
    'good',
  );
}
