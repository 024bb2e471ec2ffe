import { RoleId } from '../domain/ids.ts';
import type { Member, Platform, School } from '../ports.ts';
import type { Directory } from '../surface.ts';
import type { Unreachable } from '../view/about.ts';
import type { App } from './app.ts';
import { accountsOn } from './set-people.ts';
import { lookAtSchools, oweAdmins, type When } from './tell-admins.ts';

/** Accounts asked about in one school on one platform in one run: platforms allow about one a second. */
const MOST_ASKED = 200;
const HOUR_MS = 3_600_000;

const STAFF = RoleId.parse('staff');

/** Those with a part of their own first; of the others each hour the next ones, where they are too many for one run. */
function whomToAsk(members: readonly Member[], platform: Platform, nowMs: number): readonly string[] {
  const here = members.filter((row) => row.active && accountsOn(row, platform).length > 0);
  const users = (rows: readonly Member[]) => rows.flatMap((row) => accountsOn(row, platform));
  const parts = users(here.filter((row) => row.roles.some((role) => role !== STAFF)));
  const others = users(here.filter((row) => row.roles.every((role) => role === STAFF)));
  const room = Math.max(0, MOST_ASKED - parts.length);
  const from = others.length > room ? (Math.floor(nowMs / HOUR_MS) * room) % others.length : 0;
  return [...parts, ...others.slice(from), ...others.slice(0, from)].slice(0, MOST_ASKED);
}

async function found(
  app: App,
  school: School,
  directories: ReadonlyMap<Platform, Directory>,
): Promise<readonly Unreachable[]> {
  const members = await app.store.read((unit) => unit.members.ofSchool(school.id));
  const all: Unreachable[] = [];
  for (const [platform, directory] of directories) {
    const users = whomToAsk(members, platform, Date.parse(app.clock.now()));
    if (users.length === 0) continue;
    try {
      const lost = new Set(await directory.unreachable(users));
      for (const row of members)
        if (row.active && accountsOn(row, platform).some((user) => lost.has(user)))
          all.push({ member: row.id, platform });
    } catch (cause) {
      app.log.error('A platform could not say whom Accord can write to; it is asked again.', cause, {
        platform,
        school: school.id,
      });
    }
  }
  return all.sort((a, b) => (`${a.member}/${a.platform}` < `${b.member}/${b.platform}` ? -1 : 1));
}

/**
 * Members whom Accord cannot write to are found before somebody is hurt and they do not hear of it: administrators
 * are told once a day of the same people, at once after they set people up and in school hours otherwise. The
 * platforms are asked outside any transaction.
 */
export const tellUnreachable = (
  app: App,
  directories: ReadonlyMap<Platform, Directory>,
  when: When,
): Promise<void> =>
  lookAtSchools(
    app,
    when,
    'Whom Accord can write to could not be looked at; it is tried again.',
    async (school) => {
      const lost = await found(app, school, directories);
      if (lost.length === 0) return;
      const list = app.codes.digest(JSON.stringify(lost));
      const isTold = await oweAdmins(app, school.id, {
        key: (today) => `unreachable/${today}/${list}`,
        about: { show: 'unreachable', members: lost },
        except: (admin) => lost.some(({ member }) => member === admin),
      });
      if (!isTold)
        app.log.warn(
          'Accord can write to no administrator of a school. Look at their accounts with "accord members list".',
          { school: school.id },
        );
    },
  );
