import { decode } from 'fast-png';
import { describe, expect, test } from 'vitest';
import { openDocuments } from '../../src/documents/open-documents.ts';
import { escapeParagraphs } from '../../src/domain/letters/markdown.ts';
import { letterPaper, paperOf } from '../support/papers.ts';
import { pdfPages, pdfText, squeezed, wordHtml, wordText } from '../support/read-documents.ts';

const documents = openDocuments();
const asPdf = async (...paper: Parameters<typeof paperOf>) => (await documents.pdf(paperOf(...paper))).bytes;
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

const LETTER = [
  '**Invented Primary School**',
  'Mill Lane, Anytown AN1 1AA\\\n01632 960 100',
  'Tuesday 10 November 2026',
  'Our reference: AC-26-0042\\\nSent by: first-class post',
  'Jo Bell\\\n4 High Street\\\nAnytown\\\nAN1 2BB',
  'Dear Jo Bell,',
  '# A warning',
  'Please *do* write to us.',
  '## What I ask',
  '- one thing\n- another',
  'Yours sincerely,',
  '**Ada Bright**\\\nHeadteacher',
].join('\n\n');

describe('a long paper', () => {
  test('holds up nothing else while it is drawn', async () => {
    await asPdf([{ is: 'paragraph', text: 'Warm.' }]);
    let turns = 0;
    let drawn = false;
    const count = () => {
      turns += 1;
      if (!drawn) setImmediate(count);
    };
    count();
    const paragraph = { is: 'paragraph', text: 'What was said at the gate that day. '.repeat(20) } as const;
    await asPdf(Array.from({ length: 400 }, () => paragraph));
    drawn = true;
    // Drawn in this thread it would be one turn, or a few.
    expect(turns).toBeGreaterThan(100);
  });

  test('that goes wrong fails alone, and the next is drawn', async () => {
    const picture = { mediaType: 'image/png', bytes: new Uint8Array([1]) } as const;
    await expect(asPdf([{ is: 'picture', picture, alt: 'Broken' }])).rejects.toThrow();
    expect(await pdfText(await asPdf([{ is: 'paragraph', text: 'Still here.' }]))).toContain('Still here.');
  });
});

describe('a PDF', () => {
  test('is titled, tagged, in its language and holds its fonts', async () => {
    const pdf = latin1((await documents.pdf(letterPaper(LETTER))).bytes);
    for (const part of [
      '/Title (Warning, AC-26-0042)',
      '<pdfuaid:part>1</pdfuaid:part>',
      '/DisplayDocTitle true',
      '/Lang (en-GB)',
      '/StructTreeRoot',
      '/Marked true',
      '/FontFile2',
    ])
      expect(pdf).toContain(part);
    for (const tag of ['/S /H1', '/S /H2', '/S /P', '/S /L', '/S /LI']) expect(pdf).toContain(tag);
  });

  test('made again from the same is the same to the last byte, and another day is another file', async () => {
    const made = async (paper = letterPaper(LETTER)) => latin1((await documents.pdf(paper)).bytes);
    const first = await made();
    await made(letterPaper('# Another'));
    expect(await made()).toBe(first);
    expect(await made({ ...letterPaper(LETTER), at: '2026-11-21T15:20:00.000Z' as never })).not.toBe(first);
  });

  test('draws a line to sign on where nobody is named, and none over a name', async () => {
    const ruled = async (name: string) => {
      const bytes = await asPdf([{ is: 'signature', closing: null, name, lines: ['Signed'] }]);
      const { width, height, data, channels } = decode(await documents.picture(bytes, 1));
      const dark = (x: number, y: number) => (data[(y * width + x) * channels] ?? 255) < 120;
      // 60 of its 90 millimetres, from the left margin on.
      const from = Math.round(width * (30 / 210));
      const to = Math.round(width * (90 / 210));
      return Array.from({ length: height }, (_, y) => y).some((y) =>
        Array.from({ length: to - from }, (_, i) => from + i).every((x) => dark(x, y)),
      );
    };
    expect(await ruled('')).toBe(true);
    expect(await ruled('Ms Bell')).toBe(false);
  });

  test('counts its pages beside the reference, in the language of the letter', async () => {
    const long = Array.from({ length: 60 }, (_, i) => `Paragraph ${i}.`).join('\n\n');
    const english = await pdfPages((await documents.pdf(letterPaper(long))).bytes);
    expect(english.length).toBe(2);
    english.forEach((page, i) => expect(squeezed(page)).toContain(`AC-26-0042 Page ${i + 1} of 2`));
    const welsh = await pdfText((await documents.pdf(letterPaper(long, { language: 'cy' }))).bytes);
    expect(welsh).toContain('Tudalen 2 o 2');
  });

  test('has what a document of many parts has: contents, facts, tables whose head comes again, notices', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => [`Entry ${i}`, 'by the gate']);
    const pages = await pdfPages(
      await asPdf(
        [
          { is: 'heading', level: 1, text: 'Chronology' },
          { is: 'facts', rows: [{ label: 'Case', value: 'AC-26-0042' }] },
          { is: 'table', head: ['What', 'Where'], widths: [2, 1], rows },
          { is: 'page' },
          { is: 'heading', level: 1, text: 'Letters' },
          { is: 'heading', level: 2, text: 'Warning of 10 November' },
          { is: 'letter', markdown: LETTER },
          { is: 'notice', text: 'Expires today.' },
          { is: 'quote', text: 'What they said' },
          { is: 'rule' },
          { is: 'small', text: 'Made by hand.' },
        ],
        { contents: 'Contents', turned: true },
      ),
    );
    const [contents = '', ...rest] = pages.map(squeezed);
    expect(contents).toMatch(/^Contents Chronology .*2 Letters .*\d Warning of 10 November .*\d/);
    expect(contents).not.toContain('What I ask');
    expect(rest.filter((page) => page.includes('What Where')).length).toBeGreaterThan(1);
    expect(rest.join(' ')).toContain('Expires today. What they said Made by hand.');
  });

  test('says across every page that it is a draft', async () => {
    const draft = await pdfText((await documents.pdf(letterPaper(LETTER, { mark: 'Draft' }))).bytes);
    expect(draft).toContain('Draft');
    expect(await pdfText((await documents.pdf(letterPaper(LETTER))).bytes)).not.toContain('Draft');
  });

  test('in large print has more pages and the same words', async () => {
    const long = `${LETTER}\n\n${Array.from({ length: 30 }, (_, i) => `Paragraph ${i}.`).join('\n\n')}`;
    const usual = await pdfPages((await documents.pdf(letterPaper(long))).bytes);
    const large = await pdfPages((await documents.pdf(letterPaper(long, { size: 'large' }))).bytes);
    expect(large.length).toBeGreaterThan(usual.length);
    const words = (pages: readonly string[]) =>
      squeezed(pages.join(' '))
        .replace(/AC-26-0042 Page \d of \d/g, '')
        .replace(/\s+/g, ' ')
        .trim();
    expect(words(large)).toBe(words(usual));
  });
});

