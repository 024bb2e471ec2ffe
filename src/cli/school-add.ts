import { withRetries } from '../app/commit.ts';
import { addSchool } from '../app/school-setup.ts';
import { PackId } from '../domain/ids.ts';
import { nearest } from '../domain/policy/nearest.ts';
import { listPacks } from '../packs/load.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { shown } from './table.ts';

export interface AddSchoolFlags extends DatabaseFlags {
  readonly pack: string;
  readonly trust?: string;
}

/** Characters. A letterhead holds it. */
const LONGEST_NAME = 120;

const tooLong = (text: string): boolean => text === '' || text.length > LONGEST_NAME;

function unknownPack(asked: string): string | null {
  const ids = listPacks().map((pack) => pack.id);
  if (ids.includes(asked)) return null;
  const near = nearest(asked, ids);
  return `There is no policy pack called "${shown(asked)}". ${near === null ? '"accord pack list" shows those there are.' : `Did you mean "${near}"?`} Nothing was added.`;
}

export function schoolAdd(io: Io, asked: string, flags: AddSchoolFlags): Promise<Exit> {
  return withApp(io, flags, async ({ app, store }) => {
    const name = shown(asked).trim();
    const trust = flags.trust === undefined ? null : shown(flags.trust).trim();
    if (tooLong(name) || (trust !== null && tooLong(trust)))
      return fail(io, `A name has 1 to ${LONGEST_NAME} characters. Write a shorter one; nothing was added.`);
    const wrongPack = unknownPack(flags.pack);
    if (wrongPack) return fail(io, wrongPack);
    const pack = PackId.parse(flags.pack);
    if (!app.policies.current(pack))
      return fail(
        io,
        `The policy pack "${pack}" has a mistake in it, so no school can follow it. "accord pack check ${pack}" shows where.`,
      );
    const same = (await store.read((unit) => unit.schools.all())).find(
      (school) => school.name.toLowerCase() === name.toLowerCase(),
    );
    if (same)
      return fail(
        io,
        `There is a school called "${shown(same.name)}" already, with the id ${same.id}. Add the town to the name if this is another; for a new code use "accord school code".`,
      );
    if ((await store.setPurpose('school')) === 'playground')
      return fail(
        io,
        'This database is a playground with invented people, and no real school goes into it. Set DATABASE_URL or ACCORD_DATA_DIR to another place, and run "accord migrate" there first. Nothing was added.',
      );
    const added = await withRetries(() => addSchool(app, { name, pack, trust }));
    if (!added.ok) return fail(io, added.refusal.words);
    const { school, code } = added.made;
    return say(
      io,
      `Added "${school.name}" under the policy ${pack}.`,
      `  Id: ${school.id}`,
      `  One-time code of its first administrator: ${code}`,
      'Give the code to that person and to nobody else: they type "setup" and the code to Accord, and choose',
      'people, channel and groups there. The code works once and is not shown again;',
      '"accord school code" makes a new one while nobody has used it.',
    );
  });
}
