import { findSchool } from './find-school.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { isClaimed } from './school-claimed.ts';
import { shown } from './table.ts';

export function schoolCode(io: Io, asked: string, flags: DatabaseFlags): Promise<Exit> {
  return withApp(io, flags, async ({ app, store }) => {
    const found = await findSchool(store, asked);
    if (!found.ok) return fail(io, found.why);
    const { school } = found;
    const code = app.codes.make();
    const set = await store.write(async (unit) => {
      if (await isClaimed(unit, school)) return false;
      await unit.schools.setClaim(school.id, app.codes.hash(code));
      return true;
    });
    if (!set)
      return fail(
        io,
        `"${shown(school.name)}" has been claimed by its first administrator, so it gets no other code. Add an administrator with "accord members add" and --role admin.`,
      );
    return say(
      io,
      `One-time code of the first administrator of "${shown(school.name)}": ${code}`,
      'It works once and is not shown again. The code before it does not work any more.',
    );
  });
}
