import { describe, expect, test } from 'vitest';
import { toEarlier } from '../../src/domain/history.ts';
import { type CaseId, MemberId, PersonId, RoleId } from '../../src/domain/ids.ts';
import { SchoolSettings } from '../../src/domain/settings.ts';
import { answeredIn } from '../../src/domain/settle-first.ts';
import { toDay } from '../../src/domain/time.ts';
import { dueCard } from '../../src/view/cards/due-card.ts';
import type { DueRow } from '../../src/view/cards/due-words.ts';
import { gateCard } from '../../src/view/cards/gate-card.ts';
import type { GateRow } from '../../src/view/cards/gate-words.ts';
import { helpCard } from '../../src/view/cards/help-card.ts';
import { homeCard } from '../../src/view/cards/home-card.ts';
import { listCard } from '../../src/view/cards/list-card.ts';
import { nudgeCard } from '../../src/view/cards/nudge-card.ts';
import { personCard } from '../../src/view/cards/person-card.ts';
import {
  breachesCard,
  contactCard,
  policyCard,
  routesCard,
  stepsCard,
} from '../../src/view/cards/policy-cards.ts';
import { safetyCard } from '../../src/view/cards/safety-card.ts';
import { setupCard } from '../../src/view/cards/setup-card.ts';
import { toldCard } from '../../src/view/cards/told-card.ts';
import { weeklyChannel, weeklyMine } from '../../src/view/cards/weekly-card.ts';
import { welcomeCard } from '../../src/view/cards/welcome-card.ts';
import { WORDS_TO_TYPE } from '../../src/view/cards/words-to-type.ts';
import { cardText } from '../../src/view/plain-text.ts';
import { classified, close, decide, gathered, hold, people, request, spoken } from '../support/commands.ts';
import { blocksOf, drawingOf, dueRowsOf, labelsIn, NAME } from '../support/drawings.ts';
import { given, PACKS } from '../support/given.ts';
import { personKept } from '../support/school-forms.ts';

const TODAY = toDay('2026-11-03');
const story = () => given('all-saints-mat').reported();
const scene = () => drawingOf(story(), 'head');

const gateRow = (more: Partial<GateRow> = {}): GateRow => ({
  person: PersonId.parse('zebedee'),
  name: NAME,
  detail: 'green estate car',
  ref: story().it.ref,
  status: 'confirmed',
  extent: { of: 'site', places: ['whole_site'] },
  start: toDay('2026-11-02'),
  end: toDay('2026-11-20'),
  capacity: 'parent',
  ...more,
});

