import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { widens } from '../../src/domain/decide/widens.ts';
import { CaseId, MemberId } from '../../src/domain/ids.ts';
import type { Drawing } from '../../src/view/drawing.ts';
import type { Carries, Drawn, Values } from '../../src/view/form-kind.ts';
import { FORM_KINDS } from '../../src/view/forms/forms.ts';
import { type CaseForm, FORMS, isCaseForm, isSchoolForm, SCHOOL_FORMS } from '../../src/view/intent.ts';
import {
  ask,
  classified,
  close,
  confirm,
  decide,
  dslTold,
  gathered,
  hold,
  request,
  send,
  sign,
  spoken,
  theirSide,
  view,
} from '../support/commands.ts';
import { drawingOf, setupSceneOf, TOLD } from '../support/drawings.ts';
import {
  asksOf,
  commandOf,
  draw,
  errorsOf,
  fieldOf,
  filledIn,
  namesOf,
  read,
  untouched,
} from '../support/form-drives.ts';
import { given, PACKS, type Story } from '../support/given.ts';
import { storyFor } from '../support/letter-stories.ts';
import { schoolForms } from '../support/school-forms.ts';

const shouting = () => given('robert-miles-junior').reported().by('head');
const meetingAsked = () => shouting().when(classified(), decide('invite_meeting', { because: true }));
const barred = () =>
  given('robert-miles-junior')
    .reported({ breaches: ['physical_aggression'] })
    .by('head')
    .when(classified(), decide(['ban', 'refer_police'], { because: true }));
const heard = () => barred().when(sign('provisional_bar'), send('provisional_bar'), theirSide());
const confirmed = () => heard().when(confirm());
const posted = () =>
  given('robert-miles-junior')
    .reported({ breaches: ['pupil_image_identification'], happened: 'online' })
    .by('head')
    .when(dslTold(), classified(), decide('ask_removal', { because: true }));
const consulting = () =>
  given('all-saints-mat', { ...PEOPLE_OF_ALL_SAINTS })
    .reported({ breaches: ['physical_aggression'] })
    .by('head')
    .when(gathered(), spoken(), classified(), ask('ban'));
const PEOPLE_OF_ALL_SAINTS = {
  head: ['head_of_school'],
  second_head: ['exec_head'],
  chair: ['lab_chair'],
  vice_chair: ['lab_vice_chair'],
  office: ['office'],
  dsl: ['dsl'],
  teacher: ['staff'],
};

interface Stage {
  readonly story: () => Story;
  readonly reader?: string;
  readonly more?: Readonly<Record<string, string | boolean | readonly string[]>>;
  readonly draft?: string;
  readonly byLink?: Drawing['byLink'];
}

/** Each form, in a case where somebody would open it. */
const STAGES: Readonly<
  Record<Exclude<CaseForm, 'decide_details' | 'join' | 'separate' | 'identify' | 'move'>, Stage>
> = {
  account: { story: shouting, reader: 'teacher' },
  evidence: { story: shouting, reader: 'teacher' },
  spoke: { story: shouting },
  gathered: { story: shouting },
  classify: { story: shouting },
  decide: { story: () => shouting().when(classified()) },
  ask_view: { story: () => shouting().when(classified({ flags: [] })) },
  give_view: { story: consulting, reader: 'chair' },
  view_link: {
    story: consulting,
    byLink: { mail: true, days: 7, hasAccount: () => false, emailOf: () => null },
    more: { email: 'gil@example.org' },
  },
  meeting: { story: meetingAsked },
  their_side: { story: barred, reader: 'office' },
  after_hearing: { story: heard },
  review: { story: () => confirmed(), more: { outcome: 'lift' } },
  letter: { story: barred, draft: 'Dear parent,\n\nPlease read this.' },
  letter_sent: {
    story: () => barred().when(sign('provisional_bar')),
    reader: 'office',
    more: { address_confirmed: true },
  },
  referral: { story: barred },
  removal: { story: posted },
  hold: { story: shouting },
  lift_hold: { story: () => shouting().when(hold()) },
  correct: { story: shouting, reader: 'teacher' },
  withdraw: { story: shouting, reader: 'teacher' },
  stand_aside: { story: shouting },
  request: { story: barred, reader: 'office' },
  support: { story: shouting },
  close: { story: shouting },
  dispose: {
    story: () => shouting().when(close('no_breach', 'not_upheld')),
    more: { what: 'keep', until: '2029-01-01' },
  },
  reopen: { story: () => shouting().when(close('no_breach', 'not_upheld')) },
};

const stageOf = (stage: Stage) => {
  const story = stage.story();
  const reader = stage.reader ?? 'head';
  const d = drawingOf(story, reader, {
    ...(stage.draft === undefined ? {} : { draft: stage.draft }),
    ...(stage.byLink === undefined ? {} : { byLink: stage.byLink }),
  });
  return { story, reader, d };
};

interface EveryForm {
  readonly name: (typeof FORMS)[number];
  readonly d: Drawing;
  readonly carries: Carries;
  readonly drawn: Drawn;
  readonly good: Values;
}

