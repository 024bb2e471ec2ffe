const inEnglish = new Intl.DisplayNames(['en-GB'], { type: 'language' });

/** What a language is called by people here: `Welsh`. */
export const languageName = (language: string): string => inEnglish.of(language) ?? language;

const ownName = (language: string): string =>
  new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

/** The first of `languages` that somebody's needs name, in English or in its own words; else the first of all. */
export function languageFor(needs: string | null, languages: readonly string[]): string {
  const said = ` ${(needs ?? '').toLowerCase().replace(/[^\p{L}\p{M}]+/gu, ' ')} `;
  const named = languages.find((language) =>
    [language, languageName(language), ownName(language)].some((name) =>
      said.includes(` ${name.toLowerCase()} `),
    ),
  );
  return named ?? languages[0] ?? 'en';
}
