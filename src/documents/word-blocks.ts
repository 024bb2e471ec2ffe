import {
  BorderStyle,
  HeadingLevel,
  HeightRule,
  ImageRun,
  type IParagraphOptions,
  PageBreak,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx';
import type { Paper, Picture, Run, Words } from '../view/paper.ts';
import { pictureSize } from '../view/picture-size.ts';
import { readsRightToLeft, withoutTurns } from './printable.ts';
import type { SimpleBlock } from './simple-block.ts';
import { twips } from './word-styles.ts';
import { runsOf, textOf } from './words.ts';

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const NO_BORDERS = {
  top: NONE,
  bottom: NONE,
  left: NONE,
  right: NONE,
  insideHorizontal: NONE,
  insideVertical: NONE,
};
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '8C8C8C', space: 1 };

/** XML has no place for these, and a file that holds one does not open. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is the point
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function textRuns(words: Words, more: { bold?: true } = {}): TextRun[] {
  const rightToLeft = readsRightToLeft(textOf(words));
  return runsOf(words).flatMap((run: Run) =>
    run.text.split('\n').map(
      (line, i) =>
        new TextRun({
          text: withoutTurns(line).replace(NOT_XML, '\ufffd'),
          ...(i > 0 ? { break: 1 } : {}),
          ...(run.strong || more.bold ? { bold: true } : {}),
          ...(run.emphasis ? { italics: true } : {}),
          ...(rightToLeft ? { rightToLeft: true } : {}),
        }),
    ),
  );
}

const para = (words: Words, more: IParagraphOptions & object = {}): Paragraph =>
  new Paragraph({
    ...more,
    ...(readsRightToLeft(textOf(words)) ? { bidirectional: true } : {}),
    children: textRuns(words),
  });

const lines = (texts: readonly string[], style: string): Paragraph[] =>
  texts.map((text) => para(text, { style }));

/** Width and height in pixels of 96 to an inch, within so many millimetres. */
function imageRun({ bytes, mediaType }: Picture, alt: string, wide: number, tall: number): ImageRun {
  const { width, height } = pictureSize(bytes) ?? { width: 1, height: 1 };
  const scale = Math.min((wide / 25.4) * (96 / width), (tall / 25.4) * (96 / height));
  return new ImageRun({
    type: mediaType === 'image/png' ? 'png' : 'jpg',
    data: bytes,
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
    altText: { name: alt, title: alt, description: alt },
  });
}

const bare = (
  children: readonly Paragraph[],
  mm: number,
  more: { verticalAlign?: 'center' } = {},
): TableCell =>
  new TableCell({
    children: children.length > 0 ? children : [new Paragraph({})],
    borders: NO_BORDERS,
    width: { size: twips(mm), type: WidthType.DXA },
    margins: { left: 0, right: twips(3) },
    ...(more.verticalAlign ? { verticalAlign: VerticalAlign.CENTER } : {}),
  });

const plainTable = (rows: readonly TableRow[], widths: readonly number[]): Table =>
  new Table({
    rows,
    columnWidths: widths.map(twips),
    layout: TableLayoutType.FIXED,
    width: { size: twips(widths.reduce((sum, mm) => sum + mm, 0)), type: WidthType.DXA },
    borders: NO_BORDERS,
  });

/** As on the PDF: the school above 46 mm, the reader's address in the window of a DL envelope, the letter below it. */
function letterhead(it: Extract<SimpleBlock, { is: 'letterhead' }>, paper: Paper): (Table | Paragraph)[] {
  const logo = paper.logo && new Paragraph({ children: [imageRun(paper.logo, paper.author, 40, 21)] });
  const widths = logo ? [45, 63, 58] : [108, 58];
  const head = new TableRow({
    height: { value: twips(24), rule: HeightRule.ATLEAST },
    children: [
      ...(logo ? [bare([logo], 45, { verticalAlign: 'center' })] : []),
      bare([para(it.school, { style: 'SchoolName' })], logo ? 63 : 108, { verticalAlign: 'center' }),
      bare(lines(it.lines, 'Letterhead'), 58, { verticalAlign: 'center' }),
    ],
  });
  const reader = new TableRow({
    height: { value: twips(39), rule: HeightRule.ATLEAST },
    children: [bare(lines(it.to, 'Address'), 108), bare(lines(it.aside, 'Letterhead'), 58)],
  });
  return [
    plainTable([head], widths),
    new Paragraph({
      border: { top: THIN },
      spacing: { before: twips(2), after: twips(8), line: 240, lineRule: 'auto' },
    }),
    plainTable([reader], [108, 58]),
    new Paragraph({ spacing: { after: 0, line: 240, lineRule: 'auto' } }),
  ];
}

