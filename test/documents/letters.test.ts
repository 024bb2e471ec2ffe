import { describe, expect, test } from 'vitest';
import { openDocuments } from '../../src/documents/open-documents.ts';
import { readMarkdown } from '../../src/documents/read-markdown.ts';
import { textOf } from '../../src/documents/words.ts';
import { elementsOf } from '../../src/domain/letters/elements.ts';
import { gapsIn } from '../../src/domain/letters/gaps.ts';
import { audienceOf, LETTER_KINDS, type LetterKind } from '../../src/domain/letters/kinds.ts';
import { readTemplate } from '../../src/domain/letters/template.ts';
import { remarksOnLetter } from '../../src/domain/letters/wording.ts';
import { toInstant } from '../../src/domain/time.ts';
import { letterPaper } from '../../src/view/letter-paper.ts';
import { PACKS } from '../support/given.ts';
import { loadedPack, markdownOf, SCHOOL } from '../support/letter-cases.ts';
import { storyFor } from '../support/letter-stories.ts';
import { pdfPages, squeezed, wordText } from '../support/read-documents.ts';

const documents = openDocuments();

const paperOf = (pack: string, kind: LetterKind, markdown: string) =>
  letterPaper({
    kind,
    ref: storyFor(pack, kind).it.ref,
    school: SCHOOL,
    markdown,
    language: 'en',
    size: 'usual',
    logo: null,
    at: toInstant(new Date('2026-11-20T15:20:00Z')),
    isDraft: false,
  });

const spaceless = (text: string): string => squeezed(text).replace(/[\s\u2022]/g, '');

/** Every stretch of words in the letter, as its reader sees it. */
const saidIn = (markdown: string): string[] =>
  readMarkdown(markdown).flatMap((block) => {
    if (block.is === 'list') return block.items.flatMap((item) => textOf(item).split('\n'));
    return 'text' in block ? textOf(block.text).split('\n') : [];
  });

/** The words of a template that say an element, between its placeholders. */
function elementWords(pack: string, kind: LetterKind): string[] {
  const { units } = readTemplate(loadedPack(pack).letters.get(kind)?.markdown ?? '');
  return elementsOf(kind).flatMap((element) => {
    if (element.by !== 'words') return [];
    const unit = units.find((row) => row.marks.includes(element.id));
    const parts = unit?.text.split(/\{\{[^}]*\}\}/) ?? [];
    return [parts.toSorted((a, b) => b.length - a.length)[0] ?? 'words that are not there'];
  });
}

describe.each(PACKS)('under the policy of %s', (pack) => {
  test.each(LETTER_KINDS)(
    '%s says on paper and in Word all that it must, and nothing that it may not',
    async (kind) => {
      const markdown = await markdownOf(storyFor(pack, kind), kind);
      const paper = paperOf(pack, kind, markdown);
      const { bytes, unshown } = await documents.pdf(paper);
      expect(unshown).toEqual([]);
      const pages = await pdfPages(bytes);
      const foot = (page: string, i: number) =>
        page.replace(`${paper.foot} Page ${i + 1} of ${pages.length}`, '');
      const pdf = pages.map((page, i) => foot(squeezed(page), i)).join(' ');
      const word = await wordText(await documents.word(paper));
      for (const text of [pdf, word]) {
        const whole = spaceless(text);
        // All of the letter is there, whatever it holds, and nothing that would still have to be filled or decoded.
        for (const said of saidIn(markdown)) expect(whole).toContain(spaceless(said));
        for (const said of elementWords(pack, kind)) expect(whole).toContain(spaceless(said));
        expect(text).not.toMatch(/\{\{|\}\}|<!--|\*\*|says:|undefined|\\/);
        expect(gapsIn(text).length).toBe(gapsIn(markdown).length);
        if (audienceOf(kind) === 'parent')
          expect(remarksOnLetter(kind, text, ['Invented teacher'])).toEqual([]);
      }
      expect(pages.length).toBeLessThanOrEqual(4);
      // A page with nothing on it but a name is no page.
      expect(pages.at(-1)?.split('\n').length).toBeGreaterThan(4);
    },
  );
});
