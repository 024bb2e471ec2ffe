import { expect, test } from 'vitest';
import { languageFor } from '../../src/domain/letters/language-for.ts';

test.each([
  ['Letters in Welsh; large print', 'cy'],
  ['speaks cymraeg at home', 'cy'],
  ['letters in Polish', 'en'],
  ['Welshpool, ring first', 'en'],
  [null, 'en'],
])('somebody who needs %j is written to in %s', (needs, language) => {
  expect(languageFor(needs, ['en', 'cy'])).toBe(language);
});

test('the first language of the policy is the first, whatever it is', () => {
  expect(languageFor(null, ['cy', 'en'])).toBe('cy');
});
