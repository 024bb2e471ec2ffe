import { AlignmentType, type IStylesOptions, LevelFormat } from 'docx';
import type { Paper } from '../view/paper.ts';

/** Word counts type in half points, and lengths in twentieths of a point. */
const half = (points: number): number => points * 2;
export const twips = (mm: number): number => Math.round((mm * 1440) / 25.4);

/** On every Windows and Mac: Word has no fonts of ours, and asks its own for what this one lacks. */
const FONT = 'Arial';
const INK = '141414';
const QUIET = '464646';

const sizesOf = ({ size }: Paper) =>
  size === 'large'
    ? {
        body: half(18),
        small: half(15),
        school: half(20),
        address: half(13),
        headings: [24, 20, 18].map(half),
      }
    : {
        body: half(11),
        small: half(9),
        school: half(17),
        address: half(11),
        headings: [14, 11.5, 11].map(half),
      };

export function stylesOf(paper: Paper): IStylesOptions {
  const sizes = sizesOf(paper);
  const heading = (level: number) => ({
    run: { font: FONT, size: sizes.headings[level - 1] ?? sizes.body, bold: true, color: INK },
    paragraph: { spacing: { before: level === 1 ? 320 : 260, after: 120 }, keepNext: true, keepLines: true },
  });
  return {
    default: {
      document: {
        run: {
          font: FONT,
          size: sizes.body,
          color: INK,
          language: { value: paper.language, eastAsia: 'zh-CN', bidirectional: 'ar-SA' },
        },
        paragraph: { spacing: { after: 140, line: 276, lineRule: 'auto' } },
      },
      heading1: heading(1),
      heading2: heading(2),
      heading3: heading(3),
    },
    paragraphStyles: [
      {
        id: 'Letterhead',
        name: 'Letterhead',
        basedOn: 'Normal',
        run: { size: sizes.small, color: QUIET },
        paragraph: { spacing: { after: 0 } },
      },
      {
        id: 'SchoolName',
        name: 'School name',
        basedOn: 'Letterhead',
        run: { size: sizes.school, bold: true, color: INK },
      },
      {
        id: 'Address',
        name: 'Address',
        basedOn: 'Normal',
        run: { size: sizes.address },
        paragraph: { spacing: { after: 0, line: 250, lineRule: 'auto' } },
      },
      {
        id: 'Small',
        name: 'Small print',
        basedOn: 'Normal',
        run: { size: sizes.small, color: QUIET },
      },
      {
        id: 'Quoted',
        name: 'Quoted',
        basedOn: 'Normal',
        paragraph: { indent: { left: twips(8), right: twips(8) } },
      },
      {
        id: 'Signature',
        name: 'Signature',
        basedOn: 'Normal',
        paragraph: { spacing: { after: 0 }, keepLines: true, keepNext: true },
      },
    ],
  };
}

const INDENT = { left: twips(8), hanging: twips(5) };

/** A list of its own for each that is numbered, so that every one begins where it says. */
export const numberingOf = (starts: readonly number[]) => ({
  config: [
    {
      reference: 'bullets',
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '•',
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: INDENT } },
        },
      ],
    },
    ...starts.map((start, i) => ({
      reference: `numbers-${i}`,
      levels: [
        {
          level: 0,
          format: LevelFormat.DECIMAL,
          text: '%1.',
          start,
          alignment: AlignmentType.LEFT,
          style: { paragraph: { indent: INDENT } },
        },
      ],
    })),
  ],
});
