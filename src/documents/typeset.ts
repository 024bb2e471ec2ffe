import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Documents } from '../ports.ts';
import type { Paper } from '../view/paper.ts';
import { loadFonts } from './fonts.ts';
import { forTypst } from './for-typst.ts';

type Typeset = Awaited<ReturnType<Documents['pdf']>>;

/** Typst keeps what it has laid out for the next time; so many papers later it is dropped. */
const KEPT_FOR = 10;

/**
 * A typesetter for this process: PDF/UA-1, tagged, titled, with its fonts in it. About 100 ms to make and 12 ms for
 * each page, in which nothing else runs.
 */
export function openTypesetter(): (paper: Paper) => Typeset {
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const template = readFileSync(new URL('paper.typ', import.meta.url), 'utf8');
  const fonts = loadFonts();
  const compiler = NodeCompiler.create({ workspace: folder, fontArgs: [{ fontBlobs: [...fonts.blobs] }] });
  return (paper) => {
    const { json, pictures, unshown } = forTypst(paper, fonts.has);
    for (const [path, bytes] of pictures) compiler.mapShadow(`${folder}${path.slice(1)}`, Buffer.from(bytes));
    try {
      const bytes = compiler.pdf(
        { mainFileContent: template, inputs: { paper: json } },
        { pdfStandard: 'ua-1', creationTimestamp: Math.floor(Date.parse(paper.at) / 1000) },
      );
      return { bytes, unshown };
    } catch (cause) {
      // Typst's own words quote the text they are about.
      throw new Error('A paper could not be typeset.', { cause: whereOf(cause) });
    } finally {
      compiler.resetShadow();
      compiler.evictCache(KEPT_FOR);
    }
  };
}

/** The message of an error without what stands in quotation marks after it was typed. */
const whereOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message.replace(/`[^`]*`|"(?:[^"\\]|\\.)*"/g, '...') : typeof cause;
