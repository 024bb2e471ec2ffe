import type { Documents } from '../ports.ts';

/** Made at the first use and kept: nobody who only looks at cards waits for it or pays for it in memory. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

/** Typst for PDF, docx for Word and pdfium for pictures; each is loaded when it is first asked for. Nothing else runs meanwhile. */
export function drawDocuments(): Documents {
  const typesetter = once(async () => (await import('./typeset.ts')).openTypesetter());
  const word = once(() => import('./word.ts'));
  const pictures = once(async () => (await import('./page-pictures.ts')).openPagePictures());
  return {
    pdf: async (paper) => (await typesetter())(paper),
    word: async (paper) => (await word()).makeWord(paper),
    picture: async (pdf, most) => (await pictures())(pdf, most),
  };
}
