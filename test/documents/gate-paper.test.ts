import { expect, test } from 'vitest';
import { openDocuments } from '../../src/documents/open-documents.ts';
import { PersonId } from '../../src/domain/ids.ts';
import { toDay } from '../../src/domain/time.ts';
import type { GateRow } from '../../src/view/cards/gate-words.ts';
import { gatePaper } from '../../src/view/papers/gate-paper.ts';
import { drawingOf } from '../support/drawings.ts';
import { given } from '../support/given.ts';
import { pdfPages } from '../support/read-documents.ts';

const documents = openDocuments();
const story = given('all-saints-mat').reported();
const scene = { ...drawingOf(story, 'head'), today: toDay('2026-11-03') };

const row = (n: number): GateRow => ({
  person: PersonId.parse(`person-${n}`),
  name: `Zebedee ${n}`,
  detail: 'green estate car',
  ref: story.it.ref,
  status: 'confirmed',
  extent: { of: 'site', places: ['whole_site'] },
  start: toDay('2026-11-02'),
  end: toDay('2026-11-20'),
  capacity: 'parent',
});

test('the gate list divides nobody between two pages and leaves no line by itself, however many are on it', async () => {
  for (let many = 0; many <= 7; many += 1) {
    const rows = Array.from({ length: many }, (_, n) => row(n + 1));
    const pages = await pdfPages((await documents.pdf(gatePaper(scene, rows))).bytes);
    expect(pages.length, `${many} people`).toBeLessThanOrEqual(1 + Math.ceil(many / 3));
    for (const page of pages.slice(1)) {
      expect(page.trim(), `${many} people`).toMatch(/^Zebedee/);
      const lines = page.split('If they bring or collect a child, call the head.').length;
      expect(lines, `${many} people`).toBe(page.split('Zebedee').length);
    }
  }
});
