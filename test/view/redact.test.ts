import { describe, expect, it } from 'vitest';
import type { Paper, PaperBlock } from '../../src/view/paper.ts';
import { redactor, redactPaper } from '../../src/view/papers/redact.ts';
import { paperOf } from '../support/papers.ts';

const clean = (name: string) => redactor([{ name, as: '[Reporter 1]' }]);

describe('taking a name out of a text', () => {
  it.each([
    ['Ada Marsh', 'Ada Marsh saw it.', '[Reporter 1] saw it.'],
    ['Ada Marsh', 'ada  marsh saw it', '[Reporter 1] saw it'],
    ['Ada Marsh', "Mrs Marsh's bag, and Ada.", "Mrs [Reporter 1]'s bag, and [Reporter 1]."],
    ['Ada Marsh', 'ADA was there (MARSH).', '[Reporter 1] was there ([Reporter 1]).'],
    ['Ada Marsh', 'Down at the marsh and the Marshes, adamant', 'Down at the marsh and the Marshes, adamant'],
    ['Ada Marsh', 'A\u200bda\u00ad Ma\u200drsh', '[Reporter 1]'],
    ['Jo Hall', 'Jo went. Jo Hall went to the hall.', 'Jo went. [Reporter 1] went to the hall.'],
    ["Siân O'Neill", "Siân O'Neill and Sia\u0302n", '[Reporter 1] and [Reporter 1]'],
    ['Siân Nuñez', 'Sian, SIAN and Mr Nunez', '[Reporter 1], [Reporter 1] and Mr [Reporter 1]'],
    ['Bart Anne_Finch', 'Bart Anne\\_Finch', '[Reporter 1]'],
    ['A.* (B+', 'A.* (B+ and AxxB', '[Reporter 1] and AxxB'],
    ['Ann Marsh-Hall', 'Ann Marsh-Hall came', '[Reporter 1] came'],
    ['Reporter Jones', 'Reporter Jones and Jones', '[Reporter 1] and [Reporter 1]'],
    [
      'Mrs Ada Marsh',
      'Mrs Vale hit Mrs Marsh, said Ada Marsh.',
      'Mrs Vale hit Mrs [Reporter 1], said [Reporter 1].',
    ],
    [
      'Miss Green',
      'Miss Green and Miss Vale; the green gate.',
      '[Reporter 1] and Miss Vale; the green gate.',
    ],
    [
      'Ada Marsh (Year 4, she/her)',
      'Ada Marsh (Year 4, she/her) of Year 4 said that she left. ada marsh did.',
      '[Reporter 1] of Year 4 said that she left. [Reporter 1] did.',
    ],
    [
      'April May',
      'April left on 12 April 2027, Friday 14 May and in May 2027. May saw it. MAY 2027, 3 MAY.',
      '[Reporter 1] left on 12 April 2027, Friday 14 May and in May 2027. [Reporter 1] saw it. MAY 2027, 3 MAY.',
    ],
    ['Zoe Brannigan', 'Zoë Brannigan was hit. Zoë told me.', '[Reporter 1] was hit. [Reporter 1] told me.'],
    ['Sian Nunez', 'Siân Nuñez and Nuñez', '[Reporter 1] and [Reporter 1]'],
    ['Łukasz Ørsted', 'Lukasz Orsted, Łukasz', '[Reporter 1], [Reporter 1]'],
    ["Ada O'Neill", 'Ms ONeill, O\u02bcNeill and O`Neill', 'Ms [Reporter 1], [Reporter 1] and [Reporter 1]'],
    [
      'Ada Marsh',
      'From: ada.marsh@school.example, ada_marsh.jpg',
      'From: [Reporter 1]@school.example, [Reporter 1].jpg',
    ],
    ['Head Teacher', 'The Head Teacher', 'The [Reporter 1]'],
    ['محمد علي', 'قال محمد علي ذلك', 'قال [Reporter 1] ذلك'],
  ])('%s: %s', (name, text, left) => {
    expect(clean(name)(text)).toBe(left);
  });

  it('a longer name is not left half there by a shorter one, and two keep their own stand-ins', () => {
    const both = redactor([
      { name: 'Ann Marsh', as: '[Reporter 1]' },
      { name: 'Ann Marsh-Hall', as: '[Witness 1]' },
    ]);
    expect(both('Ann Marsh-Hall told Ann Marsh.')).toBe('[Witness 1] told [Reporter 1].');
  });

  it('takes out a longer name that begins with the name of somebody who is kept', () => {
    const child = redactor(
      [
        { name: 'Mohammed Ali Khan', as: '[Child 1]' },
        { name: 'Jordan Vale-Smith', as: '[Child 2]' },
      ],
      { people: ['Mohammed Ali', 'Jordan Vale'], others: [] },
    );
    expect(child('Mohammed Ali Khan cried; Mohammed Ali did not.')).toBe(
      '[Child 1] cried; Mohammed Ali did not.',
    );
    expect(child('Jordan Vale-Smith and Jordan Vale')).toBe('[Child 2] and Jordan Vale');
  });

  it('leaves the whole name of whoever is kept alone, though a colleague shares a part of it', () => {
    const spare = redactor([{ name: 'Tom Vale', as: '[Reporter 1]' }], {
      people: ['Jordan Vale', ''],
      others: ['Tom Primary'],
    });
    expect(spare('Tom Vale told Jordan Vale at Tom Primary. Mr Vale left, and Tom [Tom too].')).toBe(
      '[Reporter 1] told Jordan Vale at Tom Primary. Mr Vale left, and [Reporter 1] [[Reporter 1] too].',
    );
  });

  it('an empty name takes nothing out', () => {
    expect(clean('  ')('Nothing is lost.')).toBe('Nothing is lost.');
  });
});

describe('taking names out of a paper', () => {
  it('looks in every kind of block, so that none is forgotten, and leaves pictures out', () => {
    const name = 'Ada Marsh';
    const blocks: readonly PaperBlock[] = [
      { is: 'heading', level: 1, text: name },
      { is: 'paragraph', text: [{ text: name, strong: true }, { text: ' and more' }] },
      { is: 'small', text: name },
      { is: 'list', from: null, items: [name] },
      { is: 'quote', text: name },
      { is: 'notice', text: name },
      { is: 'facts', rows: [{ label: name, value: name }] },
      { is: 'table', head: [name], widths: [1], rows: [[name]] },
      { is: 'picture', picture: { mediaType: 'image/png', bytes: new Uint8Array([1]) }, alt: name },
      { is: 'rule' },
      { is: 'page' },
      { is: 'letterhead', school: 'School', lines: [name], aside: [name], to: [name] },
      { is: 'signature', closing: name, name, lines: [name] },
      { is: 'letter', markdown: `Dear **${name}**` },
    ];
    const paper: Paper = paperOf(blocks, { title: name, foot: name });
    const left = JSON.stringify(redactPaper(paper, [{ name, as: '[Reporter 1]' }]));
    expect(left).not.toMatch(/ada|marsh/i);
    expect(left).toContain('A picture is left out here');
  });
});