let every: readonly EveryForm[] | null = null;
/** Every form drawn once in its own case, with answers that are taken. */
function everyForm(): readonly EveryForm[] {
  if (every) return every;
  const staged = Object.entries(STAGES).flatMap(([name, stage]): EveryForm[] => {
    const form = FORMS.find((row) => row === name);
    if (!form || !isCaseForm(form)) return [];
    const { story, d } = stageOf(stage);
    const drawn = draw(form, d);
    return [{ name: form, d, carries: {}, drawn, good: { ...filledIn(drawn, story.today), ...stage.more } }];
  });
  const plain = (name: CaseForm, d: Drawing, carries: Carries = {}, kept: Values = {}): EveryForm => {
    const drawn = draw(name, d, carries, kept);
    return { name, d, carries, drawn, good: { ...kept, ...filledIn(drawn, d.today) } };
  };
  const case1 = drawingOf(shouting(), 'head');
  const unknown = drawingOf(given('robert-miles-junior').reported({ person: null }), 'head');
  const grave = drawingOf(
    given('robert-miles-junior')
      .reported({ breaches: ['physical_aggression'] })
      .by('head')
      .when(classified()),
    'head',
  );
  const joined = given('robert-miles-junior')
    .reported()
    .by('head')
    .when({
      do: 'take_in',
      from: CaseId.parse('case-other'),
      accounts: [],
      reporters: [MemberId.parse('third_teacher')],
    });
  const report = FORM_KINDS.report.draw(case1, {}, {});
  const ofSchool = SCHOOL_FORMS.map((name): EveryForm => {
    const drawn = schoolForms(case1)[name].draw({});
    return { name, d: case1, carries: {}, drawn, good: filledIn(drawn, '2026-11-02') };
  });
  every = [
    { name: 'report', d: case1, carries: {}, drawn: report, good: filledIn(report, '2026-11-02') },
    ...staged,
    ...ofSchool,
    plain('identify', unknown),
    plain('move', case1),
    { ...plain('join', case1), good: { ref: 'AC-26-9999', reason: 'The same morning.' } },
    plain('separate', drawingOf(joined, 'head')),
    plain('decide_details', grave, { steps: 'ban' }, { steps: ['ban'], reason: 'It cannot go on.' }),
  ];
  return every;
}

function readAny(name: EveryForm['name'], values: Values, d: Drawing, carries: Carries) {
  if (name === 'report') return FORM_KINDS.report.read(values, d);
  if (isSchoolForm(name)) return schoolForms(d)[name].read(values);
  return FORM_KINDS[name].read(values, d, carries);
}

function drawAny(name: EveryForm['name'], d: Drawing, carries: Carries, values: Values): Drawn {
  if (name === 'report') return FORM_KINDS.report.draw(d, carries, values);
  if (isSchoolForm(name)) return schoolForms(d)[name].draw(values);
  return draw(name, d, carries, values);
}

const without = (values: Values, name: string, bad: unknown): Values =>
  Object.fromEntries(
    Object.entries({ ...values, [name]: bad }).filter(([, value]) => value !== undefined),
  ) as Values;

describe('every form', () => {
  it.each(Object.entries(STAGES))(
    '%s, filled in with care, is a command that the case takes',
    (name, stage) => {
      const { story, reader, d } = stageOf(stage);
      const form = FORMS.find((row) => row === name);
      if (!form || !isCaseForm(form)) throw new Error(`No form ${name}`);
      const values = { ...filledIn(draw(form, d), story.today), ...stage.more };
      const asks = asksOf(form, values, d);
      expect(asks.length).toBeGreaterThan(0);
      story
        .by(reader)
        // Files are fetched first, and come to the case as a command of their own.
        .when(...asks.filter((ask) => ask.do !== 'fetch_files').map(commandOf))
        .so(() => {});
    },
  );

  it('has a form for every name there is', () => {
    for (const name of FORMS) expect(FORM_KINDS[name].name).toBe(name);
    expect(Object.keys(FORM_KINDS).sort()).toEqual([...FORMS].sort());
  });

  it('fits the narrowest title bar and says nothing only we understand', () => {
    const jargon =
      /\b(gates?|departures?|representations?|provisional|breach(es)?|waiv\w*|severity|dismissed|takedown|narrative|pack)\b/i;
    for (const { drawn } of everyForm()) {
      expect(drawn.title.length, drawn.title).toBeLessThanOrEqual(24);
      expect(drawn.submit.length, drawn.submit).toBeLessThanOrEqual(24);
      const own = drawn.fields.flatMap((row) => [row.label, row.hint ?? '']);
      for (const words of [drawn.title, ...own])
        expect(words.replaceAll('front gate list', '')).not.toMatch(jargon);
      for (const row of drawn.fields)
        if (row.is === 'choice' || row.is === 'many') expect(row.options.length, row.name).toBeGreaterThan(0);
    }
  });
});

const HOSTILE: readonly unknown[] = [
  undefined,
  true,
  '',
  ' \u200b\u2060\u00ad\ufeff ',
  '\u0000',
  [],
  ['no_such_answer', '__proto__'],
  'no_such_answer',
  'x'.repeat(20_000),
  '2026-02-31',
  '0026-11-05',
  '2999-01-01',
  '2999-01-01T08:00',
  '2026-11-03T24:61',
  '<script>alert(1)</script>\u202e\u0000\ud800',
  'new:',
  'new: ,',
];

