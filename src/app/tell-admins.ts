import { holders } from '../domain/book.ts';
import { schoolHours } from '../domain/calendar.ts';
import { type MemberId, RoleId, type SchoolId } from '../domain/ids.ts';
import type { Day } from '../domain/time.ts';
import type { NewPost, School } from '../ports.ts';
import type { PostAbout } from '../view/about.ts';
import type { App } from './app.ts';
import { withRetries } from './commit.ts';
import { atSchool, bookOf } from './school.ts';

const ADMIN = RoleId.parse('admin');

/** At once after somebody set things up, who is at their desk; otherwise in school hours. */
export type When = 'at_once' | 'in_school_hours';

const mayTell = async (app: App, school: SchoolId, when: When): Promise<boolean> =>
  when === 'at_once' ||
  app.store.read(async (unit) => {
    const { now, calendar } = await atSchool(app, unit, school);
    return schoolHours(now, calendar);
  });

/** Looks at every school whose administrators may be told now; one that cannot be looked at holds up no other. */
export async function lookAtSchools(
  app: App,
  when: When,
  failed: string,
  look: (school: School) => Promise<void>,
): Promise<void> {
  const schools = (await app.store.read((unit) => unit.schools.all())).filter((row) => row.adopted !== null);
  for (const school of schools)
    try {
      if (await mayTell(app, school.id, when)) await look(school);
    } catch (cause) {
      app.log.error(failed, cause, { school: school.id });
    }
}

/** Owed to every administrator, once for each key; false where there is none who could be told. */
export const oweAdmins = (
  app: App,
  school: SchoolId,
  post: {
    readonly key: (today: Day) => string;
    readonly about: PostAbout;
    readonly except?: (admin: MemberId) => boolean;
  },
): Promise<boolean> =>
  withRetries(() =>
    app.store.write(async (unit) => {
      const at = await atSchool(app, unit, school);
      const admins = holders(await bookOf(unit, at, null), ADMIN, at.current.policy).filter(
        ({ id }) => !post.except?.(id),
      );
      const posts = admins.map(
        ({ id }): NewPost => ({
          key: `${post.key(at.today)}/${id}`,
          school,
          to: { kind: 'member', member: id },
          about: post.about,
        }),
      );
      if (posts.length > 0) await unit.owed.owe(posts, at.now);
      return posts.length > 0;
    }),
  );
