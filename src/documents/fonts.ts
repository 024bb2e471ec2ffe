import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readCoverage } from './read-coverage.ts';

/** Families in the order in which a sign is looked for. Noto Sans itself has Latin, Greek, Cyrillic and Devanagari. */
export const FAMILIES = [
  'Noto Sans',
  'Noto Sans Arabic',
  'Noto Sans Hebrew',
  'Noto Sans Bengali',
  'Noto Sans Gurmukhi',
  'Noto Sans Gujarati',
  'Noto Sans Tamil',
] as const;

const PLAIN = [
  'noto-sans/400Regular/NotoSans_400Regular.ttf',
  'noto-sans-arabic/400Regular/NotoSansArabic_400Regular.ttf',
  'noto-sans-hebrew/400Regular/NotoSansHebrew_400Regular.ttf',
  'noto-sans-bengali/400Regular/NotoSansBengali_400Regular.ttf',
  'noto-sans-gurmukhi/400Regular/NotoSansGurmukhi_400Regular.ttf',
  'noto-sans-gujarati/400Regular/NotoSansGujarati_400Regular.ttf',
  'noto-sans-tamil/400Regular/NotoSansTamil_400Regular.ttf',
];
const OTHERS = [
  'noto-sans/400Regular_Italic/NotoSans_400Regular_Italic.ttf',
  'noto-sans/700Bold/NotoSans_700Bold.ttf',
  'noto-sans/700Bold_Italic/NotoSans_700Bold_Italic.ttf',
  'noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf',
  'noto-sans-hebrew/700Bold/NotoSansHebrew_700Bold.ttf',
  'noto-sans-bengali/700Bold/NotoSansBengali_700Bold.ttf',
  'noto-sans-gurmukhi/700Bold/NotoSansGurmukhi_700Bold.ttf',
  'noto-sans-gujarati/700Bold/NotoSansGujarati_700Bold.ttf',
  'noto-sans-tamil/700Bold/NotoSansTamil_700Bold.ttf',
];

export interface Fonts {
  readonly blobs: readonly Buffer[];
  /** Whether one of the fonts has this code point. */
  readonly has: (codePoint: number) => boolean;
}

/** About 4 MB, from the packages they come in. */
export function loadFonts(): Fonts {
  const { resolve } = createRequire(import.meta.url);
  const read = (file: string): Buffer => readFileSync(resolve(`@expo-google-fonts/${file}`));
  const plain = PLAIN.map(read);
  const covered = new Set(plain.flatMap((blob) => [...readCoverage(blob)]));
  return { blobs: [...plain, ...OTHERS.map(read)], has: (codePoint) => covered.has(codePoint) };
}
