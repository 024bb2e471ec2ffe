import { describe, expect, test } from 'vitest';
import { gap, gapsIn } from '../../src/domain/letters/gaps.ts';
import { escapeInline } from '../../src/domain/letters/markdown.ts';

describe('what a draft still wants', () => {
  test('is listed in order, each thing once', () => {
    const letter = `Come at ${gap('a time')} to ${gap('a place')}.\n\nBy ${gap('a time')}.`;
    expect(gapsIn(letter)).toEqual(['a time', 'a place']);
  });

  test('is nothing in a letter that is whole', () => {
    expect(gapsIn('Please write here: the box below. [See our code.]')).toEqual([]);
  });

  test.each([
    ['the closing bracket was deleted', 'Come at [WRITE HERE: a time to meet me.'],
    ['a form escaped the brackets', 'Come at \\[WRITE HERE: a time\\] to meet me.'],
    ['the words were deleted and the mark left', 'Come at [WRITE HERE] to meet me.'],
    ['it was typed over inside the brackets', 'Come at [write here: 3.45 pm] to meet me.'],
  ])('is still found when %s', (_, letter) => {
    expect(gapsIn(letter)).toHaveLength(1);
  });

  test('is not ended early by brackets or lines in what it asks for', () => {
    const words = gap('the day [and\nthe hour]');
    expect(words).toBe('[WRITE HERE: the day and the hour]');
    expect(gapsIn(words)).toEqual(['the day and the hour']);
  });

  test('stays readable where text is escaped', () => {
    expect(escapeInline(`ring *Ms Hall* ${gap('a number')}`)).toBe(
      'ring \\*Ms Hall\\* [WRITE HERE: a number]',
    );
  });

  test.each(['(https://bad.example)', '[ref]', ': https://bad.example'])(
    'is no way to smuggle a link past the escape: %s',
    (tail) => {
      expect(escapeInline(`[WRITE HERE: click]${tail}`)).toMatch(/^\\\[WRITE HERE: click\\\]/);
    },
  );
});