describe('the front gate list', () => {
  const shown = (row: GateRow, today = TODAY) =>
    cardText(gateCard({ ...scene(), today }, [row])).includes(NAME);

  test('holds somebody from the first day to the last and not a day longer', () => {
    expect(shown(gateRow(), toDay('2026-11-01'))).toBe(false);
    expect(shown(gateRow(), toDay('2026-11-02'))).toBe(true);
    expect(shown(gateRow(), toDay('2026-11-20'))).toBe(true);
    expect(shown(gateRow(), toDay('2026-11-21'))).toBe(false);
  });

  test.each([
    ['turned_away', true],
    ['provisional', true],
    ['confirmed', true],
    ['intention', false],
    ['lifted', false],
    ['ran_out', false],
  ] as const)('%s: %s', (status, expected) => {
    expect(shown(gateRow({ status }))).toBe(expected);
  });

  test('leaves out limits on contact, which nobody at the door can see', () => {
    const extent: GateRow['extent'] = {
      of: 'contact',
      channels: ['email'],
      named: RoleId.parse('head'),
      perWeek: 1,
    };
    expect(shown(gateRow({ extent }))).toBe(false);
  });

  test('tells two of one name apart, says what is allowed, whom to ask and when it expires', () => {
    const text = cardText(
      gateCard({ ...scene(), today: TODAY }, [
        gateRow({ extent: { of: 'site', places: ['by_appointment'] } }),
      ]),
    );
    expect(text).toContain('green estate car');
    expect(text).toContain('Let them in with an appointment');
    expect(text).toContain('Not sure? Call the head.');
    expect(text).toContain('holds for Tuesday 3 November only');
  });

  test('lets nobody in by an exception to what is forbidden altogether', () => {
    const extent = { of: 'site', places: ['whole_site', 'by_appointment'] } as const;
    const row = gateRow({ extent: { ...extent, places: [...extent.places] } });
    expect(cardText(gateCard({ ...scene(), today: TODAY }, [row]))).not.toContain(
      'Let them in with an appointment',
    );
  });

  test('says whom to call, and where a child is handed over, as far as the school has said', () => {
    const at = (gate: ReturnType<typeof scene>['gate'], more: Partial<GateRow> = {}) =>
      cardText(gateCard({ ...scene(), today: TODAY, gate }, [gateRow(more)]));
    const said = {
      call: '07700 900123',
      handover: { where: 'the main gate', morning: '8.40 am', afternoon: '3.20 pm' },
    };
    expect(at(said)).toContain('Not sure? Call the head: 07700 900123.');
    expect(at(said)).toContain('a member of staff meets them at the main gate, at 8.40 am and 3.20 pm.');
    const silent = { call: '', handover: { where: '', morning: '', afternoon: '' } };
    expect(at(silent)).toContain('If they bring or collect a child, call the head.');
    expect(at(said, { capacity: 'visitor' })).not.toContain('a child');
    const mayBring = { of: 'site', places: ['drop_off_pick_up_only'] } as const;
    expect(at(said, { extent: { ...mayBring, places: [...mayBring.places] } })).not.toContain('meets them');
  });

  test('has somebody with two restrictions once, with both and with what neither of them forbids', () => {
    const other = { start: toDay('2026-11-01'), end: toDay('2026-12-18') };
    const at = (extent: GateRow['extent']) =>
      cardText(
        gateCard({ ...scene(), today: TODAY }, [
          gateRow({ extent: { of: 'site', places: ['drop_off_pick_up_only'] } }),
          gateRow({ ...other, extent }),
        ]),
      );
    const barred = at({ of: 'site', places: ['whole_site'] });
    expect(barred.split(NAME)).toHaveLength(2);
    expect(barred).toMatch(
      /anywhere on site, from Sunday 1 November to Friday 18 December[\s\S]*except to drop off and pick up, from Monday 2/,
    );
    expect(barred).not.toContain('Let them in to drop off');
    expect(barred.split('Let them in')).toHaveLength(2);
    expect(barred.split('bring or collect a child')).toHaveLength(2);
    const alike = at({ of: 'site', places: ['drop_off_pick_up_only'] });
    expect(alike).toContain("Let them in to drop off and pick up, with the head's written permission");
    const namesakes = [gateRow(), gateRow({ person: PersonId.parse('another'), detail: 'red hat' })];
    expect(cardText(gateCard({ ...scene(), today: TODAY }, namesakes)).split(NAME)).toHaveLength(3);
  });

  test('says so kindly when nobody is on it', () => {
    expect(cardText(gateCard({ ...scene(), today: TODAY }, []))).toContain('Everyone is welcome as usual.');
  });
});