describe('a Word file', () => {
  test('has headings, lists and styles that Word knows, and opens with its letterhead', async () => {
    const html = await wordHtml(await documents.word(letterPaper(LETTER)));
    expect(html).toMatch(/^<table><tr><td><p>Invented Primary School<\/p>/);
    expect(html).toContain('<h1>A warning</h1>');
    expect(html).toContain('<h2>What I ask</h2><ul><li>one thing</li><li>another</li></ul>');
    expect(html).toContain('Please <em>do</em> write to us.');
    expect(html).toContain('<p>Yours sincerely,</p><p><strong>Ada Bright</strong></p><p>Headteacher</p>');
  });

  test('made again from the same is the same to the last byte', async () => {
    expect(latin1(await documents.word(letterPaper(LETTER)))).toBe(
      latin1(await documents.word(letterPaper(LETTER))),
    );
  });
});

test('a page is a picture that can be opened', async () => {
  const pdf = await asPdf([
    { is: 'paragraph', text: 'Hello' },
    { is: 'page' },
    { is: 'paragraph', text: 'Again' },
  ]);
  const one = decode(await documents.picture(pdf, 1));
  const { width, height, data } = decode(await documents.picture(pdf, 5));
  expect(one.height / one.width).toBeCloseTo(297 / 210, 2);
  expect([width, height]).toEqual([one.width, one.height * 2 + 16]);
  expect(new Set(data).size).toBeGreaterThan(10);
});

const HOSTILE: Readonly<Record<string, string>> = {
  'Typst code': '#panic("out") #import "@preview/x:1.0.0" #read("/etc/passwd") #{1+1} $x^2$ @label <label>',
  'Markdown marks':
    '*not bold* _not slanted_ `code` [link](http://a.example) ![](x.png) ~~gone~~ \\ backslash',
  'a heading and a list': '# no heading\n- no item\n1. no number\n> no quotation\n---',
  'template syntax': '{{letterhead}} {{signature?}} $' + '{x} <%= y %> {% z %}',
  'HTML and XML': '<script>alert(1)</script> <b>x</b> &amp; &#60; <!-- says: companion --> ]]> <?php',
  'quotation marks and Unicode': '“quoted” ‘it’s’ – — … é ż ł ŵ ŷ Ω Ж हिन्दी',
  'names in several scripts': 'Zażółć Gęślą, محمد علي, دستخط, שרה, মোহাম্মদ, ਗੁਰਪ੍ਰੀਤ, પ્રિયા, தமிழ்',
  'a formula': '=HYPERLINK("http://a.example","x") +1 -1 @x',
};

