import { PDFiumLibrary } from '@hyzyla/pdfium';
import { png } from './png.ts';

/** Pixels to a point: an A4 page is 893 by 1263, which can be read on a phone. */
const SCALE = 1.5;

export type TakePictures = (pdf: Uint8Array, most: number) => Promise<readonly Uint8Array[]>;

/** The first pages of a PDF as PNG files. */
export async function openPagePictures(): Promise<TakePictures> {
  const library = await PDFiumLibrary.init();
  return async (pdf, most) => {
    const document = await library.loadDocument(pdf);
    try {
      const pictures: Uint8Array[] = [];
      for (let i = 0; i < Math.min(document.getPageCount(), most); i += 1) {
        const { width, height, data } = await document.getPage(i).render({ scale: SCALE, render: 'bitmap' });
        pictures.push(await png(width, height, data));
      }
      return pictures;
    } finally {
      document.destroy();
    }
  };
}