describe('what is due', () => {
  const row = (more: Partial<DueRow>): DueRow => ({
    key: 'decide',
    kind: 'decide',
    about: null,
    owner: 'decider',
    due: TODAY,
    quiet: false,
    ...more,
  });

  test('puts late before due and the oldest first, in words rather than codes', () => {
    const text = cardText(
      dueCard(scene(), [
        row({ due: toDay('2026-11-10') }),
        row({ kind: 'sign_letter', key: 'sign_letter:1', due: toDay('2026-10-30') }),
        row({
          kind: 'give_view',
          key: 'give_view:1',
          due: toDay('2026-11-04'),
          owner: RoleId.parse('lab_chair'),
        }),
      ]),
    );
    expect(text.indexOf('Sign a letter, was due Friday 30 October')).toBeGreaterThan(0);
    expect(text.indexOf('Sign a letter')).toBeLessThan(text.indexOf('Give a view'));
    expect(text.indexOf('Give a view')).toBeLessThan(text.indexOf('Decide what to do'));
    expect(text).toContain('From: Chair of the Local Academy Board.');
    expect(text).not.toMatch(/sign_letter|give_view|lab_chair/);
  });

  test('has a friendly word when there is nothing', () => {
    expect(cardText(dueCard(scene(), []))).toContain('Nothing is due.');
    expect(cardText(weeklyChannel(scene(), { rows: [], until: TODAY, coversBreak: false }))).toContain(
      'References only',
    );
  });

  test('the weekly post covers the break ahead and leaves out what comes after it', () => {
    const week = { until: toDay('2026-11-08'), coversBreak: true };
    const rows = [
      row({ due: toDay('2026-11-06') }),
      row({ key: 'later', due: toDay('2026-11-09'), kind: 'sign_letter' }),
    ];
    for (const card of [weeklyChannel(scene(), { ...week, rows }), weeklyMine(scene(), { ...week, rows })]) {
      expect(cardText(card)).toContain('There is a break ahead');
      expect(cardText(card)).toContain('due Friday 6 November');
      expect(cardText(card)).not.toContain('Sign a letter');
    }
  });

  test('the weekly post says whose turn it is in the channel, and reminds of an overdue policy', () => {
    const text = cardText(
      weeklyChannel(scene(), { rows: dueRowsOf(story()), until: toDay('2026-11-30'), coversBreak: false }),
    );
    expect(text).toContain('From: whoever decides the case.');
    expect(text).toContain('due for review by September 2024');
  });

  test('a reminder of what has been done meanwhile says so and asks nothing', () => {
    expect(labelsIn(nudgeCard(scene(), null, 'late'))).toEqual([]);
    const [first] = dueRowsOf(story());
    expect(first && labelsIn(nudgeCard(scene(), first, 'escalated'))).toHaveLength(1);
  });

  test('a promise of every year is named as the policy has it', () => {
    const d = drawingOf(given('robert-miles-junior').reported(), 'head');
    const duty = d.policy.duties.find((one) => one.yearly);
    const text = cardText(
      dueCard(d, [row({ kind: 'yearly_duty', key: `yearly_duty:${duty?.id}`, owner: RoleId.parse('head') })]),
    );
    expect(text).toContain(duty?.text);
  });
});

test('a review that the policy sets for a month is due by its end, and has no weekday', () => {
  const base = scene();
  const month = (said: string) => ({
    ...base,
    policy: {
      ...base.policy,
      dates: { ...base.policy.dates, next_review: { precision: 'month' as const, month: said } },
    },
  });
  const row = {
    key: 'school/policy_review:x',
    kind: 'policy_review' as const,
    about: null,
    owner: 'decider' as const,
    due: toDay('2024-09-30'),
    quiet: false,
  };
  const late = cardText(dueCard(month('2024-09'), [row]));
  expect(late).toContain('was due by the end of September 2024');
  expect(late).not.toMatch(/day \d+ September/);
});

describe("one person's history", () => {
  const unfounded = story()
    .by('head')
    .when(gathered(), spoken(true), classified({ finding: 'unfounded' }), close('unfounded', 'not_upheld'));
  const standing = story().by('head').when(gathered());
  const matters = [unfounded, standing].flatMap(({ it }) => {
    const earlier = toEarlier(it);
    return earlier ? [{ earlier, it }] : [];
  });
  const may = { change: true, link: true, record: true };
  const unsigned = { is: 'not_signed' } as const;
  const decides = (...ids: readonly CaseId[]) => ({ matters, decides: new Set(ids) });

  test('leaves out what was not upheld, and is for nobody but those who decide', () => {
    const text = cardText(personCard(scene(), personKept(), unsigned, decides(), may));
    expect(text).toContain(standing.it.ref);
    expect(text).not.toContain(unfounded.it.ref);
    expect(labelsIn(personCard(scene(), personKept(), unsigned, decides(), may)).join()).not.toContain(
      standing.it.ref,
    );
    const none = { matters: [], decides: new Set<CaseId>() };
    expect(cardText(personCard(scene(), personKept(), unsigned, none, may))).toContain(
      'Nothing counts against this person.',
    );
  });

  test('tells whoever keeps the list neither of a matter nor that there is none', () => {
    const text = cardText(
      personCard(scene(), personKept(), unsigned, null, { change: true, link: false, record: false }),
    );
    expect(text).toContain(NAME);
    expect(text).not.toMatch(/AC-26|matter|counts/);
    expect(
      labelsIn(
        personCard(scene(), personKept(), unsigned, null, { change: false, link: false, record: false }),
      ),
    ).toEqual([]);
  });

  test('says who checked the address, and that one which was not is not', () => {
    expect(cardText(personCard(scene(), personKept(), unsigned, null, may))).toContain('(not checked yet)');
    const by = MemberId.parse('office');
    const checked = personKept({ addressConfirmed: { by, on: toDay('2026-11-02') } });
    expect(cardText(personCard(scene(), checked, unsigned, null, may))).toContain(
      'checked by Colleague office, Monday 2 November',
    );
  });
});

