import { PDFiumLibrary } from '@hyzyla/pdfium';
import mammoth from 'mammoth';

let library: Promise<PDFiumLibrary> | null = null;

/** The text of each page, as a reader of the file hears it. */
export async function pdfPages(bytes: Uint8Array): Promise<string[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(bytes);
  try {
    return [...document.pages()].map((page) => page.getText());
  } finally {
    document.destroy();
  }
}

/** Words without the places where lines happen to end, so that two files can be held against one another. */
export const squeezed = (text: string): string =>
  text
    .replace(/[\u00ad\u200b\ufffe\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

export const pdfText = async (bytes: Uint8Array): Promise<string> =>
  squeezed((await pdfPages(bytes)).join('\n'));

export const wordText = async (bytes: Uint8Array): Promise<string> =>
  squeezed((await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value);

export const wordHtml = async (bytes: Uint8Array): Promise<string> =>
  (await mammoth.convertToHtml({ buffer: Buffer.from(bytes) })).value;
