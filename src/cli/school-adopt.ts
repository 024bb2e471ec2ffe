import { withRetries } from '../app/commit.ts';
import { adoptCurrent } from '../app/school-setup.ts';
import { findSchool } from './find-school.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { shown } from './table.ts';

export function schoolAdopt(io: Io, asked: string | undefined, flags: DatabaseFlags): Promise<Exit> {
  return withApp(io, flags, async ({ app, store }) => {
    const found = asked === undefined ? null : await findSchool(store, asked);
    if (found && !found.ok) return fail(io, found.why);
    const schools = found ? [found.school] : await store.read((unit) => unit.schools.all());
    if (schools.length === 0)
      return say(io, 'There is no school in this database yet. Add one with "accord school add".');
    let exit: Exit = 0;
    for (const school of schools) {
      const name = shown(school.name);
      const outcome = await withRetries(() => adoptCurrent(app, school));
      switch (outcome) {
        case 'same':
          say(io, `"${name}" follows ${school.pack} as it is on disk already.`);
          break;
        case 'adopted':
          say(io, `"${name}" follows ${school.pack} as it is on disk now. Open cases keep the earlier text.`);
          break;
        case 'missing':
          exit = fail(
            io,
            `"${name}" still follows what it had: the pack ${school.pack} is not on disk, or has a mistake in it. "accord pack check ${school.pack}" shows which.`,
          );
          break;
        default:
          outcome satisfies never;
      }
    }
    return exit;
  });
}
