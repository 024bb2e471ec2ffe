import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaseRef, ConsultationId, LetterId, MatterId, MemberId, RoleId } from '../../src/domain/ids.ts';
import { toDay } from '../../src/domain/time.ts';
import type { PostAbout } from '../../src/view/about.ts';
import type { Card } from '../../src/view/card.ts';
import { anchorCard } from '../../src/view/cards/anchor-card.ts';
import { dueCard } from '../../src/view/cards/due-card.ts';
import { lettersCard } from '../../src/view/cards/letters-card.ts';
import { cutDownCard, notForYouCard } from '../../src/view/cards/not-for-you.ts';
import { nudgeCard } from '../../src/view/cards/nudge-card.ts';
import { previewOf } from '../../src/view/cards/preview.ts';
import { safetyCard } from '../../src/view/cards/safety-card.ts';
import { savedWords } from '../../src/view/cards/saved.ts';
import { statusCard } from '../../src/view/cards/status-card.ts';
import { strangerCard } from '../../src/view/cards/stranger-card.ts';
import { toldCard } from '../../src/view/cards/told-card.ts';
import { weeklyChannel, weeklyMine } from '../../src/view/cards/weekly-card.ts';
import { cardText } from '../../src/view/plain-text.ts';
import {
  ask,
  calmly,
  classified,
  close,
  confirm,
  decide,
  dslTold,
  gathered,
  hold,
  lift,
  liftHold,
  notReached,
  people,
  request,
  send,
  sign,
  spoken,
  theirSide,
  view,
  withdraw,
} from '../support/commands.ts';
import { DETAIL, drawingOf, dueRowsOf, NAME, TOLD } from '../support/drawings.ts';
import { given, type Story, type Word } from '../support/given.ts';

/** Words of the domain in any order: those that cannot be done just then are refused and leave nothing. */
const DEEDS: readonly (readonly [by: string, word: Word])[] = [
  ['head', { do: 'mark_read' }],
  ['head', gathered()],
  ['head', spoken()],
  ['head', notReached(2)],
  ['head', people({ affected: ['second_teacher'] })],
  ['head', ask('ban')],
  ['chair', view('concern')],
  ['chair', view('support')],
  ['head', decide('ban')],
  ['head', calmly('ban')],
  ['head', calmly('warning')],
  ['head', calmly('no_action')],
  ['head', decide('turn_away')],
  ['office', theirSide()],
  ['head', confirm()],
  ['head', lift()],
  ['head', sign()],
  ['office', send()],
  ['dsl', dslTold()],
  ['head', hold('police')],
  ['head', liftHold()],
  ['office', request('access')],
  ['office', request('appeal')],
  ['head', classified({ finding: 'unfounded' })],
  ['head', close('unfounded', 'not_upheld')],
  ['teacher', withdraw()],
];

const everyBody = Object.freeze([
  'teacher',
  'second_teacher',
  'head',
  'chair',
  'office',
  'dsl',
  'dpo',
  'admin',
]);

function leaks(card: Card | string): readonly string[] {
  const text = typeof card === 'string' ? card : `${cardText(card)}\n${JSON.stringify(card)}`;
  return [NAME, 'Zebedee', DETAIL, TOLD, 'xylophone', 'Invented Lane'].filter((word) => text.includes(word));
}

const week = (story: Story) => ({ rows: dueRowsOf(story), until: toDay('2027-12-31'), coversBreak: false });

/** Everything that is shown where others may look on, or that only says where things stand. */
function open(story: Story): readonly (Card | string)[] {
  const rows = dueRowsOf(story);
  const perReader = everyBody.flatMap((reader): (Card | string)[] => {
    const d = drawingOf(story, reader);
    return [
      weeklyMine(d, week(story)),
      dueCard(d, rows),
      ...rows.flatMap((row) =>
        (['due', 'late', 'escalated'] as const).map((stage) => nudgeCard(d, row, stage)),
      ),
      savedWords(story.last, d),
      safetyCard(d),
      ...(reader === 'office' ? [] : [toldCard(d)]),
    ];
  });
  return [weeklyChannel(drawingOf(story, 'head'), week(story)), cutDownCard(story.it.ref), ...perReader];
}