describe('home and lists', () => {
  test('an empty home is friendly and lets one report', () => {
    const card = homeCard(scene(), { mine: [], waiting: [], due: [], inForce: [] });
    expect(cardText(card)).toContain('Nothing waits for you.');
    expect(labelsIn(card)).toContain('Report something');
    expect(cardText(listCard(scene(), []))).toContain('nothing here for you');
  });

  const NOTHING = { mine: [], waiting: [], due: [], inForce: [] };
  const homeOf = (reader: string) => labelsIn(homeCard(drawingOf(story(), reader), NOTHING));

  test('home leads to the front gate list for those who keep it, and to setting up for the administrator', () => {
    expect(homeOf('head')).toEqual(['Report something', 'Front gate list', 'Find', 'Help']);
    expect(homeOf('office')).toEqual([
      'Report something',
      'Front gate list',
      'Find',
      'Parents and carers',
      'Help',
    ]);
    expect(homeOf('admin')).toEqual(['Report something', 'Parents and carers', 'Setting up', 'Help']);
    expect(homeOf('teacher')).toEqual(['Report something', 'Find', 'Help']);
  });

  test('home keeps to one row of buttons however much waits', () => {
    const { it } = story();
    const line = { case: it.id, ref: it.ref, status: it.status, occurredOn: it.occurredOn, person: null };
    const full = { ...NOTHING, waiting: Array.from({ length: 9 }, () => line) };
    expect(labelsIn(homeCard(drawingOf(story(), 'head'), full))).toHaveLength(6);
    expect(labelsIn(homeCard(drawingOf(story(), 'teacher'), full))).toHaveLength(6);
  });

  test('names the person only where the caller gave the name', () => {
    const { it } = story();
    const line = { case: it.id, ref: it.ref, status: it.status, occurredOn: it.occurredOn };
    expect(cardText(listCard(scene(), [{ ...line, person: null }]))).not.toContain(NAME);
    expect(cardText(listCard(scene(), [{ ...line, person: NAME }]))).toContain(NAME);
  });

  test('help lists every word there is', () => {
    const text = cardText(helpCard(scene()));
    for (const row of WORDS_TO_TYPE) expect(text).toContain(row.words);
    expect(cardText(helpCard(scene(), 'unknown'))).toContain('did not understand');
  });

  test('the welcome says what a reporter has to know before the first report', () => {
    const text = cardText(welcomeCard(scene()));
    expect(text).toContain('The parent may be entitled to see it.');
    expect(text).toContain('999');
  });

  test('the welcome of somebody who only looks after Accord says so, and that they see no case', () => {
    const of = (...roles: string[]) => {
      const it = scene();
      const members = it.book.members.map((row) =>
        row.id === it.reader ? { ...row, roles: roles.map((role) => RoleId.parse(role)) } : row,
      );
      return cardText(welcomeCard({ ...it, book: { ...it.book, members } }));
    };
    expect(of('admin')).toContain('You see no case.');
    expect(of('admin')).toContain('Setting up');
    expect(of('admin', 'head')).not.toContain('You see no case.');
    expect(of('staff')).toBe(cardText(welcomeCard(scene())));
  });
});

