import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { REMARK_KINDS, type RemarkKind } from '../../src/domain/remarks.ts';
import { toDay } from '../../src/domain/time.ts';
import { checkAllPacks, checkPack } from '../../src/packs/check.ts';
import { listPacks } from '../../src/packs/load.ts';

const support = fileURLToPath(new URL('../support/packs', import.meta.url));
const today = toDay('2026-11-20');

function remarks(id: string, kind: RemarkKind): string[] {
  const { json } = checkPack(id, today);
  if (!json.ok) throw new Error(json.problems.map((it) => it.says).join('\n'));
  return json.remarks.filter((it) => it.kind === kind).map((it) => it.about);
}

describe('checking a pack', () => {
  test.each(listPacks().map((pack) => pack.id))('%s passes, whatever is remarked on it', (id) => {
    const check = checkPack(id, today);
    expect(check.exit).toBe(0);
    expect(check.text).toContain('It can be used as it is');
    for (const heading of ['UNFAIR', 'UNSAID', 'ASSUMES', 'WHAT IS THERE'])
      expect(check.text).toContain(heading);
  });

  test('prints nothing wider than a hundred columns', () => {
    const lines = checkAllPacks(today).text.split('\n');
    expect(lines.length).toBeGreaterThan(200);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  test('starts a mistake with file:line: so that an editor can jump to it, and says the mend below', () => {
    const check = checkPack(join(support, 'broken/misspelt-word'), today);
    expect(check.exit).toBe(1);
    expect(check.text).toMatch(/^test\/support\/packs\/broken\/misspelt-word\/policy\.yaml:4: /);
    expect(check.text).toContain('    Did you mean "label"?');
    expect(check.json.ok).toBe(false);
  });

  test('fails all of them when one of them fails, and passes all that ship', () => {
    expect(checkAllPacks(today).exit).toBe(0);
    expect(checkAllPacks(today, join(support, 'broken')).exit).toBe(1);
  });

  test('does not print where Accord is installed when there is no such pack', () => {
    expect(checkPack('no-such-pack', today).text).not.toContain('/');
  });
});

describe('remarks', () => {
  test('on All Saints: overdue, no length, no appeal, and its decider is not called unsaid', () => {
    expect(remarks('all-saints-mat', 'overdue')).toEqual(['Review']);
    expect(remarks('all-saints-mat', 'unsaid')).toEqual(
      expect.arrayContaining(['Police', 'Length of a ban', 'Appeal', 'Agreement']),
    );
    expect(remarks('all-saints-mat', 'unsaid')).not.toContain('Decider');
    expect(remarks('all-saints-mat', 'unsaid')).not.toContain('Consultation');
    expect(remarks('all-saints-mat', 'unfair')).not.toContain('No chance to be heard');
  });

  test('on Alumwell: decider and consultation unsaid, nobody heard, off-site conduct out of reach', () => {
    expect(remarks('alumwell-infant', 'overdue')).toEqual([]);
    expect(remarks('alumwell-infant', 'unsaid')).toEqual(
      expect.arrayContaining(['Decider', 'Consultation', 'Authority', 'Legal', 'Off site']),
    );
    expect(remarks('alumwell-infant', 'unfair')).toEqual(
      expect.arrayContaining([
        'A ban without an end',
        'No chance to be heard',
        'Guide dogs only',
        'Criticism',
      ]),
    );
  });

  test('on Stockham: the police trigger over any report, and that no dates are held', () => {
    expect(remarks('stockham-primary', 'unfair')).toContain('Police for any report');
    expect(remarks('stockham-primary', 'unsaid')).toEqual(
      expect.arrayContaining(['Next review', 'Approved on']),
    );
    expect(remarks('stockham-primary', 'unsaid')).not.toContain('Police');
  });

  test('on Schools & Parents: no violence named, no school, visitors by control of the site alone', () => {
    expect(remarks('schools-and-parents', 'unsaid')).toEqual(
      expect.arrayContaining(['Violence', 'School', 'Whom it is for']),
    );
  });

  test('on a policy that says everything: nothing assumed but what it says is assumed', () => {
    const invented = join(support, 'invented');
    for (const gap of [
      'Decider',
      'Consultation',
      'Police',
      'Appeal',
      'Agreement',
      'Answering',
      'Length of a ban',
    ])
      expect(remarks(invented, 'unsaid')).not.toContain(gap);
    expect(remarks(invented, 'unfair')).not.toContain('A ban without an end');
    expect(remarks(invented, 'assumed')).toHaveLength(1);
  });

  test('are of every kind somewhere among the five policies', () => {
    const kinds = new Set(
      listPacks().flatMap((pack) => REMARK_KINDS.filter((kind) => remarks(pack.id, kind).length > 0)),
    );
    expect([...kinds].sort()).toEqual([...REMARK_KINDS].sort());
  });
});
