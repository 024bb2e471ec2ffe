/** `Page 1 of 2` in the language of the paper; figures alone where we have no words. */
const PAGE_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  en: ['Page ', ' of '],
  cy: ['Tudalen ', ' o '],
};

export const pageWords = (language: string): readonly [string, string] =>
  PAGE_WORDS[language.slice(0, 2)] ?? ['', ' / '];
