import { PDFiumLibrary } from '@hyzyla/pdfium';
import { png } from './png.ts';

/** Pixels to a point: an A4 page is 892 by 1261, which can be read on a phone. */
const SCALE = 1.5;
/** Pixels of grey between two pages. */
const GAP = 16;
const GREY = 0xb0;

export type TakePicture = (pdf: Uint8Array, most: number) => Promise<Uint8Array>;

interface Page {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Pages under one another, with grey between and beside them. */
function underOneAnother(pages: readonly Page[]): Page {
  const width = Math.max(...pages.map((page) => page.width));
  const height = pages.reduce((sum, page) => sum + page.height + GAP, -GAP);
  const data = new Uint8Array(width * height * 4).fill(GREY);
  for (let at = 3; at < data.length; at += 4) data[at] = 0xff;
  let top = 0;
  for (const page of pages) {
    const line = page.width * 4;
    for (let y = 0; y < page.height; y += 1)
      data.set(page.data.subarray(y * line, (y + 1) * line), (top + y) * width * 4);
    top += page.height + GAP;
  }
  return { width, height, data };
}

export async function openPagePictures(): Promise<TakePicture> {
  const library = await PDFiumLibrary.init();
  return async (pdf, most) => {
    const document = await library.loadDocument(pdf);
    try {
      const pages: Page[] = [];
      for (let i = 0; i < Math.min(document.getPageCount(), most); i += 1)
        pages.push(await document.getPage(i).render({ scale: SCALE, render: 'bitmap' }));
      const { width, height, data } = underOneAnother(pages);
      return await png(width, height, data);
    } finally {
      document.destroy();
    }
  };
}
