import type { PersonKept } from './person-page.ts';

/** What they need of a letter or a meeting, in one line. */
export function needsWords(
  of: Pick<PersonKept, 'language' | 'largePrint' | 'interpreter' | 'needs'>,
): string | null {
  const needs = [
    of.language === '' ? '' : `letters in ${of.language}`,
    of.largePrint ? 'large print' : '',
    of.interpreter ? 'an interpreter' : '',
    of.needs ?? '',
  ].filter((part) => part !== '');
  const [first = '', ...rest] = needs;
  return first === '' ? null : [`${first.charAt(0).toUpperCase()}${first.slice(1)}`, ...rest].join('; ');
}