/** The reporter's own words are theirs; every other text of the case is the marked one. */
const toReporter = (story: Story): Card =>
  statusCard(
    drawingOf(story, 'teacher', {
      text: (ref) => (story.it.reports[0]?.narrative.id === ref.id ? 'What I saw.' : TOLD),
    }),
  );

test('no name and no story reaches a channel, a reminder, a list of what is due, or whoever reported', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('all-saints-mat', 'stockham-primary', 'alumwell-infant', 'robert-miles-junior'),
      fc.constantFrom('nobody' as const, 'child_at_risk' as const, 'someone_hurt' as const),
      fc.array(fc.nat(DEEDS.length - 1), { maxLength: 14 }),
      (pack, harm, picks) => {
        const story = given(pack).reported({ harm });
        for (const pick of picks) {
          const deed = DEEDS[pick];
          if (!deed) continue;
          try {
            story.by(deed[0]).attempt(deed[1]);
          } catch {
            // There was no meeting, letter or restriction to speak of: nothing happened.
          }
          for (const card of [...open(story), toReporter(story)]) expect(leaks(card)).toEqual([]);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('the marked name and story are seen where they belong, so that the test above could fail', () => {
  const story = given('all-saints-mat')
    .reported({ breaches: ['physical_aggression'] })
    .by('head')
    .when(gathered(), spoken(), ask('ban'))
    .by('chair')
    .when(view('support'))
    .by('head')
    .when(decide('ban'));
  expect(leaks(lettersCard(drawingOf(story, 'office')))).toContain(NAME);
  expect(leaks(toldCard(drawingOf(story, 'office')))).toContain(NAME);
});

describe('a notification', () => {
  const ref = CaseRef.parse('AC-26-0042');
  const id = given('all-saints-mat').reported().it.id;
  const week = toDay('2026-11-02');
  const abouts: readonly PostAbout[] = [
    { show: 'case', case: id },
    { show: 'status', case: id },
    { show: 'view_asked', case: id, consultation: ConsultationId.parse('one') },
    { show: 'letters', case: id },
    { show: 'dsl', case: id },
    { show: 'safety', case: id },
    { show: 'told', case: id, what: 'hold_placed' },
    { show: 'file', case: id, file: MatterId.parse('secret') },
    { show: 'not_kept', case: id, why: 'too_large' },
    { show: 'nudge', case: id, deadline: LetterId.parse('sign'), stage: 'late' },
    { show: 'weekly_channel', week },
    { show: 'weekly_mine', week },
    { show: 'anchor', week, code: 'secret-code' },
    { show: 'welcome' },
    {
      show: 'member_gone',
      member: MemberId.parse('secret'),
      platform: 'slack',
      ended: [RoleId.parse('head')],
    },
    { show: 'channel_unfit', platform: 'slack', trouble: 'shared' },
    { show: 'open', intent: { do: 'say', words: 'person secret' } },
  ];

  test.each(abouts)('about $show holds the reference at most', (about) => {
    const words = previewOf(about, ref).replace(ref, '');
    expect(words).toMatch(/^Accord: [a-z ]+$/);
    expect(words).not.toMatch(/child|safeguarding|ban|letter|police|secret/);
  });

  test('is the same for a child at risk as for a word at the gate', () => {
    expect(previewOf({ show: 'dsl', case: id }, ref)).toBe(previewOf({ show: 'case', case: id }, ref));
  });
});

test('somebody unknown learns how to be added and nothing of the school', () => {
  const text = cardText(strangerCard());
  expect(text).toContain('administrator');
  expect(text).not.toMatch(/school|code of conduct|report|AC-/i);
  expect(JSON.stringify(strangerCard())).not.toContain('buttons');
});

test('being kept out says the same whether there is a case or not', () => {
  const story = given('all-saints-mat').reported();
  expect(statusCard(drawingOf(story, 'admin'))).toEqual(notForYouCard());
  expect(cardText(notForYouCard())).not.toContain(story.it.ref);
});

test('the code of the week says in one sentence what it is for', () => {
  const text = cardText(anchorCard({ today: toDay('2026-11-03') }, toDay('2026-11-02'), 'abcd-1234'));
  expect(text).toContain('abcd-1234');
  expect(text).toContain('nothing recorded up to now has been changed');
});
