import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { listPacks } from '../../src/packs/load.ts';
import { newPlace } from '../support/run-accord.ts';
import { ROOT } from '../support/sources.ts';

const place = newPlace();
afterAll(place.remove);

const packs = listPacks().map((pack) => pack.id);
const broken = join(ROOT, 'test/support/packs/broken/misspelt-word');

describe('packs on the command line', () => {
  it('are listed with the name of the policy', async () => {
    const { exit, out } = await place.here('pack', 'list');
    expect(exit).toBe(0);
    for (const id of packs) expect(out).toMatch(new RegExp(`^${id} +\\S`, 'm'));
    expect(out).not.toContain('null');
  });

  it('are checked as text: what can be read ends with 0, whatever is remarked', async () => {
    const { exit, out, err } = await place.here('pack', 'check', 'stockham-primary');
    expect([exit, err]).toEqual([0, '']);
    expect(out).toContain('WHAT THE POLICY LEAVES UNSAID');
  });

  it('are checked all together for a program', async () => {
    const { exit, out } = await place.here('pack', 'check', '--all', '--json');
    const Rows = z.array(z.object({ pack: z.string(), ok: z.literal(true), sha256: z.string().length(64) }));
    expect(exit).toBe(0);
    expect(Rows.parse(JSON.parse(out)).map((row) => row.pack)).toEqual(packs);
  });

  it('end with 1 and the line when there is a mistake in them', async () => {
    const text = await place.here('pack', 'check', broken);
    expect(text).toMatchObject({ exit: 1, out: '' });
    expect(text.err).toMatch(/misspelt-word\/policy\.yaml:4: /);
    const json = await place.here('pack', 'check', broken, '--json');
    expect(json.exit).toBe(1);
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, problems: [{ line: 4 }] });
  });

  it('end with 1 when there is no such pack', async () => {
    const ran = await place.here('pack', 'check', 'no-such-pack');
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain('is neither a pack that comes with Accord nor a folder');
  });
});

describe('a rehearsal on the command line', () => {
  it('plays a scenario by its name beside the pack, as text and for a program', async () => {
    const text = await place.here('pack', 'rehearse', 'all-saints-mat', 'assault-at-the-gate');
    expect([text.exit, text.err]).toEqual([0, '']);
    const json = await place.here('pack', 'rehearse', 'all-saints-mat', 'assault-at-the-gate', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ ok: true, pack: 'all-saints-mat' });
  });

  it('asks again for a scenario that is not there, with the nearest', async () => {
    const ran = await place.here('pack', 'rehearse', 'all-saints-mat', 'asault-at-the-gate');
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain('Did you mean "assault-at-the-gate"?');
  });

  it('ends with 1 for a pack that is not there', async () => {
    const ran = await place.here('pack', 'rehearse', 'no-such-pack');
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain('is neither a pack that comes with Accord nor a folder');
  });
});
