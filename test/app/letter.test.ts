import { describe, expect, test } from 'vitest';
import { draftFor, letterDraftFor } from '../../src/app/letter.ts';
import type { CaseEvent } from '../../src/domain/events/case-event.ts';
import { gapsIn } from '../../src/domain/letters/gaps.ts';
import { audienceOf, LETTER_KINDS, type LetterKind } from '../../src/domain/letters/kinds.ts';
import { printDay } from '../../src/domain/letters/print-day.ts';
import { remarksOnLetter } from '../../src/domain/letters/wording.ts';
import type { Day } from '../../src/domain/time.ts';
import { confirm, hold, liftHold, send, sign, theirSide } from '../support/commands.ts';
import { PACKS } from '../support/given.ts';
import { deskFor, drafted, FILLED, FOR_THE_FILE, markdownOf } from '../support/letter-cases.ts';
import { storyFor } from '../support/letter-stories.ts';

const TO_PARENTS = LETTER_KINDS.filter((kind) => audienceOf(kind) === 'parent');
const CONSULTED = /Chair of (governors|the Local Academy Board)/;
const whole = (day: Day | undefined): string => (day ? printDay(day) : 'a day that the case does not hold');

describe.each(PACKS)('under the policy of %s', (pack) => {
  describe.each(LETTER_KINDS)('%s', (kind) => {
    test('is drafted from its case, and what is not known is listed', async () => {
      const story = storyFor(pack, kind);
      const draft = await drafted(story, kind);
      if (!draft?.ok) throw new Error(draft?.says);
      expect(draft.markdown).toContain(story.it.ref);
      expect(draft.markdown).toContain(printDay(story.today));
      expect(draft.markdown).not.toMatch(/\{\{|undefined|null|NaN/);
      expect(draft.gaps).toEqual(gapsIn(draft.markdown));
      expect(draft.gaps.length).toBeGreaterThan(0);
    });

    test('neither copies nor reads what was typed for the file', async () => {
      expect(await markdownOf(storyFor(pack, kind), kind)).not.toContain(FOR_THE_FILE);
    });

    test('is drafted by a school that has entered nothing yet', async () => {
      const draft = await drafted(storyFor(pack, kind), kind, { settings: {}, address: null });
      expect(draft?.ok, JSON.stringify(draft)).toBe(true);
    });
  });

  test.each(TO_PARENTS)('%s says when, where, which clause, and goes to one address', async (kind) => {
    const story = storyFor(pack, kind);
    const letter = await markdownOf(story, kind);
    expect(letter).toContain('Jo Bell\\\n4 High Street\\\nAnytown\\\nAN1 2BB');
    const when = `${printDay(story.it.occurredOn)} (at the main gate)`;
    expect(letter.split(when)).toHaveLength(2);
    expect(letter).toContain('It is reported that [WRITE HERE: what is said to have happened');
    const clause = story.policy.breaches.list.find((row) => row.id === story.it.breaches[0])?.clause ?? '';
    expect(letter).toContain(clause.split(', ')[0]);
    expect(letter).toContain('**Invented head**');
    expect(letter).not.toContain('Other Road');
  });

  test.each(TO_PARENTS)('%s holds nothing that its signer would be warned about', async (kind) => {
    const letter = await markdownOf(storyFor(pack, kind), kind);
    expect(remarksOnLetter(kind, letter, ['Invented teacher'])).toEqual([]);
  });

  test('the invitation asks for an answer by the day of the case and offers no invented times', async () => {
    const story = storyFor(pack, 'meeting_invitation');
    const letter = await markdownOf(story, 'meeting_invitation');
    const [meeting] = story.it.meetings;
    if (meeting) expect(letter).toContain(`let us know by ${whole(meeting.replyBy)}`);
    expect(gapsIn(letter)).toContain('three times when you could meet, one of them by phone or video call');
  });

  test.each(['provisional_bar', 'intention_to_bar'] as const)(
    '%s gives the dates of the case',
    async (kind) => {
      const story = storyFor(pack, kind);
      const [row] = story.it.restrictions;
      const letter = await markdownOf(story, kind);
      expect(letter).toContain(`from ${whole(row?.start)} up to and including ${whole(row?.end)}`);
      expect(letter).toContain(`review it by ${whole(row?.review)}`);
      expect(letter).toMatch(/Please give it to Invented head \(Head/);
      expect(letter).toContain(`by ${whole(row?.hearing?.closes)}. You can do this`);
      expect(letter).toContain(`I will decide by ${whole(row?.hearing?.decideBy)}`);
      expect(letter).toMatch(CONSULTED);
    },
  );

  test('the decision to keep somebody away gives dates, their side, the answer and the arrangements', async () => {
    const story = storyFor(pack, 'bar_confirmed');
    const [row] = story.it.restrictions;
    const letter = await markdownOf(story, 'bar_confirmed');
    expect(letter).toContain(`from ${whole(row?.start)} up to and including ${whole(row?.end)}`);
    expect(letter).toContain(`review it by ${whole(row?.review)}`);
    expect(letter).toContain('I do not remember shouting.');
    expect(letter).toContain('I accept what the three people say.');
    expect(letter).toContain('Three people told us the same thing.');
    expect(letter).toMatch(/come to the Mill Lane gate at 8.50 am and 3.15 pm/);
    expect(letter).toMatch(/Reports and post[\s\S]*Parents' evening[\s\S]*emergency[\s\S]*Elections/);
    expect(letter).toContain('Mrs Ito meets your child');
    expect(letter).toMatch(new RegExp(`asked [^.]*${CONSULTED.source}`));
  });

  test('an extension gives the new dates and its fresh reasons', async () => {
    const story = storyFor(pack, 'review_extend');
    const letter = await markdownOf(story, 'review_extend');
    expect(letter).toContain('up to and including Thursday 17 December 2026');
    expect(letter).toContain('There were two further reports in December.');
    expect(letter).toContain('- the two further reports\n- your comments');
    expect(letter).toContain(`asked for your comments, on Thursday 12 November 2026`);
  });
});

const ALL_SAINTS = 'all-saints-mat';
const STOCKHAM = 'stockham-primary';
const told = [sign('provisional_bar'), send('provisional_bar')];
const confirmed = (settings: Readonly<Record<string, unknown>>, pack = STOCKHAM) =>
  markdownOf(storyFor(pack, 'bar_confirmed'), 'bar_confirmed', { settings });

describe('a draft', () => {
  test.each([
    ['community', /person authorised by the local authority, may/],
    ['voluntary_aided', /authorised by the local authority or the governing body, may/],
    ['academy', /authorised by the proprietor of the school, may/],
  ] as const)('R7 names who may have somebody removed from a school that is %s', async (provider, words) => {
    expect(await confirmed({ ...FILLED, provider })).toMatch(words);
  });

  test('R7 claims nothing and asks, where nobody has said what kind of school it is', async () => {
    const { provider: _, ...unsaid } = FILLED;
    const letter = await confirmed(unsaid);
    expect(letter).not.toContain('547');
    expect(gapsIn(letter).join()).toMatch(/say in the settings what kind of school this is/);
  });

  test('R9 leaves the law of England out of a letter in Scotland, whatever is unsaid', async () => {
    const letter = await confirmed({ ...FILLED, jurisdiction: 'scotland', provider: 'ask' });
    expect(letter).not.toContain('547');
    expect(letter).toContain('we will ask you to leave');
  });

  test('asks for the address nobody has entered and keeps the name', async () => {
    const letter = await markdownOf(storyFor(STOCKHAM, 'warning'), 'warning', { address: null });
    expect(letter).toContain(
      'Jo Bell\\\n[WRITE HERE: the address that this person has confirmed as their own]',
    );
  });

  test('asks for the handover that the school has not settled, inside the arrangements', async () => {
    const letter = await confirmed({ provider: 'academy' });
    expect(letter).toContain(
      'come to [WRITE HERE: where staff meet a parent who has nobody else to send] at',
    );
  });

  test('asks for a new day when the one to answer by has passed before it was written', async () => {
    const story = storyFor(STOCKHAM, 'meeting_invitation').later('6 school days');
    const asked = gapsIn(await markdownOf(story, 'meeting_invitation'));
    expect(asked.some((what) => /leaves no time/.test(what))).toBe(true);
  });

  test('gives the days that moved while nobody was to be contacted', async () => {
    const story = storyFor(STOCKHAM, 'provisional_bar')
      .when(hold())
      .later('3 calendar days')
      .when(liftHold());
    const letter = await markdownOf(story, 'provisional_bar');
    expect(letter).toContain(`by ${whole(story.it.restrictions[0]?.hearing?.closes)}. You can do this`);
    expect(letter).toContain('by Friday 20 November 2026. You can do this');
  });

  test('does not say that somebody kept silent while they still may speak', async () => {
    const story = storyFor(STOCKHAM, 'provisional_bar').when(
      ...told,
      confirm(undefined, { nothingToAdd: true }),
    );
    const letter = await markdownOf(story, 'bar_confirmed');
    expect(letter).not.toContain('I have not heard from you');
    expect(gapsIn(letter)).toContain('when and how they told you that they had nothing to add');
  });

  test('says plainly that nothing came, once their time is over', async () => {
    const story = storyFor(STOCKHAM, 'provisional_bar')
      .when(...told)
      .later('11 school days')
      .when(confirm());
    expect(await markdownOf(story, 'bar_confirmed')).toContain(
      'I asked you to let me have your side by Tuesday 17 November 2026. I have not heard from you.',
    );
  });

  test('does not copy what somebody wrote down of a telephone call', async () => {
    const story = storyFor(STOCKHAM, 'provisional_bar')
      .when(...told, (it, today) => ({ ...theirSide()(it, today), channel: 'phone' }))
      .when(confirm());
    const letter = await markdownOf(story, 'bar_confirmed');
    expect(letter).toContain('when we spoke on the phone');
    expect(letter).not.toContain('I do not remember shouting');
    expect(gapsIn(letter)).toContain('what they told you, point by point, in a few sentences');
  });

  test('asks for a text that has been erased', async () => {
    const story = storyFor(STOCKHAM, 'bar_confirmed');
    const letter = await markdownOf(story, 'bar_confirmed', {
      erased: (words) => words.startsWith('Three people'),
    });
    expect(gapsIn(letter)).toContain('your reasons, in words for this reader, naming nobody else');
  });

  test('does not guess the police force or the county that a policy leaves unnamed', async () => {
    expect(await markdownOf(storyFor(ALL_SAINTS, 'police_referral'), 'police_referral')).toMatch(
      /To: \[WRITE HERE/,
    );
    expect(await markdownOf(storyFor(STOCKHAM, 'police_referral'), 'police_referral')).toContain(
      'To: Thames Valley Police',
    );
    expect(await markdownOf(storyFor(STOCKHAM, 'legal_referral'), 'legal_referral')).toMatch(
      /To: \[WRITE HERE/,
    );
  });

  test('gives the address of a post and none of the words around it', async () => {
    const letter = await markdownOf(storyFor(STOCKHAM, 'removal_request'), 'removal_request');
    expect(letter).toContain('- https://social.example/p/1, seen on Tuesday 3 November 2026 at 7.10 pm');
    expect(letter).not.toContain('found');
  });

  test('to a visitor does not speak of a child of theirs', async () => {
    const letter = await markdownOf(storyFor(STOCKHAM, 'warning'), 'warning', {
      change: (event) => (event.type === 'case_opened' ? { ...event, capacity: 'visitor' } : event),
    });
    expect(letter).not.toContain('your child');
    expect(gapsIn(letter).join()).toContain('came as a visitor');
  });

  test('names the place by what is known where nobody gave one', async () => {
    const letter = await markdownOf(storyFor(STOCKHAM, 'warning'), 'warning', { change: (event) => event });
    expect(letter).toContain('(on the school site)');
  });

  test('of a correction goes to whoever had the wrong letter, and not to the right person', async () => {
    const story = storyFor(STOCKHAM, 'correction');
    expect(story.it.person).toBe('somebody_else');
    const letter = await markdownOf(story, 'correction');
    expect(letter).toContain('Dear Jo Bell');
    expect(letter).not.toContain('Somebody Else');
  });

  test('of a note for one colleague names no other', async () => {
    const letter = await markdownOf(storyFor(STOCKHAM, 'reporter_outline'), 'reporter_outline');
    expect(letter).toContain('Dear Invented teacher');
    expect(letter).not.toContain('Jo Bell');
  });
});

describe('no letter is drafted', () => {
  const nobody = (event: CaseEvent): CaseEvent =>
    event.type === 'case_opened' ? { ...event, person: null } : event;
  const unknown = (kind: LetterKind) => drafted(storyFor(STOCKHAM, kind), kind, { change: nobody });

  test('to a person whom nobody has identified', async () => {
    expect(await unknown('warning')).toMatchObject({
      ok: false,
      says: expect.stringMatching(/Say who it was/),
    });
  });

  test('but a note to the police is, and says so', async () => {
    expect(await unknown('police_referral')).toMatchObject({
      ok: true,
      markdown: expect.stringContaining('About: somebody who has not been identified'),
    });
  });

  test.each(['teacher', 'chair', 'admin', 'office'])('for %s, whose it is not to write', async (by) => {
    expect(await drafted(storyFor(STOCKHAM, 'warning'), 'warning', { by })).toBeNull();
  });

  test('where it is signed already: its text stays as it was signed', async () => {
    const story = storyFor(STOCKHAM, 'warning').when(sign('warning'));
    expect(await drafted(story, 'warning')).toBeNull();
  });

  test('for a letter that the case does not owe', async () => {
    expect(await drafted(storyFor(STOCKHAM, 'warning'), 'warning', { letter: 'another' })).toBeNull();
    expect(await draftFor(...deskFor(storyFor(STOCKHAM, 'warning'), 'warning', { letter: '' }))).toBeNull();
  });

  test('and what stands in its place cannot be signed', async () => {
    const draft = await draftFor(...deskFor(storyFor(STOCKHAM, 'warning'), 'warning', { change: nobody }));
    expect(gapsIn(draft?.markdown ?? '')).toHaveLength(1);
  });

  test('in the language that is asked for, or else the first of those that the policy has it in', async () => {
    const [drafter, loaded, carries] = deskFor(storyFor(STOCKHAM, 'warning'), 'warning');
    const english = loaded.policy.letters.get('warning')?.markdown ?? '';
    const welsh = english.replace(/^# .*$/m, '# Rhybudd am ymddygiad yn yr ysgol');
    const both = {
      ...loaded,
      policy: {
        ...loaded.policy,
        policy: { ...loaded.policy.policy, languages: ['en', 'cy'] },
        letters: new Map([
          ['warning', { markdown: english }],
          ['warning.cy', { markdown: welsh }],
        ]),
      },
    };
    const languages = ['en', 'cy'];
    expect(await draftFor(drafter, both, carries)).toMatchObject({
      language: 'en',
      languages,
      notTranslated: [],
    });
    expect(await draftFor(drafter, both, { ...carries, language: 'cy' })).toMatchObject({
      language: 'cy',
      languages,
      markdown: expect.stringMatching(/Rhybudd[\s\S]*dydd Iau 19 Tachwedd 2026/),
      notTranslated: expect.arrayContaining(['how to complain about this letter']),
    });
    expect(await draftFor(drafter, both, { ...carries, language: 'fr' })).toMatchObject({ language: 'en' });
  });

  test('of a kind that the policy has no template for', async () => {
    const [drafter, loaded, carries] = deskFor(storyFor(STOCKHAM, 'warning'), 'warning');
    const bare = { ...loaded, policy: { ...loaded.policy, letters: new Map() } };
    expect(await letterDraftFor(drafter, bare, carries)).toMatchObject({
      ok: false,
      says: expect.stringMatching(/by hand/),
    });
  });
});