function signature(it: Extract<SimpleBlock, { is: 'signature' }>): Paragraph[] {
  const closing = it.closing === null ? [] : [para(it.closing, { style: 'Signature' })];
  const roles = it.lines.map((line, i) =>
    para(line, { style: 'Signature', keepNext: i < it.lines.length - 1 }),
  );
  return [
    ...closing,
    it.name === ''
      ? // Where nobody is named, a line says where to sign.
        new Paragraph({
          border: { bottom: THIN },
          indent: { right: twips(WIDE - 90) },
          keepNext: true,
          spacing: { before: twips(17), after: twips(1) },
        })
      : para([{ text: it.name, strong: true }], {
          style: 'Signature',
          spacing: { before: twips(17), after: 0 },
        }),
    ...roles,
  ];
}

const WIDE = 166;
function table(it: Extract<SimpleBlock, { is: 'table' }>): Table {
  const shares = it.widths.reduce((sum, share) => sum + share, 0);
  const widths = it.widths.map((share) => twips((WIDE * share) / shares));
  const row = (cells: readonly Words[], tableHeader: boolean): TableRow =>
    new TableRow({
      tableHeader,
      cantSplit: true,
      children: cells.map(
        (cell, i) =>
          new TableCell({
            width: { size: widths[i] ?? 0, type: WidthType.DXA },
            margins: { left: twips(2), right: twips(2), top: twips(1), bottom: 0 },
            children: [
              new Paragraph({
                spacing: { after: 60 },
                children: textRuns(cell, tableHeader ? { bold: true } : {}),
              }),
            ],
          }),
      ),
    });
  return new Table({
    rows: [row(it.head, true), ...it.rows.map((cells) => row(cells, false))],
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    width: { size: twips(WIDE), type: WidthType.DXA },
  });
}

const facts = (it: Extract<SimpleBlock, { is: 'facts' }>): Table =>
  plainTable(
    it.rows.map(
      (row) =>
        new TableRow({
          children: [bare([para([{ text: row.label, strong: true }])], 46), bare([para(row.value)], 120)],
        }),
    ),
    [46, 120],
  );

export type WordChild = Paragraph | Table;

/** What one block is in Word. `list` gives the numbering of a numbered list: its reference. */
export function wordBlock(it: SimpleBlock, paper: Paper, list: () => string): readonly WordChild[] {
  switch (it.is) {
    case 'heading':
      return [para(it.text, { heading: HEADINGS[it.level - 1] ?? HeadingLevel.HEADING_3 })];
    case 'paragraph':
      return [para(it.text)];
    case 'small':
      return [para(it.text, { style: 'Small' })];
    case 'list': {
      const reference = it.from === null ? 'bullets' : list();
      return it.items.map((item) => para(item, { numbering: { reference, level: 0 } }));
    }
    case 'quote':
      return [para(it.text, { style: 'Quoted' })];
    case 'notice':
      return [para(it.text, { border: { top: THIN, bottom: THIN, left: THIN, right: THIN } })];
    case 'facts':
      return [facts(it), new Paragraph({})];
    case 'table':
      return [table(it), new Paragraph({})];
    case 'picture':
      return [new Paragraph({ children: [imageRun(it.picture, it.alt, WIDE, 200)] })];
    case 'rule':
      return [new Paragraph({ border: { bottom: THIN } })];
    case 'page':
      return [new Paragraph({ children: [new PageBreak()] })];
    case 'letterhead':
      return letterhead(it, paper);
    case 'signature':
      return signature(it);
    default:
      return it satisfies never;
  }
}
