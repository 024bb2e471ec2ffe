import { describe, expect, test } from 'vitest';
import type { Restriction } from '../../src/domain/case.ts';
import { restrictionWords } from '../../src/view/cards/restriction-words.ts';
import { confirm, decide, request, send, sign, theirSide } from '../support/commands.ts';
import { given, type Story } from '../support/given.ts';
import { smallPolicy } from '../support/small-policy.ts';

const source = { default: 'assumed for the test' };
const suspending = smallPolicy({
  restriction: {
    extents: ['whole_site'],
    length: { usual: '1 half term', cap: '1 term', source },
    review: { before_end: '5 school days', at_most_every: '1 half term', source },
    their_side: { within: '10 school days', source },
    decide_within: { within: '5 school days', source },
    appeal: { to: 'governor', within: '10 school days', suspends: true, source },
  },
});

const said = (story: Story): readonly string[] =>
  story.it.restrictions.map((row: Restriction) => restrictionWords(row, story.it, story.today));

describe('a restriction that an appeal has put off', () => {
  test('is not shown as if it kept somebody away', () => {
    const story = given(suspending)
      .reported({ breaches: ['striking'] })
      .when(
        decide('ban', { because: true }),
        sign('provisional_bar'),
        send('provisional_bar'),
        theirSide(),
        confirm('2026-12-11'),
      );
    expect(said(story)[0]).toMatch(/^Not to come/);
    story.when(request('appeal'));
    expect(said(story)[0]).toMatch(
      /^Put off while an appeal waits for its answer: for now it keeps nobody away/,
    );
  });
});
