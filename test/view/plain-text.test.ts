import { describe, expect, test } from 'vitest';
import { IntentKey, SchoolId } from '../../src/domain/ids.ts';
import { toDay, toInstant } from '../../src/domain/time.ts';
import type { Card } from '../../src/view/card.ts';
import { sayDay, sayMoment } from '../../src/view/days.ts';
import type { Form } from '../../src/view/form.ts';
import { cardText, formText } from '../../src/view/plain-text.ts';

const key = IntentKey.parse('key');

const CARD: Card = {
  title: 'Title',
  tone: 'plain',
  blocks: [
    { is: 'text', text: 'A text.' },
    { is: 'heading', text: 'A heading' },
    { is: 'facts', rows: [{ label: 'Label', value: 'Value' }] },
    {
      is: 'list',
      items: [{ text: 'An item', source: { kind: 'policy', words: 'Our policy, section 4' }, mark: 'todo' }],
    },
    { is: 'quote', text: 'A quote\non two lines', by: 'Somebody' },
    { is: 'notice', level: 'danger', text: 'A notice.' },
    { is: 'rule' },
    { is: 'small', text: 'Small print.' },
    {
      is: 'buttons',
      buttons: [{ label: 'A button', tap: { tap: 'say', words: 'help' }, key, style: 'main' }],
    },
  ],
};

const FORM: Form = {
  name: 'report',
  key,
  school: SchoolId.parse('school'),
  case: null,
  revision: 0,
  title: 'A form',
  intro: [{ is: 'text', text: 'Is everyone safe?' }],
  fields: [
    { is: 'text', name: 'a', label: 'Short', required: true, max: 10, value: 'typed before' },
    { is: 'long', name: 'b', label: 'Long', hint: 'A hint.', required: false, max: 10 },
    {
      is: 'choice',
      name: 'c',
      label: 'One of',
      required: true,
      options: [
        { value: '1', label: 'First' },
        { value: '2', label: 'Second', hint: 'why' },
      ],
      value: '2',
    },
    {
      is: 'many',
      name: 'd',
      label: 'Some of',
      required: true,
      options: [
        { value: '1', label: 'Red' },
        { value: '2', label: 'Blue' },
      ],
      values: ['1'],
    },
    { is: 'day', name: 'e', label: 'A day', required: true, value: '2026-11-03' },
    { is: 'moment', name: 'f', label: 'A moment', required: true },
    { is: 'person', name: 'g', label: 'Who', required: true, value: 'id-1', shown: 'Pat Invented' },
    { is: 'tick', name: 'h', label: 'Sure', required: true, value: true },
  ],
  submit: 'Send',
  carries: {},
  errors: { form: 'Something is wrong.', c: 'Choose again.' },
};

describe('plain text', () => {
  test('leaves out nothing of a card', () => {
    const text = cardText(CARD);
    for (const words of [
      'Title',
      'A text.',
      'A heading',
      'Label: Value',
      '[ ] An item',
      '(Our policy, section 4)',
      'A quote',
      'on two lines',
      '- Somebody',
      '!! A notice.',
      '---',
      '(Small print.)',
      '[ A button ]',
    ])
      expect(text).toContain(words);
  });

  test('does not cut long texts: surfaces cut, visibly', () => {
    const long = 'word '.repeat(5000).trim();
    expect(cardText({ ...CARD, blocks: [{ is: 'text', text: long }] })).toContain(long);
  });

  test('shows what was typed and chosen, what is wrong, and the name rather than the id', () => {
    const text = formText(FORM);
    for (const words of [
      'Is everyone safe?',
      '!! Something is wrong.',
      '> typed before',
      'Long (if you like)',
      'A hint.',
      '( ) First',
      '(o) Second: why',
      '!! Choose again.',
      '[x] Red',
      '[ ] Blue',
      '> 2026-11-03',
      '> Pat Invented',
      '[ Send ]',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('id-1');
  });
});

describe('days', () => {
  test('leave the year out while it is this one', () => {
    expect(sayDay(toDay('2026-11-23'), toDay('2026-11-20'))).toBe('Monday 23 November');
    expect(sayDay(toDay('2027-01-04'), toDay('2026-11-20'))).toBe('Monday 4 January 2027');
  });

  test('give the hour that the clock in school showed, summer time included', () => {
    const say = (at: string) => sayMoment(toInstant(new Date(at)), toDay('2026-11-20'), 'Europe/London');
    expect(say('2026-07-01T08:05:00.000Z')).toBe('Wednesday 1 July, 09:05');
    expect(say('2026-11-03T08:05:00.000Z')).toBe('Tuesday 3 November, 08:05');
  });
});