const spaceless = (text: string): string => squeezed(text).replace(/\s/g, '');
const JOINED_SCRIPTS = /[\u0590-\u0fff]/;
const lettersOf = (text: string): string =>
  [
    ...new Set(
      spaceless(text)
        .normalize('NFKD')
        .replace(/[\p{M}\p{P}]/gu, ''),
    ),
  ]
    .sort()
    .join('');

describe.each(Object.entries(HOSTILE))('%s', (_, typed) => {
  const asLetter = letterPaper(`Before.\n\n${escapeParagraphs(typed).join('\n\n')}\n\nAfter.`);
  const asText = paperOf([{ is: 'paragraph', text: `Before.\n${typed}\nAfter.` }]);

  test.each([
    ['in a letter', asLetter],
    ['in a plain text', asText],
  ])('comes out of a Word file as it is, %s', async (_, paper) => {
    expect(spaceless(await wordText(await documents.word(paper)))).toBe(spaceless(`Before.${typed}After.`));
  });

  test.each([
    ['in a letter', asLetter],
    ['in a plain text', asText],
  ])('comes out of a PDF as it is, %s', async (_, paper) => {
    const { bytes, unshown } = await documents.pdf(paper);
    expect(unshown).toEqual([]);
    const text = (await pdfText(bytes)).replace(/AC-26-0042 Page 1 of 1$/, '');
    const expected = `Before.${typed}After.`;
    // Scripts that join their letters come out of a PDF in an order of its own: there, the letters are compared.
    if (JOINED_SCRIPTS.test(typed)) expect(lettersOf(text)).toBe(lettersOf(expected));
    else expect(spaceless(text)).toBe(spaceless(expected));
  });
});

describe('what a font or a line cannot hold', () => {
  const shown = async (text: string) => {
    const { bytes, unshown } = await documents.pdf(paperOf([{ is: 'paragraph', text }]));
    const pages = await pdfPages(bytes);
    return { pages, unshown, text: squeezed(pages.join(' ')).replace(/ ?AC-26-0042 Page 1 of 1$/, '') };
  };

  test('is named in a PDF and said to be so, and stays itself in a Word file', async () => {
    const typed = 'Love \u{1f600}\u{1f468}\u200d\u{1f469}\u200d\u{1f467} from \u738b \u0007 end';
    const pdf = await shown(typed);
    expect(pdf.text).toBe('Love [emoji][emoji] from [U+738B] [U+0007] end');
    expect(pdf.unshown).toContain('\u738b');
    const word = await wordText(await documents.word(paperOf([{ is: 'paragraph', text: typed }])));
    expect(word).toBe('Love \u{1f600}\u{1f468}\u200d\u{1f469}\u200d\u{1f467} from \u738b \ufffd end');
  });

  test('does not break the file: half a character, joiners, marks of direction, a private sign', async () => {
    const typed = 'a\ud800b c\u200dd \u202eevil\u202c \ue000 \ufffe \uffff';
    const pdf = await shown(typed);
    expect(pdf.text).toBe('a[U+D800]b c\u200dd evil [U+E000] [U+FFFE] [U+FFFF]');
    expect(await wordText(await documents.word(paperOf([{ is: 'paragraph', text: typed }])))).toContain(
      'a\ufffdb',
    );
  });

  test.each(['#', '##', '# # ', '-', '>', '****', '<!-- -->'])(
    'marks with nothing after them make a PDF all the same: %s',
    async (marks) => {
      const typed = `Before.\n\n${marks}\n\nAfter.`;
      expect(squeezed(await pdfText((await documents.pdf(letterPaper(typed))).bytes))).toMatch(
        /Before\..*After\./,
      );
      expect(await wordText(await documents.word(letterPaper(typed)))).toContain('After.');
    },
  );

  test('a word longer than the page is cut where it must be, and loses nothing', async () => {
    const word = 'https://social.example/'.concat('abcdefghij'.repeat(60));
    const { text, pages } = await shown(`See ${word} please`);
    expect(text.replace(/\s/g, '')).toBe(`See${word}please`);
    expect(pages[0]?.split('\r\n').every((line) => line.length < 100)).toBe(true);
  });

  test('a paragraph in Arabic or Hebrew begins on the right, as its readers do', async () => {
    const word = await documents.word(paperOf([{ is: 'paragraph', text: 'محمد علي' }]));
    const { strFromU8, unzipSync } = await import('fflate');
    const xml = strFromU8(unzipSync(word)['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('<w:bidi/>');
    expect(xml).toContain('<w:rtl/>');
  });
});
