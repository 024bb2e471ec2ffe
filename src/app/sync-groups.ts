import { RoleId, type SchoolId } from '../domain/ids.ts';
import { readSettings, type SchoolSettings } from '../domain/settings.ts';
import type { Member, Platform, School, Unit } from '../ports.ts';
import type { Directory } from '../surface.ts';
import type { App } from './app.ts';
import { withRetries } from './commit.ts';
import { putMember, removeMember } from './school-setup.ts';
import { accountsOn } from './set-people.ts';

/** Who is in a platform's groups now: account to name. */
type InGroups = ReadonlyMap<string, string>;

interface Answer {
  /** The groups that were asked for; the answer holds for no others. */
  readonly groups: readonly string[];
  readonly people: InGroups;
}

const STAFF = RoleId.parse('staff');

/** Where a platform gives somebody no name. */
const SOMEBODY = 'A colleague';

const groupsOn = (settings: SchoolSettings, platform: Platform): readonly string[] =>
  settings.groups.filter((row) => row.platform === platform).map((row) => row.group);

/** Null where the platform did not answer for every group: then nothing is known of who has left. */
async function ask(
  app: App,
  directory: Directory,
  platform: Platform,
  school: School,
): Promise<Answer | null> {
  const groups = groupsOn(readSettings(school.settings), platform);
  try {
    const people = new Map<string, string>();
    for (const group of groups)
      for (const { user, name } of await directory.membersOf(group)) people.set(user, name.trim());
    return { groups, people };
  } catch (cause) {
    app.log.error('A platform could not say who is in its groups; nothing was changed.', cause, {
      platform,
      school: school.id,
    });
    return null;
  }
}

async function apply(app: App, id: SchoolId, platform: Platform, answer: Answer): Promise<number> {
  return app.store.write(async (unit) => {
    const school = await unit.schools.byId(id);
    if (!school) return 0;
    const wanted = groupsOn(readSettings(school.settings), platform);
    // Groups were chosen or taken out while the platform was asked: the next round has the answer for them.
    if (wanted.length !== answer.groups.length || wanted.some((group) => !answer.groups.includes(group)))
      return 0;
    const members = await unit.members.ofSchool(id);
    return (
      (await addAll(app, unit, school, platform, members, answer.people)) +
      (await endAll(app, unit, school, platform, members, answer.people))
    );
  });
}

/** Those who are no members, and those whose membership by a group had ended. Whom somebody removed stays away. */
async function addAll(
  app: App,
  unit: Unit,
  school: School,
  platform: Platform,
  members: readonly Member[],
  people: InGroups,
): Promise<number> {
  const known = new Map(members.flatMap((row) => accountsOn(row, platform).map((user) => [user, row])));
  let added = 0;
  for (const [user, name] of people) {
    const had = known.get(user);
    if (had && (had.active || had.via === null)) continue;
    const put = await putMember(
      app,
      unit,
      school,
      {
        name: had?.name ?? (name === '' ? SOMEBODY : name),
        roles: [STAFF],
        identities: had?.identities ?? [{ platform, user }],
        via: 'group',
      },
      'clock',
    );
    if (!put.ok) throw new Error('A member of a group was refused the role of staff.');
    added += 1;
  }
  return added;
}

async function endAll(
  app: App,
  unit: Unit,
  school: School,
  platform: Platform,
  members: readonly Member[],
  people: InGroups,
): Promise<number> {
  let ended = 0;
  for (const row of members) {
    const [user, ...more] = accountsOn(row, platform);
    if (!row.active || row.via !== 'group' || user === undefined) continue;
    if ([user, ...more].some((one) => people.has(one))) continue;
    await removeMember(app, unit, school, { platform, user }, 'clock');
    ended += 1;
  }
  return ended;
}

/**
 * Whoever is in one of a school's groups is a member, and stops being one with it; whom an administrator added is
 * never touched. Safe to run as often as one likes. The platforms are asked outside any transaction.
 */
export async function syncGroups(app: App, directories: ReadonlyMap<Platform, Directory>): Promise<void> {
  const schools = (await app.store.read((unit) => unit.schools.all())).filter((row) => row.adopted !== null);
  for (const school of schools)
    for (const [platform, directory] of directories) {
      const answer = await ask(app, directory, platform, school);
      if (!answer) continue;
      try {
        const changed = await withRetries(() => apply(app, school.id, platform, answer));
        if (changed > 0)
          app.log.info('Members were added or ended as their groups say.', {
            platform,
            school: school.id,
            changed,
          });
      } catch (cause) {
        app.log.error('Groups could not be followed; it is tried again next time.', cause, {
          platform,
          school: school.id,
        });
      }
    }
}
