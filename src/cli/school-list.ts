import { type Exit, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { isClaimed } from './school-claimed.ts';
import { table } from './table.ts';

export function schoolList(io: Io, flags: DatabaseFlags): Promise<Exit> {
  return withApp(io, flags, async ({ app, store }) => {
    const schools = await store.read(async (unit) => {
      const all = await unit.schools.all();
      const rows: { school: (typeof all)[number]; claimed: boolean }[] = [];
      for (const school of all) rows.push({ school, claimed: await isClaimed(unit, school) });
      return rows;
    });
    if (schools.length === 0)
      return say(io, 'There is no school in this database yet. Add one with "accord school add".');
    const rows = schools.map(({ school, claimed }) => {
      const onDisk = app.policies.current(school.pack);
      const policy =
        onDisk === null
          ? 'not on disk, or broken'
          : onDisk.sha256 === school.adopted
            ? 'as on disk'
            : 'older than on disk';
      return [school.name, school.id, school.trust ?? '-', school.pack, policy, claimed ? 'yes' : 'not yet'];
    });
    return say(io, ...table([['NAME', 'ID', 'TRUST', 'PACK', 'POLICY', 'CLAIMED'], ...rows]));
  });
}
