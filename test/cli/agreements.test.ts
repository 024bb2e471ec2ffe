import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPlace, type Place, type Ran } from '../support/run-accord.ts';

let place: Place;
const importing = (list: 'people' | 'agreements', text: string, ...more: string[]): Promise<Ran> => {
  const file = join(place.folder, `${list}.csv`);
  writeFileSync(file, text);
  return place.here(list, 'import', 'Larkfield Primary', file, ...more);
};
const record = async (): Promise<string> => (await place.here('audit', 'verify')).out;

async function school(pack: string): Promise<void> {
  place = newPlace();
  await place.here('migrate');
  await place.here('school', 'add', 'Larkfield Primary', '--pack', pack);
  await importing(
    'people',
    'Contact ID,Name,Address\n1,Jordan Vale,1 Road\n2,Sam Vale,2 Road\n,Kim Vale,3 Road\n',
  );
}
afterEach(() => place.remove());

describe('importing signatures', () => {
  beforeEach(() => school('stockham-primary'));

  it('records them once: the same file again changes nothing, in the record either', async () => {
    const text =
      'Contact ID,Name,Address,Signed on,agrees,I understand that the school will act as the policy says if I do not\n1,Jordan Vale,,10/09/2026,yes,yes\n,Kim Vale,3 road,2026-09-11,x,no\n';
    const trial = await importing('agreements', text, '--dry-run');
    expect(trial.out).toContain('2 signatures would be recorded, 0 as they were.\nNothing was changed.');
    expect((await importing('agreements', text)).out).toContain('2 signatures recorded');
    const before = await record();
    expect((await importing('agreements', text)).out).toContain('0 signatures recorded, 2 as they were.');
    expect(await record()).toBe(before);
  });

  it('takes nothing when one row is wrong, and names every row that is', async () => {
    const before = await record();
    const ran = await importing(
      'agreements',
      'Contact ID,Name,Signed on,agrees\n1,Jordan Vale,10/09/2026,yes\n2,Sam Vale,31/02/2026,yes\n3,Lee Vale,2999-01-01,maybe\n',
    );
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain('Row 3: the day is no day');
    expect(ran.err).toContain('Row 4: the day has not come yet');
    expect(ran.err).toContain('Row 4: write yes or no under "agrees"');
    expect(ran.err).not.toContain('Lee');
    expect(await record()).toBe(before);
  });

  it.each([
    ['9,Nobody Known,10/09/2026', 'Row 2: nobody on the list has that id'],
    [',Jordan Vale,10/09/2026', 'Row 2: only the name is that of somebody on the list.'],
  ])('adds nobody and guesses nobody: %j', async (row, reason) => {
    const ran = await importing('agreements', `Contact ID,Name,Signed on\n${row}\n`);
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain(reason);
  });

  it('says where an id belongs to another name, and where ticks of the same paper change', async () => {
    await importing('agreements', 'Contact ID,Name,Signed on,agrees\n1,Jordan Vale,10/09/2026,yes\n');
    const ran = await importing(
      'agreements',
      'Contact ID,Name,Signed on,agrees\n1,Jordan Vale,10/09/2026,no\n2,Pat Other,10/09/2026,yes\n',
      '--dry-run',
    );
    expect(ran.out).toContain('2 signatures would be recorded, 0 as they were.');
    expect(ran.out).toContain('Of these 1 had been recorded for that day with other ticks.');
    expect(ran.out).toContain('somebody with another name on the list, in row 3.');
    expect(ran.out).not.toMatch(/Other|Vale/);
  });

  it('asks for the day', async () => {
    expect((await importing('agreements', 'Contact ID,Name\n1,Jordan Vale\n')).err).toContain(
      'no column holds the day of signing',
    );
  });
});

it('says so where a policy asks for no signature', async () => {
  await school('alumwell-infant');
  const ran = await importing('agreements', 'Contact ID,Name,Signed on\n1,Jordan Vale,10/09/2026\n');
  expect(ran.err).toContain('Our code asks nobody to sign it.');
});
