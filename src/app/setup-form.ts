import { mayAtSchool } from '../domain/authorise.ts';
import { plays } from '../domain/book.ts';
import type { SchoolSettings } from '../domain/settings.ts';
import { answeredIn } from '../domain/settle-first.ts';
import type { Member } from '../ports.ts';
import type { Card } from '../view/card.ts';
import { type Setup, setupCard } from '../view/cards/setup-card.ts';
import { setupSavedWords } from '../view/cards/setup-saved.ts';
import { SETUP_PARTS, type SetupPart, type SetupScene } from '../view/form-kind.ts';
import { setup as setupKind } from '../view/forms/setup.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, said } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { atSchool } from './school.ts';
import { schoolForm } from './school-form.ts';
import { accountsOn, setPeople } from './set-people.ts';

/** Accounts that one field holds: what one submission may carry. */
const MOST_ACCOUNTS = 60;

export const NOT_ADMIN = 'Setting up is for the administrator. Ask them if something is missing.';
const STALE =
  'Somebody has changed people or settings since you opened this. What you chose is still here: look it over, then send it again.';

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
  return mayAtSchool('set_up', caller.member, caller.at.current.policy)
    ? { is: 'card', card: await cardOf(caller) }
    : said(NOT_ADMIN);
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

/** People, channel and groups as the form says, all of it or nothing. */
export const setupForm = schoolForm({
  kind: setupKind,
  deed: 'set_up',
  refused: NOT_ADMIN,
  stale: STALE,
  scene: async (caller) =>
    hasPickers(caller)
      ? { scene: await sceneOf(caller) }
      : { reply: { is: 'card', card: await cardOf(caller) } },
  // How far the school's own facts have come: what was chosen is saved only over what was shown.
  revision: ({ unit, at }) => unit.journal.end(`school:${at.school.id}`),
  async act(caller, scene, asks, { names = {} }) {
    const { app, unit, at, member } = caller;
    await setPeople(caller, scene, asks, names);
    const now = await atSchool(app, unit, at.school.id);
    return said(
      setupSavedWords(await sceneFor(app, unit, now, member.id), {
        ...setUp(now.settings),
        groups: now.settings.groups.length,
      }),
      'good',
    );
  },
});
