import {
  Document,
  Footer,
  Header,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TableOfContents,
  TabStopType,
  TextRun,
} from 'docx';
import { unzipSync, zipSync } from 'fflate';
import type { Paper } from '../view/paper.ts';
import { blocksOf } from './blocks-of.ts';
import { pageWords } from './page-words.ts';
import type { SimpleBlock } from './simple-block.ts';
import { wordBlock } from './word-blocks.ts';
import { numberingOf, stylesOf, twips } from './word-styles.ts';

const MARGIN = { top: twips(14), bottom: twips(24), left: twips(22), right: twips(22), footer: twips(10) };

function footer(paper: Paper): Footer {
  const [page, of] = pageWords(paper.language);
  return new Footer({
    children: [
      new Paragraph({
        // By the paragraph's style, since a field keeps none of its own.
        style: 'Letterhead',
        tabStops: [{ type: TabStopType.RIGHT, position: twips(paper.turned ? 253 : 166) }],
        children: [
          new TextRun({ text: paper.foot }),
          new TextRun({ children: ['\t', page, PageNumber.CURRENT, of, PageNumber.TOTAL_PAGES] }),
        ],
      }),
    ],
  });
}

const header = (mark: string): Header =>
  new Header({ children: [new Paragraph({ children: [new TextRun({ text: mark, bold: true })] })] });

/** An editable Word file with styles, headings and lists of its own. */
export async function makeWord(paper: Paper): Promise<Uint8Array> {
  const starts: number[] = [];
  const drawn = (blocks: readonly SimpleBlock[]) =>
    blocks.flatMap((block) =>
      wordBlock(block, paper, () => {
        starts.push(block.is === 'list' ? (block.from ?? 1) : 1);
        return `numbers-${starts.length - 1}`;
      }),
    );
  const blocks = blocksOf(paper);
  const covered = paper.covered !== true ? -1 : blocks.findIndex((block) => block.is === 'page');
  const cover = drawn(blocks.slice(0, covered + 1));
  const children = drawn(blocks.slice(covered + 1));
  const contents =
    paper.contents === null ? [] : [new TableOfContents(paper.contents, { headingStyleRange: '1-2' })];
  const document = new Document({
    title: paper.title,
    creator: paper.author,
    lastModifiedBy: paper.author,
    styles: stylesOf(paper),
    numbering: numberingOf(starts),
    ...(contents.length > 0 ? { features: { updateFields: true } } : {}),
    sections: [
      {
        properties: {
          page: {
            size: {
              width: twips(210),
              height: twips(297),
              orientation: paper.turned ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: MARGIN,
          },
        },
        ...(paper.mark === null ? {} : { headers: { default: header(paper.mark) } }),
        footers: { default: footer(paper) },
        children: [...cover, ...contents, ...children],
      },
    ],
  });
  return dated(await Packer.toBuffer(document), paper);
}

const PROPERTIES = 'docProps/core.xml';
const W3C_TIME = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** The library writes the time of day into the file; what is made again is to be the same. */
function dated(file: Uint8Array, paper: Paper): Uint8Array {
  const parts = unzipSync(file);
  const properties = new TextDecoder().decode(parts[PROPERTIES]);
  const at = `${paper.at.slice(0, 19)}Z`;
  parts[PROPERTIES] = new TextEncoder().encode(
    properties
      .replace(W3C_TIME, at)
      .replace('</cp:coreProperties>', `<dc:language>${paper.language}</dc:language></cp:coreProperties>`),
  );
  return zipSync(parts, { mtime: new Date('2000-01-01T12:00:00Z'), level: 6 });
}