describe('hostile answers', () => {
  it.each(everyForm().map((row) => [row.name, row] as const))(
    '%s answers every bad value of every field with sentences and keeps what was typed',
    (_name, { name, d, carries, drawn, good }) => {
      for (const field of drawn.fields)
        for (const bad of HOSTILE) {
          const values = without(good, field.name, bad);
          const got = readAny(name, values, d, carries);
          if (got.ok) continue;
          expect(Object.keys(got.errors).length).toBeGreaterThan(0);
          for (const words of Object.values(got.errors)) {
            expect(words).toMatch(/^[A-Z"].*[.?]$/s);
            expect(words).not.toMatch(/undefined|NaN|\[object/);
          }
          const again = drawAny(name, d, carries, values);
          for (const row of again.fields) {
            const before = values[row.name];
            if ((row.is === 'long' || row.is === 'text') && typeof before === 'string' && before !== '')
              expect(row.value ?? '').toBe(before.replaceAll('\u0000', ''));
          }
        }
    },
  );

  it.each(everyForm().map((row) => [row.name, row] as const))(
    '%s refuses to be sent with a required field left out, at that field',
    (_name, { name, d, carries, drawn, good }) => {
      for (const field of drawn.fields.filter((row) => row.required)) {
        const got = readAny(name, without(good, field.name, undefined), d, carries);
        expect(got.ok, `${name} took it without ${field.name}`).toBe(false);
        if (!got.ok) expect(Object.keys(got.errors)).toContain(field.name);
      }
    },
  );

  it('says by how many characters a text is too long, in every box of every form', () => {
    for (const { name, d, carries, drawn, good } of everyForm())
      for (const field of drawn.fields) {
        if (field.is !== 'long') continue;
        const long = { ...good, ...(name === 'review' ? { outcome: 'extend' } : {}) };
        const got = readAny(name, { ...long, [field.name]: 'x'.repeat(field.max + 1200) }, d, carries);
        if (got.ok) throw new Error(`${name} took ${field.name}`);
        expect(got.errors[field.name]).toContain('1,200 characters too long');
      }
  });

  it('never throws, whatever a surface sends', () => {
    const forms = everyForm();
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.boolean(),
      fc.array(fc.string(), { maxLength: 4 }),
      fc.constantFrom('new:', '2026-11-03', '2026-11-03T08:45', 'unknown', '__proto__', 'constructor'),
    );
    fc.assert(
      fc.property(
        fc.nat(forms.length - 1),
        fc.array(value, { minLength: 12, maxLength: 12 }),
        fc.dictionary(fc.string(), fc.string(), { maxKeys: 3 }),
        fc.boolean(),
        (which, typed, strange, keepCarries) => {
          const form = forms[which];
          if (!form) return;
          const { name, d, drawn } = form;
          const carries = keepCarries ? form.carries : strange;
          const values = Object.fromEntries([
            ...Object.entries(strange),
            ...drawn.fields.map((field, at) => [field.name, typed[at % typed.length] ?? ''] as const),
          ]);
          readAny(name, values, d, carries);
          drawAny(name, d, carries, values);
        },
      ),
      { numRuns: 1500 },
    );
  });
});

describe('setup', () => {
  const scene = (more: Parameters<typeof setupSceneOf>[1] = {}) =>
    setupSceneOf(drawingOf(shouting(), 'admin'), more);
  const setUp = (values: Values, names: Readonly<Record<string, string>> = {}) =>
    FORM_KINDS.setup.read(
      { ...untouched(FORM_KINDS.setup.draw(scene(), {}, {})), ...values },
      scene(),
      names,
    );
  const wrong = (values: Values, names: Readonly<Record<string, string>> = {}) => {
    const read = setUp(values, names);
    return read.ok ? {} : read.errors;
  };

  it('offers who holds each part now, and untouched asks for exactly that', () => {
    const drawn = FORM_KINDS.setup.draw(scene(), {}, {});
    expect(untouched(drawn)).toMatchObject({
      head: ['U1'],
      reporters: ['U4'],
      channel: 'C1',
      groups: ['S1'],
    });
    expect(setUp({})).toMatchObject({
      ok: true,
      asks: { people: scene().holds, channel: 'C1', groups: ['S1'] },
    });
  });

  it('asks for the head under the title of the school', () => {
    const drawn = FORM_KINDS.setup.draw(scene(), {}, {});
    expect(fieldOf(drawn, 'head').label).toContain('Head');
    expect(fieldOf(drawn, 'channel').hint).toBe(
      'Weekly posts go here, by reference only. Add Accord to the channel first: it can write only where it was added.',
    );
  });

  it('refuses one account as head and chair, at the chair', () => {
    expect(Object.keys(wrong({ chair: ['U1'] }))).toEqual(['chair']);
  });

  it('refuses somebody new whose name the platform did not give, at their field', () => {
    expect(Object.keys(wrong({ office: ['U9'] }))).toEqual(['office']);
    expect(Object.keys(wrong({ office: ['U9'] }, { U9: ' \u200b' }))).toEqual(['office']);
    expect(Object.keys(wrong({ office: ['constructor'] }))).toEqual(['office']);
    expect(setUp({ office: ['U9'] }, { U9: 'Nine Invented' }).ok).toBe(true);
  });

  it('refuses more people than a part has room for, by how many', () => {
    const many = Array.from({ length: 7 }, (_, n) => `U${n + 10}`);
    const names = Object.fromEntries(many.map((user) => [user, 'Somebody Invented']));
    expect(wrong({ deputy: many }, names).deputy).toContain('Take 2 out');
  });

  it('never takes away a part for want of room: whoever holds it now fits', () => {
    const deputies = Array.from({ length: 9 }, (_, n) => `U${n + 10}`);
    const more = { holds: { ...scene().holds, deputy: deputies }, known: new Set(deputies) };
    expect(fieldOf(FORM_KINDS.setup.draw(scene(more), {}, {}), 'deputy')).toMatchObject({ most: 9 });
  });

  it('takes nothing picked at all as an answer', () => {
    const none = {
      head: [],
      deputy: [],
      chair: [],
      office: [],
      dsl: [],
      dpo: [],
      reporters: [],
      groups: [],
      channel: '',
    };
    expect(setUp(none)).toMatchObject({ ok: true, asks: { channel: null, groups: [] } });
  });
});

describe('report', () => {
  const scene = () => drawingOf(shouting(), 'teacher');
  const GOOD = { breaches: ['verbal_aggression'], when: '2026-11-03T08:45', narrative: 'He shouted.' };
  const reportRead = (values: Values) => FORM_KINDS.report.read({ ...GOOD, ...values }, scene());
  const reported = (values: Values = {}) => {
    const got = reportRead(values);
    if (!got.ok) throw new Error(JSON.stringify(got.errors));
    return got.asks;
  };

  it('asks seven things at most and needs three', () => {
    for (const pack of PACKS) {
      const drawn = FORM_KINDS.report.draw(
        drawingOf(given(pack).reported({ breaches: ['something_else'] }), 'teacher'),
        {},
        {},
      );
      expect(drawn.fields.length).toBeLessThanOrEqual(7);
      expect(drawn.fields.filter((row) => row.required).map((row) => row.name)).toEqual([
        'breaches',
        'when',
        'narrative',
      ]);
    }
  });

  it('begins by asking whether everyone is safe, and who to go to', () => {
    const [first] = FORM_KINDS.report.draw(scene(), {}, {}).intro;
    expect(first).toMatchObject({ is: 'notice', level: 'danger' });
    expect(JSON.stringify(first)).toMatch(/Is everyone safe\? Need someone now\?.*999.*safeguarding lead/);
  });

  it('never shows a reporter how grave we take it to be, nor the question that hangs over any report', () => {
    const field = fieldOf(FORM_KINDS.report.draw(scene(), {}, {}), 'breaches');
    expect(JSON.stringify(field)).not.toMatch(/critical|severity|high|medium|guidance/i);
    if (field.is !== 'many') throw new Error('not a list');
    const ids = field.options.map((row) => row.value);
    expect(ids).not.toContain('harassment');
    expect(ids.slice(-2)).toEqual(['violence_or_threat', 'something_else']);
  });

  it('takes school time, also on the day the clocks go back and in summer', () => {
    expect(reported({ when: '2026-07-01T15:20' }).occurredAt).toBe('2026-07-01T14:20:00.000Z');
    expect(reported({ when: '2026-10-25T01:30' }).occurredAt).toBe('2026-10-25T01:30:00.000Z');
    expect(reported({ when: '2026-01-20T15:20' }).occurredAt).toBe('2026-01-20T15:20:00.000Z');
  });

  it('takes a report about now and refuses one of a minute from now', () => {
    expect(reported({ when: '2026-11-03T15:20' }).occurredAt).toBe('2026-11-03T15:20:00.000Z');
    const got = reportRead({ when: '2026-11-03T15:21' });
    expect(got).toMatchObject({ ok: false, errors: { when: expect.stringContaining('has not come yet') } });
  });

  it('takes a person on the list, somebody new with what tells them apart, and nobody', () => {
    expect(reported({ who: 'person-7' })).toMatchObject({ person: 'person-7', newPerson: null });
    expect(reported({ who: 'new:Sam Invented, red car, 3B' })).toMatchObject({
      person: null,
      newPerson: { name: 'Sam Invented', detail: 'red car, 3B' },
    });
    for (const who of ['unknown', '', '\u200b'])
      expect(reported({ who })).toMatchObject({ person: null, newPerson: null });
  });

  it('keeps markup and text that runs the other way as it was typed', () => {
    const typed = '<b>"Out!"</b> <!channel> \u202eshouted ไทย 👩‍👩‍👧\u200b';
    expect(reported({ narrative: `${typed}\u0000` }).narrative).toEqual({ typed, kind: 'narrative' });
  });

  it('counts an emoji and a line end once, so that three thousand are three thousand', () => {
    expect(reported({ narrative: '😀'.repeat(1500) + '\r\n'.repeat(1500) }).narrative.typed).toHaveLength(
      6000,
    );
    expect(reportRead({ narrative: '😀'.repeat(3001) })).toMatchObject({
      ok: false,
      errors: { narrative: expect.stringContaining('1 character too long') },
    });
  });

  it('tells the phone from the playground, and claims no place that was not given', () => {
    expect(reported({ where: 'by_message' })).toMatchObject({
      happened: 'anywhere',
      place: { typed: 'By phone or message' },
    });
    expect(reported({ where: 'on_site' })).toMatchObject({ happened: 'premises' });
    expect(reported()).toMatchObject({ happened: 'anywhere', place: null, harm: 'nobody', onBehalfOf: null });
  });
});

describe('decide', () => {
  const first = (d: Drawing) => untouched(draw('decide', d));

  it('takes a routine decision with what is recommended and one sentence', () => {
    const story = given('schools-and-parents')
      .reported({ breaches: ['disrespectful_interaction'] })
      .by('head')
      .when(classified());
    const d = drawingOf(story, 'head');
    const [asked, ...rest] = asksOf('decide', { ...first(d), reason: 'A word will do.' }, d);
    expect(rest).toEqual([]);
    expect(asked).toMatchObject({
      do: 'decide',
      steps: ['informal_reminder'],
      reason: { typed: 'A word will do.' },
    });
  });

  it('marks where each recommendation comes from, and what must happen first', () => {
    const story = given('all-saints-mat', PEOPLE_OF_ALL_SAINTS)
      .reported({ breaches: ['physical_aggression'] })
      .by('head')
      .when(classified());
    const steps = fieldOf(draw('decide', drawingOf(story, 'head')), 'steps');
    if (steps.is !== 'many') throw new Error('not a list');
    const hint = (id: string) => steps.options.find((row) => row.value === id)?.hint ?? '';
    expect(hint('gather')).toBe('Recommended: our policy, Section 4, paragraph 1');
    expect(hint('ban')).toMatch(
      /Accord's suggestion.*Must happen first: .*Chair of the Local Academy Board/s,
    );
    expect(steps.values).not.toContain('ban');
  });

  it('says at once, on the first page, what no second page could mend', () => {
    const story = given('all-saints-mat', PEOPLE_OF_ALL_SAINTS)
      .reported({ breaches: ['physical_aggression'] })
      .by('head')
      .when(gathered(), spoken(), classified());
    const d = drawingOf(story, 'head');
    expect(errorsOf('decide', { ...first(d), steps: ['ban'], reason: 'Because.' }, d).steps).toMatch(
      /Must happen first: .*Chair/,
    );
  });

  it('lets nobody warn over a worry or complaint', () => {
    const story = given('robert-miles-junior')
      .reported({ breaches: ['social_media_grievance'], happened: 'online' })
      .by('head')
      .when(classified());
    const d = drawingOf(story, 'head');
    expect(
      errorsOf('decide', { ...first(d), steps: ['stop_and_warn'], reason: 'Because.' }, d).steps,
    ).toMatch(/complaint/);
  });

  const page = (story: Story, steps: readonly string[], more: Values = {}) => {
    const d = drawingOf(story, 'head');
    const typed: Values = { ...first(d), steps: [...steps], reason: 'It cannot go on.', ...more };
    const got = read('decide', typed, d);
    if (!('next' in got)) throw new Error(`No second page: ${JSON.stringify(got)}`);
    expect(got.next.next).toBe('decide_details');
    for (const value of Object.values(got.next.carries)) expect(value.length).toBeLessThanOrEqual(200);
    const drawn = draw('decide_details', d, got.next.carries, typed);
    return { d, typed, carries: got.next.carries, drawn };
  };
  const serious = () =>
    given('robert-miles-junior')
      .reported({ breaches: ['physical_aggression'] })
      .by('head')
      .when(classified());

  it('asks for dates, extent and danger of a bar, suggests them, and the case takes it', () => {
    const story = serious();
    const { d, typed, carries, drawn } = page(story, ['ban', 'refer_police']);
    expect(namesOf(drawn)).toEqual(
      expect.arrayContaining(['mode', 'places', 'start', 'end', 'threshold', 'risk', 'departure_reason']),
    );
    expect(namesOf(drawn)).not.toContain('reason');
    const values = { ...typed, ...filledIn(drawn, story.today), mode: 'provisional', start: '' };
    const asks = asksOf('decide_details', values, d, carries);
    expect(asks[0]).toMatchObject({ do: 'decide', steps: expect.arrayContaining(['ban', 'refer_police']) });
    story
      .when(...asks.map(commandOf))
      .wrote('restriction_opened')
      .wrote('referral_made');
  });

  it('keeps the reason why it is different from the policy after the reason itself', () => {
    const story = serious();
    const { d, typed, carries, drawn } = page(story, ['ban']);
    const values = {
      ...typed,
      ...filledIn(drawn, story.today),
      departure_reason: 'The police asked us to wait.',
    };
    const [asked] = asksOf('decide_details', values, d, carries);
    if (asked?.do !== 'decide') throw new Error('no decision');
    expect(asked.reason.typed).toMatch(/^It cannot go on\.[\s\S]*The police asked us to wait\.$/);
    expect(asked).toMatchObject({ departureReason: true, skipReason: true });
  });

  it('asks what makes it too dangerous to wait, and only then', () => {
    const story = serious();
    const { d, typed, carries, drawn } = page(story, ['ban', 'refer_police']);
    const values = { ...typed, ...filledIn(drawn, story.today), risk: '' };
    expect(errorsOf('decide_details', { ...values, mode: 'provisional' }, d, carries)).toHaveProperty('risk');
    const [asked] = asksOf('decide_details', { ...values, mode: 'intention' }, d, carries);
    expect(asked).toMatchObject({ restriction: { mode: 'intention', risk: null } });
  });

  it('refuses a last day before the first and a first day that has passed', () => {
    const story = serious();
    const { d, typed, carries, drawn } = page(story, ['ban', 'refer_police']);
    const values = { ...typed, ...filledIn(drawn, story.today) };
    expect(
      errorsOf('decide_details', { ...values, start: '2026-11-20', end: '2026-11-19' }, d, carries).end,
    ).toMatch(/before the first/);
    expect(errorsOf('decide_details', { ...values, start: '2026-11-01' }, d, carries)).toHaveProperty(
      'start',
    );
  });

  it('asks why off-site conduct is a risk on site, and waits for the answer', () => {
    const story = given('stockham-primary')
      .reported({ breaches: ['threat'], happened: 'anywhere' })
      .by('head')
      .when(classified());
    const { d, typed, carries, drawn } = page(story, ['ban', 'refer_police']);
    expect(namesOf(drawn)).toContain('site_risk');
    const values = { ...typed, ...filledIn(drawn, story.today) };
    expect(errorsOf('decide_details', { ...values, site_risk: ' ' }, d, carries)).toHaveProperty('site_risk');
    story.when(...asksOf('decide_details', values, d, carries).map(commandOf)).wrote('restriction_opened');
  });

  it('asks how they may still get in touch, and the case takes the limit', () => {
    const story = given('schools-and-parents')
      .reported({ breaches: ['disrespectful_interaction'] })
      .by('head')
      .when(classified());
    const { d, typed, carries, drawn } = page(story, ['restrict_contact']);
    const values = { ...typed, ...filledIn(drawn, story.today) };
    story.when(...asksOf('decide_details', values, d, carries).map(commandOf)).wrote('contact_restricted');
  });

  it('goes ahead without what must happen first only when that is ticked and there is danger', () => {
    const story = given('all-saints-mat', PEOPLE_OF_ALL_SAINTS)
      .reported({ breaches: ['physical_aggression'] })
      .by('head')
      .when(classified());
    const { d, typed, carries, drawn } = page(story, ['warning']);
    expect(namesOf(drawn)).toEqual(expect.arrayContaining(['risk', 'waived', 'departure_reason']));
    const waived = fieldOf(drawn, 'waived');
    if (waived.is !== 'many') throw new Error('not a list');
    const all = waived.options.map((row) => row.value);
    const values = {
      ...typed,
      ...filledIn(drawn, story.today),
      waived: all,
      risk: 'He has said he will be back.',
    };
    expect(errorsOf('decide_details', { ...values, waived: [] }, d, carries).waived).toMatch(
      /Must happen first/,
    );
    expect(errorsOf('decide_details', { ...values, risk: '' }, d, carries)).toHaveProperty('risk');
    story.when(...asksOf('decide_details', values, d, carries).map(commandOf)).wrote('decision_made');
  });

  it('asks about needs before a warning, once', () => {
    const story = meetingAsked();
    const asked = page(story, ['stop_and_warn']);
    expect(namesOf(asked.drawn)).toContain('equality');
    const again = { ...asked.typed, equality: 'none_known' };
    expect(asksOf('decide', again, asked.d)).toMatchObject([
      { equality: { answer: 'none_known', note: null } },
    ]);
    expect(
      errorsOf(
        'decide_details',
        { ...asked.typed, ...filledIn(asked.drawn, story.today), equality: 'adjustments', equality_note: '' },
        asked.d,
        asked.carries,
      ),
    ).toHaveProperty('equality_note');
  });

  it.each([
    'departure_reason',
    'equality',
    'second_person',
    'present',
    'risk',
    'site_risk',
    'end',
    'places',
    'channels',
    'contact_end',
  ])('has a field for a refusal that names %s', (field) => {
    const story = given('robert-miles-junior').reported().by('head').when(classified());
    const d = drawingOf(story, 'head');
    const drawn = draw(
      'decide_details',
      d,
      { steps: 'invite_meeting', ask: field },
      { steps: ['invite_meeting'], reason: 'So.' },
    );
    expect(namesOf(drawn)).toContain(field);
  });

  it('asks for the first page again where its draft has been forgotten', () => {
    const d = drawingOf(serious(), 'head');
    expect(namesOf(draw('decide_details', d, { steps: 'refer_police' }, {}))).toContain('reason');
    expect(namesOf(draw('decide_details', d, {}, {}))).toEqual(expect.arrayContaining(['steps', 'reason']));
  });

  it('writes down a decision told by phone as that of the one who took it', () => {
    const story = given('all-saints-mat', PEOPLE_OF_ALL_SAINTS)
      .reported({ breaches: ['disruption'] })
      .by('head')
      .when(classified());
    const d = drawingOf(story, 'head');
    const values = { ...first(d), steps: ['gather'], reason: 'She rang me.', phone: 'second_head' };
    const asks = asksOf('decide', values, d);
    expect(asks[0]).toMatchObject({ phone: { decidedBy: 'second_head' } });
    story.when(...asks.map(commandOf)).wrote('decision_made', { by: MemberId.parse('second_head') });
  });

  it.each(PACKS)(
    'asks whatever %s needs for any step, so that nothing is refused on the second page',
    (pack) => {
      const people = pack === 'all-saints-mat' ? PEOPLE_OF_ALL_SAINTS : undefined;
      for (const happened of ['premises', 'online'] as const)
        for (const breaches of [
          ['physical_aggression'],
          ['libel_slander'],
          ['something_else'],
          ['disruption'],
        ]) {
          const known = given(pack).policy.breaches.list.map((row) => String(row.id));
          if (!breaches.every((id) => known.includes(id) || id === 'something_else')) continue;
          const make = () =>
            given(pack, people)
              .reported({ breaches, happened })
              .by('head')
              .when(dslTold(), gathered(), spoken(), classified());
          for (const option of make().options()) {
            const story = make();
            const d = drawingOf(story, 'head');
            const typed: Values = { ...first(d), steps: [option.step.id], reason: 'It cannot go on.' };
            const got = read('decide', typed, d);
            if ('errors' in got) {
              expect(Object.keys(got.errors), option.step.id).toEqual(['steps']);
              continue;
            }
            if ('asks' in got) {
              story.when(...got.asks.map(commandOf)).wrote('decision_made');
              continue;
            }
            if ('pages' in got) throw new Error('A decision has no pages.');
            const drawn = draw('decide_details', d, got.next.carries, typed);
            const ticked = drawn.fields.flatMap((row): [string, readonly string[]][] =>
              row.is === 'many' && (row.name === 'waived' || row.name === 'confirmed')
                ? [[row.name, row.options.map((one) => one.value)]]
                : [],
            );
            const values = { ...typed, ...filledIn(drawn, story.today), ...Object.fromEntries(ticked) };
            const asks = asksOf('decide_details', values, d, got.next.carries);
            story.when(...asks.map(commandOf)).wrote('decision_made');
          }
        }
    },
  );

  it.each(PACKS)('never suggests, in %s, what it then refuses', (pack) => {
    const people = pack === 'all-saints-mat' ? PEOPLE_OF_ALL_SAINTS : undefined;
    for (const { id } of given(pack).policy.breaches.list) {
      const story = given(pack, people)
        .reported({ breaches: [id] })
        .by('head')
        .when(classified());
      const d = drawingOf(story, 'head');
      const values = first(d);
      if (!Array.isArray(values.steps) || values.steps.length === 0) continue;
      const got = read('decide', { ...values, reason: 'It is fair.' }, d);
      expect('errors' in got ? got.errors : null, id).toBeNull();
    }
  });

  it('warns before somebody is kept away or the police are told', () => {
    const drawn = draw('decide', drawingOf(serious(), 'head'));
    expect(drawn.intro.filter((row) => row.is === 'notice' && row.level === 'danger').length).toBeGreaterThan(
      0,
    );
  });
});

describe('give_view', () => {
  it('begins by saying that approval is not asked for', () => {
    const [first] = draw('give_view', drawingOf(consulting(), 'chair')).intro;
    expect(JSON.stringify(first)).toMatch(/"You are not being asked to approve\./);
  });

  it('shows what was asked, and warns that an appeal cannot be heard afterwards', () => {
    const words = JSON.stringify(draw('give_view', drawingOf(consulting(), 'chair')).intro);
    expect(words).toContain(TOLD);
    expect(words).toMatch(/appeal/);
  });

  it('asks for a sentence with reservations and none with support', () => {
    const d = drawingOf(consulting(), 'chair');
    for (const answer of ['concern', 'talk'])
      expect(errorsOf('give_view', { view: answer }, d)).toHaveProperty('comment');
    expect(asksOf('give_view', { view: 'support' }, d)).toMatchObject([
      { view: 'support', comment: null, phone: null },
    ]);
    expect(errorsOf('give_view', { view: 'approve' }, d)).toHaveProperty('view');
  });

  it('asks whose view it is when the head writes it down, and offers only those who may give it', () => {
    const story = consulting();
    const d = drawingOf(story, 'head');
    const field = fieldOf(draw('give_view', d), 'view_of');
    if (field.is !== 'choice') throw new Error('not a list');
    expect(field.options.map((row) => row.value)).toEqual(['chair']);
    expect(errorsOf('give_view', { view: 'support' }, d)).toHaveProperty('view_of');
    const asks = asksOf('give_view', { view: 'support', view_of: 'chair' }, d);
    story.when(...asks.map(commandOf)).wrote('view_given', { by: MemberId.parse('chair') });
  });

  it('takes what came of the talk after "I would like to talk"', () => {
    const story = consulting().by('chair').when(view('talk'));
    const asks = asksOf('give_view', { view: 'support' }, drawingOf(story, 'chair'));
    story.when(...asks.map(commandOf)).wrote('view_given', { view: 'support' });
  });
});

describe('after hearing', () => {
  it('lifts with a reason alone, and confirms only with an answer and arrangements', () => {
    const story = heard();
    const d = drawingOf(story, 'head');
    expect(asksOf('after_hearing', { outcome: 'lift', reason: 'She explained.' }, d)).toMatchObject([
      { do: 'lift_restriction' },
    ]);
    expect(
      Object.keys(errorsOf('after_hearing', { outcome: 'confirm', reason: 'Still needed.' }, d)).sort(),
    ).toEqual(['answer', 'arrangements', 'end', 'places']);
  });

  it('shows what they sent', () => {
    expect(JSON.stringify(draw('after_hearing', drawingOf(heard(), 'head')).intro)).toContain(TOLD);
  });

  it('confirms for less than was in force', () => {
    const story = heard();
    const d = drawingOf(story, 'head');
    const values = { ...filledIn(draw('after_hearing', d), story.today), places: ['by_appointment'] };
    const asks = asksOf('after_hearing', values, d);
    const [asked] = asks;
    if (asked?.do !== 'confirm_restriction') throw new Error('not confirmed');
    const before = story.it.restrictions[0];
    expect(before && widens(before.extent, { of: 'site', places: ['by_appointment'] })).toBe(false);
    story.when(...asks.map(commandOf)).wrote('restriction_confirmed');
  });

  it('waits for their side unless they have said that they will add nothing', () => {
    const d = drawingOf(barred(), 'head');
    const drawn = draw('after_hearing', d);
    expect(namesOf(drawn)).toContain('nothing_to_add');
    const values = { ...filledIn(drawn, '2026-11-03'), nothing_to_add: false };
    expect(errorsOf('after_hearing', values, d).nothing_to_add).toMatch(/until Tuesday 17 November 2026/);
    expect(asksOf('after_hearing', { ...values, nothing_to_add: true }, d)).toMatchObject([
      { saidNothingToAdd: true },
    ]);
  });

  it('leaves a button about a restriction that has ended to fall on no other', () => {
    const d = drawingOf(heard(), 'head');
    expect(
      errorsOf('after_hearing', { outcome: 'lift', reason: 'So.' }, d, { restriction: 'gone' }),
    ).toHaveProperty('form');
  });
});

describe('review', () => {
  it('asks for comments before a longer time, then for fresh reasons and what was weighed', () => {
    const story = confirmed();
    const d = drawingOf(story, 'head');
    story.when(...asksOf('review', { outcome: 'invite' }, d).map(commandOf)).wrote('comment_invited');
    expect(Object.keys(errorsOf('review', { outcome: 'extend' }, drawingOf(story, 'head'))).sort()).toEqual([
      'considered',
      'end',
      'reason',
    ]);
  });

  it('keeps it with less', () => {
    const story = confirmed();
    const d = drawingOf(story, 'head');
    const asks = asksOf(
      'review',
      {
        outcome: 'vary',
        reason: 'Calmer now.',
        end: story.it.restrictions[0]?.end ?? '',
        places: ['by_appointment'],
      },
      d,
    );
    story.when(...asks.map(commandOf)).wrote('restriction_varied');
  });
});

describe('the rest', () => {
  it('signs the letter as it was left, however many boxes it took', () => {
    const paragraph = 'A plain sentence that fills a line of the letter. '.repeat(20).trim();
    const draft = Array.from({ length: 7 }, () => paragraph).join('\n\n');
    const story = barred();
    const d = drawingOf(story, 'head', { draft });
    const drawn = draw('letter', d);
    expect(drawn.fields.length).toBeGreaterThan(2);
    for (const row of drawn.fields)
      if (row.is === 'long') expect((row.value ?? '').length).toBeLessThanOrEqual(3000);
    const [row] = story.it.letters;
    expect(asksOf('letter', untouched(drawn), d, { letter: row?.id ?? '' })).toMatchObject([
      { do: 'sign_letter', text: { typed: draft } },
    ]);
  });

  it('does not mark a letter as sent until somebody has looked at the address', () => {
    const d = drawingOf(barred().when(sign('provisional_bar')), 'office');
    expect(errorsOf('letter_sent', untouched(draw('letter_sent', d)), d)).toHaveProperty('address_confirmed');
    expect(JSON.stringify(draw('letter_sent', d).intro)).toContain('4 Invented Lane');
  });

  it('does not take a note to the police for a letter to the parent', () => {
    const story = storyFor('stockham-primary', 'police_referral').when(sign('police_referral'));
    const d = drawingOf(story, 'office');
    const note = { letter: story.it.letters.find((row) => row.kind === 'police_referral')?.id ?? '' };
    const form = draw('letter_sent', d, note);
    expect(JSON.stringify(form)).not.toMatch(/4 Invented Lane|parent's own/);
    expect(JSON.stringify(form.intro)).toContain('police');
    expect(errorsOf('letter_sent', untouched(form), d, note).address_confirmed).toMatch(
      /whom the note is for/,
    );
  });

  it('names and changes the person, known or new', () => {
    const d = drawingOf(given('robert-miles-junior').reported({ person: null }), 'head');
    expect(asksOf('identify', { person: 'person-9' }, d)).toEqual([
      { do: 'name_person', person: 'person-9' },
    ]);
    expect(asksOf('identify', { person: 'new:Kim Invented' }, d)).toEqual([
      { do: 'name_person', person: { new: { name: 'Kim Invented', detail: '' } } },
    ]);
    expect(errorsOf('identify', { person: 'unknown' }, d)).toHaveProperty('person');
    expect(asksOf('move', { person: 'person-9', reason: 'She was away.' }, d)).toMatchObject([
      { do: 'change_person', person: 'person-9' },
    ]);
  });

  it('joins with a case that looks alike, or by reference, never with itself', () => {
    const other = shouting();
    const story = shouting();
    const d = drawingOf(story, 'head', {
      sameEvent: [{ id: other.it.id, ref: other.it.ref, person: 'Somebody' }],
    });
    expect(fieldOf(draw('join', d, { into: other.it.id }), 'target')).toMatchObject({ value: other.it.id });
    expect(asksOf('join', { target: other.it.id, reason: 'Same gate.' }, d)).toMatchObject([
      { do: 'join', target: { case: other.it.id } },
    ]);
    expect(asksOf('join', { ref: ' ac-26-9999 ', reason: 'Same.' }, d)).toMatchObject([
      { target: { ref: 'AC-26-9999' } },
    ]);
    expect(errorsOf('join', { ref: story.it.ref, reason: 'Same.' }, d)).toHaveProperty('ref');
    expect(errorsOf('join', { ref: 'the other one', reason: 'Same.' }, d)).toHaveProperty('ref');
  });

  it('records a request, and its answer when a button says which', () => {
    const story = barred().by('office').when(request('access'));
    const d = drawingOf(story, 'dpo');
    const [row] = story.it.requests;
    const carries = { matter: row?.id ?? '' };
    expect(namesOf(draw('request', d, carries))).toEqual(['note']);
    expect(asksOf('request', { note: 'Sent on a disc.' }, d, carries)).toMatchObject([
      { do: 'answer_request' },
    ]);
  });

  it("shows a reporter their own report to correct and nobody else's", () => {
    const d = drawingOf(shouting(), 'second_teacher');
    expect(errorsOf('correct', { narrative: 'No.', reason: 'No.' }, d)).toHaveProperty('form');
    expect(JSON.stringify(draw('correct', d))).not.toContain(TOLD);
  });

  it('signs words that name an offence, or whoever reported, only once somebody has read the remark', () => {
    const story = barred();
    const reporter = story.it.reports[0]?.reporter;
    if (!reporter) throw new Error('Somebody reported it.');
    const d = drawingOf(story, reporter === 'head' ? 'deputy' : 'head');
    const carries = { letter: story.it.letters.find((row) => row.kind === 'provisional_bar')?.id ?? '' };
    for (const [text, why] of [
      ['Your assault is over.', /against the law/],
      [`We heard from ${d.member(reporter)}.`, /names someone who reported/],
    ] as const) {
      expect(errorsOf('letter', { text }, d, carries).text).toMatch(why);
      expect(namesOf(draw('letter', d, carries, { text }))).toContain('keep_the_words');
      expect(asksOf('letter', { text, keep_the_words: true, next: 'sign' }, d, carries)).toMatchObject([
        { do: 'sign_letter' },
      ]);
    }
    expect(namesOf(draw('letter', d, carries, { text: 'Please come in.' }))).not.toContain('keep_the_words');
    expect(asksOf('letter', { text: 'Please come in.', next: 'sign' }, d, carries)).toMatchObject([
      { do: 'sign_letter' },
    ]);
  });

  it('drops an exception with what it excused', () => {
    const story = given('stockham-primary')
      .reported({ breaches: ['alcohol'] })
      .by('head');
    const d = drawingOf(story, 'head');
    const field = fieldOf(draw('classify', d), 'exceptions');
    if (field.is !== 'many') throw new Error('not a list');
    const exceptions = field.options.map((row) => row.value);
    const values = {
      breaches: ['alcohol'],
      finding: 'unfounded',
      exceptions,
      exception_note: 'The fair committee.',
    };
    expect(asksOf('classify', values, d)).toMatchObject([{ exceptions: [{ breach: 'alcohol' }] }]);
    expect(asksOf('classify', { ...values, breaches: ['smoking'] }, d)).toMatchObject([{ exceptions: [] }]);
  });

  it('says what still stands in the way of closing', () => {
    expect(JSON.stringify(draw('close', drawingOf(barred(), 'head')).intro)).toMatch(/waits for a decision/);
  });

  it('names people affected without asking for an account', () => {
    const d = drawingOf(shouting(), 'head');
    expect(asksOf('account', { affected: ['second_teacher'] }, d)).toMatchObject([
      { do: 'name_people', affected: ['second_teacher'], witnesses: [] },
    ]);
  });
});

describe('the form of a letter in another language', () => {
  const drawn = (notTranslated: readonly string[]) => {
    const story = shouting();
    const draft = { markdown: 'Annwyl riant,', language: 'cy', languages: ['en', 'cy'], notTranslated };
    return JSON.stringify(draw('letter', { ...drawingOf(story, 'head'), draft }).intro);
  };

  it('says plainly which parts are in English, before it is signed', () => {
    expect(drawn(['how to complain about this letter', 'how it is sent: "by post"'])).toContain(
      'The letter is in Welsh, but these parts are in English, or as somebody typed them. Have them translated before you sign: how to complain about this letter; how it is sent.',
    );
    expect(drawn([])).not.toContain('in English');
  });
});

describe('the form of a search', () => {
  it('leaves to be filled in only what may be left empty: what is chosen already is an answer', () => {
    const { fields } = FORM_KINDS.find.draw(drawingOf(shouting(), 'head'), {}, {});
    expect(fields.filter((row) => row.required).map((row) => row.name)).toEqual(['status', 'step']);
  });
});
