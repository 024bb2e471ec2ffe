import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encode } from 'fast-png';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Config } from '../../src/config.ts';
import { readSettings } from '../../src/domain/settings.ts';
import { joinApp, silentLog } from '../../src/main.ts';
import { newPlace, type Place } from '../support/run-accord.ts';

let place: Place;
beforeAll(async () => {
  place = newPlace();
  await place.here('migrate');
  await place.here('school', 'add', 'Larkfield Primary', '--pack', 'robert-miles-junior');
});
afterAll(() => place.remove());

const pngOf = (width: number, height: number): Uint8Array =>
  encode({ width, height, channels: 1, data: new Uint8Array(width * height).fill(90) });
const CREST = pngOf(60, 40);

const handing = (bytes: Uint8Array | string, name = 'crest.png') => {
  const file = join(place.folder, name);
  writeFileSync(file, bytes);
  return place.here('school', 'logo', 'Larkfield Primary', file);
};

async function kept() {
  const config = Config.parse({
    DATABASE_URL: place.databaseUrl,
    ACCORD_DATA_DIR: join(place.folder, 'data'),
  });
  const { store } = await joinApp(config, { log: silentLog });
  try {
    return await store.read(async (unit) => {
      const [school] = await unit.schools.all();
      const logo = school && readSettings(school.settings).logo;
      return logo ? await unit.files.read(school.id, logo.id) : null;
    });
  } finally {
    await store.close();
  }
}

it('is kept encrypted, changed, left alone by other settings, and taken away', async () => {
  expect(await handing(CREST)).toMatchObject({ exit: 0, err: '' });
  expect(await kept()).toMatchObject({ mediaType: 'image/png', bytes: Buffer.from(CREST) });
  expect(readFileSync(join(place.folder, 'data', 'accord.db')).includes(Buffer.from(CREST))).toBe(false);

  const settings = join(place.folder, 'larkfield.yaml');
  writeFileSync(settings, 'letterhead:\n  phone: "01632 960 100"\n');
  expect((await place.here('school', 'settings', 'Larkfield Primary', settings)).exit).toBe(0);
  expect(await kept()).toMatchObject({ bytes: Buffer.from(CREST) });

  expect((await handing(pngOf(30, 30))).exit).toBe(0);
  expect(await kept()).toMatchObject({ bytes: Buffer.from(pngOf(30, 30)) });
  expect(await place.here('school', 'logo', 'Larkfield Primary', '--remove')).toMatchObject({ exit: 0 });
  expect(await kept()).toBeNull();
});

it.each([
  ['a drawing in SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'not a PNG or JPEG'],
  ['a text that is called a picture', 'hello', 'not a PNG or JPEG'],
  ['half of a picture', CREST.slice(0, 60), 'damaged'],
  ['a picture too wide for any letter', pngOf(3001, 1), '3001 by 1 pixels'],
  ['more than a megabyte', new Uint8Array(1024 * 1024 + 1), 'over 1 MB'],
])('is not %s', async (_, bytes, why) => {
  const ran = await handing(bytes);
  expect(ran.exit).toBe(1);
  expect(ran.err).toContain(why);
  expect(await kept()).toBeNull();
});

it('says what is missing: the file, or both a file and --remove', async () => {
  const gone = await place.here('school', 'logo', 'Larkfield Primary', join(place.folder, 'none.png'));
  expect(gone).toMatchObject({ exit: 1, err: expect.stringContaining('There is no file') });
  expect((await place.here('school', 'logo', 'Larkfield Primary')).exit).toBe(2);
});
