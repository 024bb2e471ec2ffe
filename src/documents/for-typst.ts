import type { Paper, Picture, Words } from '../view/paper.ts';
import { blocksOf } from './blocks-of.ts';
import { FAMILIES } from './fonts.ts';
import { pageWords } from './page-words.ts';
import { CUT, printable, readsRightToLeft } from './printable.ts';
import type { SimpleBlock } from './simple-block.ts';
import { runsOf, textOf } from './words.ts';

export interface ForTypst {
  /** What `paper.typ` reads. */
  readonly json: string;
  /** Pictures by the path under which `json` names them. */
  readonly pictures: ReadonlyMap<string, Uint8Array>;
  /** Signs that the fonts cannot show, each once; something stands in their place. */
  readonly unshown: readonly string[];
}

/** Every text of a paper made printable, in the shape that `paper.typ` draws. */
export function forTypst(paper: Paper, has: (codePoint: number) => boolean): ForTypst {
  const unshown = new Set<string>();
  const pictures = new Map<string, Uint8Array>();

  const text = (typed: string): string => {
    const made = printable(typed, has);
    for (const sign of made.unshown) unshown.add(sign);
    return made.text;
  };
  /** Where a line is one string in the template, nothing cuts it. */
  const plain = (typed: string): string => text(typed).replaceAll(CUT, '');
  const words = (it: Words) => ({
    rtl: readsRightToLeft(textOf(it)),
    runs: runsOf(it).map((run) => ({ ...run, text: text(run.text) })),
  });
  const picture = (it: Picture): string => {
    const path = `/picture-${pictures.size + 1}.${it.mediaType === 'image/png' ? 'png' : 'jpg'}`;
    pictures.set(path, it.bytes);
    return path;
  };

  const block = (it: SimpleBlock, next: SimpleBlock | undefined): unknown => {
    switch (it.is) {
      case 'paragraph':
        // What leads to a list, a quotation or a signature does not end a page without it.
        return {
          ...it,
          text: words(it.text),
          sticky: next?.is === 'list' || next?.is === 'quote' || next?.is === 'signature',
        };
      case 'heading':
      case 'small':
      case 'quote':
      case 'notice':
        return { ...it, text: words(it.text) };
      case 'list':
        return { ...it, items: it.items.map(words) };
      case 'facts':
        return { ...it, rows: it.rows.map((row) => ({ label: plain(row.label), value: words(row.value) })) };
      case 'table':
        return { ...it, head: it.head.map(plain), rows: it.rows.map((row) => row.map(words)) };
      case 'picture':
        return { is: it.is, path: picture(it.picture), alt: it.alt };
      case 'rule':
      case 'page':
        return it;
      case 'letterhead':
        return {
          is: it.is,
          school: plain(it.school),
          lines: it.lines.map(plain),
          aside: it.aside.map(plain),
          to: it.to.map(plain),
        };
      case 'signature':
        return {
          is: it.is,
          closing: it.closing === null ? null : words(it.closing),
          name: plain(it.name),
          lines: it.lines.map(plain),
        };
      default:
        return it satisfies never;
    }
  };

  const blocks = blocksOf(paper);
  const [lang, region] = paper.language.split('-');
  const json = JSON.stringify({
    title: paper.title,
    author: paper.author,
    lang,
    region: region?.toLowerCase() ?? null,
    foot: plain(paper.foot),
    size: paper.size,
    turned: paper.turned,
    mark: paper.mark === null ? null : plain(paper.mark),
    covered: paper.covered ?? false,
    contents: paper.contents === null ? null : plain(paper.contents),
    logo: paper.logo === null ? null : picture(paper.logo),
    page: pageWords(paper.language),
    fonts: FAMILIES,
    cut: CUT,
    blocks: blocks.map((it, i) => block(it, blocks[i + 1])),
  });
  return { json, pictures, unshown: [...unshown] };
}