describe('the policy at the door', () => {
  test.each(PACKS)('%s: what is asked, done and offered each names its clause, and no severity', (pack) => {
    const policy = given(pack).policy;
    const breaches = policy.breaches.list.slice(0, 1).map((row) => row.id);
    const d = drawingOf(given(pack).reported({ breaches }), 'teacher');
    for (const card of [breachesCard(d), stepsCard(d)])
      for (const item of blocksOf(card, 'list').flatMap((row) => row.items))
        expect(item.source).toBeDefined();
    const all = [policyCard(d), breachesCard(d), stepsCard(d), routesCard(d), contactCard(d)]
      .map(cardText)
      .join('\n');
    expect(all).not.toMatch(/\b(severity|critical|undefined|null)\b|\[object/);
    for (const row of policy.breaches.list) expect(all).toContain(row.label);
    for (const row of policy.steps) expect(all).toContain(row.label);
    for (const row of policy.concern_route.steps) expect(all).toContain(row.who);
    expect(all).toContain('never against the code');
  });
});

describe('setup', () => {
  test('asks for whoever is missing and what the policy leaves open, and stops asking once it is answered', () => {
    const told = given('robert-miles-junior').nobodyIs('dsl').reported();
    const d = drawingOf(told, 'admin');
    const none = { answered: new Set<string>(), leadershipChannel: false, surfaces: [], pickers: true };
    const text = cardText(setupCard(d, none));
    expect(text).toContain('Nobody is the Safeguarding lead.');
    for (const row of d.policy.asks) expect(text).toContain(`[ ] ${row.ask}`);
    expect(text).toContain('"accord school settings"');
    const answered = new Set(d.policy.asks.map((row) => row.id));
    expect(cardText(setupCard(d, { ...none, answered }))).not.toContain('[ ] Did the trust');
  });
});

describe('setup, by the rule that each question comes from', () => {
  const card = (...answered: string[]) =>
    cardText(
      setupCard(drawingOf(given('all-saints-mat').reported(), 'admin'), {
        answered: new Set(answered),
        leadershipChannel: true,
        surfaces: ['slack'],
        pickers: true,
      }),
    );

  test.each([
    ['R26: an impact assessment before the first real case', 'dpia', 'data protection impact assessment'],
    ['R21: the privacy notice names the record and its basis', 'privacy_notice', 'privacy notice'],
    [
      'the weekly code is kept by the administrator and the data protection officer',
      'weekly_code',
      'weekly code',
    ],
  ])('%s, until it is answered', (_, id, words) => {
    const asked = (text: string) => text.split('\n').filter((row) => row.includes(words));
    expect(asked(card())).toEqual([expect.stringContaining('[ ] ')]);
    expect(asked(card(id))).toEqual([expect.stringContaining('[x] ')]);
    expect(asked(card('another'))).toEqual(asked(card()));
  });

  test('R21: the record rests on a public task, a legal obligation or legitimate interests, and never on consent', () => {
    expect(card()).toContain(
      'a public task or a legal obligation, or legitimate interests at an independent school, and never consent',
    );
    // What is not certain law is said as what Accord assumes.
    expect(card()).toContain('Accord assumes a public task');
  });

  test('term dates are asked for until they are entered, whatever was answered', () => {
    const d = drawingOf(given('all-saints-mat').reported(), 'admin');
    const setup = { answered: new Set(['term_dates']), leadershipChannel: true, surfaces: [], pickers: true };
    const without = { ...d, calendar: { ...d.calendar, terms: [] } };
    expect(cardText(setupCard(without, setup))).toContain('[ ] Term dates: Not known.');
    const assumed = d.calendar.terms.map((row) => ({ ...row, assumed: true as const }));
    const guessed = { ...d, calendar: { ...d.calendar, terms: assumed } };
    expect(cardText(setupCard(guessed, setup))).toContain('[ ] Term dates: Assumed.');
  });

  test('a kind of school entered in the settings is not asked for again', () => {
    expect(answeredIn(SchoolSettings.parse({}))).toEqual(new Set());
    const settings = SchoolSettings.parse({ provider: 'academy', answers: { dpia: 'Made', consult: '' } });
    expect(answeredIn(settings)).toEqual(new Set(['dpia', 'provider']));
  });
});

describe('those who are told', () => {
  const turnedAway = () =>
    given('all-saints-mat')
      .reported({ breaches: ['physical_aggression'], harm: 'crime_now' })
      .by('head')
      .when(people({ affected: ['second_teacher'] }), decide('turn_away'));

  test('the person affected hears of the arrangement on the day, without a name', () => {
    const text = cardText(safetyCard(drawingOf(turnedAway(), 'second_teacher')));
    expect(text).toContain('until the end of Wednesday 4 November');
    expect(text).not.toContain(NAME);
  });

  test('the office hears whom to turn away, and that nobody may be contacted', () => {
    expect(cardText(toldCard(drawingOf(turnedAway(), 'office')))).toContain(NAME);
    const held = turnedAway().by('head').when(hold());
    expect(cardText(toldCard(drawingOf(held, 'office')))).toContain('no calls, letters or meetings');
  });

  test('the data protection officer hears the date set by law', () => {
    const asked = turnedAway().by('office').when(request('access'));
    expect(cardText(toldCard(drawingOf(asked, 'dpo')))).toContain('an answer is owed by Thursday 3 December');
  });
});
