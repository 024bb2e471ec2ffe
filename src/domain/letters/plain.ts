/**
 * A letter as its reader will see its words: without the marks that make headings, bold and line breaks. For showing
 * in a chat, never for sending.
 */
export const plainLetter = (markdown: string): string =>
  markdown
    .replace(/<!--[\s\S]*?-->\n?/g, '')
    .replace(/^#{1,6} +/gm, '')
    .replace(/(?<!\\)\*\*/g, '')
    .replace(/\\$/gm, '')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
