import { describe, expect, test } from 'vitest';
import type { Consultation } from '../../src/domain/case.ts';
import type { Card } from '../../src/view/card.ts';
import { MOST_BUTTONS } from '../../src/view/cards/blocks.ts';
import { caseCard, moreCard } from '../../src/view/cards/decider-card.ts';
import { dslCard } from '../../src/view/cards/dsl-card.ts';
import { lettersCard } from '../../src/view/cards/letters-card.ts';
import { safetyCard } from '../../src/view/cards/safety-card.ts';
import { statusCard } from '../../src/view/cards/status-card.ts';
import { timelineCard } from '../../src/view/cards/timeline-card.ts';
import { viewAskedCard } from '../../src/view/cards/view-asked-card.ts';
import { FORM_KINDS } from '../../src/view/forms/forms.ts';
import { isCaseForm } from '../../src/view/intent.ts';
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
  meeting,
  people,
  request,
  send,
  sign,
  spoken,
  standAside,
  theirSide,
  view,
  withdraw,
} from '../support/commands.ts';
import { blocksOf, buttonsIn, drawingOf, labelsIn, NAME, TOLD } from '../support/drawings.ts';
import { given, PACKS, PEOPLE, policyOf, type Story } from '../support/given.ts';

const says = (card: Card): string => cardText(card);
const NOT_FOR_YOU = 'Not for you to see';

const consultationOf = (story: Story): Consultation => {
  const row = story.it.consultations.at(-1);
  if (!row) throw new Error('Nobody has been asked.');
  return row;
};

const assault = () =>
  given('all-saints-mat').reported({ breaches: ['physical_aggression'], harm: 'someone_hurt' });
const asked = () => assault().by('head').when(gathered(), spoken(), ask('ban'));
const banned = () =>
  asked()
    .by('chair')
    .when(view('support'))
    .by('head')
    .when(people({ affected: ['second_teacher'] }), decide('ban'));
const unfounded = () =>
  assault()
    .by('head')
    .when(gathered(), spoken(true), classified({ finding: 'unfounded' }), close('unfounded', 'not_upheld'));

describe("the decider's card", () => {
  test('says what to do now before it says anything else', () => {
    const card = caseCard(drawingOf(assault(), 'head'));
    expect(card.tone).toBe('urgent');
    expect(card.blocks[0]).toEqual({
      is: 'notice',
      level: 'danger',
      text: 'If anybody is in danger, or it is happening now, call 999.',
    });
  });

  test('asks for the safeguarding lead before anybody speaks to the parent, once, until it is done', () => {
    const story = given('stockham-primary').reported({
      breaches: ['child_physical_punishment'],
      harm: 'child_at_risk',
    });
    const first = (card: Card) => blocksOf(card, 'notice').filter((row) => row.text.includes('safeguarding'));
    expect(first(caseCard(drawingOf(story, 'head'))).map((row) => row.text)).toEqual([
      'Tell the safeguarding lead now, before anybody speaks to the parent.',
    ]);
    story.by('head').when(dslTold());
    expect(first(caseCard(drawingOf(story, 'head')))).toEqual([]);
  });

  test('never states that anything was a crime', () => {
    const text = says(caseCard(drawingOf(assault(), 'head')));
    expect(text).toContain('Possible crime');
    expect(text).not.toMatch(/assault|offence|guilty|criminal(?! behaviour)/i);
  });

  test.each(PACKS)('%s: shows each gate that is not met, with what to do and where it comes from', (pack) => {
    for (const breach of policyOf(pack).breaches.list) {
      const story = given(pack).reported({ breaches: [breach.id] });
      const d = drawingOf(story, 'head');
      const text = says(caseCard(d));
      const open = d.options.flatMap((row) => row.gates).filter((row) => row.state === 'unmet');
      for (const gate of open) {
        expect(text).toContain(gate.label);
        expect(text).toContain(gate.mend);
      }
      if (open.length > 0) expect(text).toContain('Must happen first');
    }
  });

  test.each(PACKS)(
    '%s: gives every suggested step its source, takes no assumption for the policy, and names the others',
    (pack) => {
      const breaches = policyOf(pack)
        .breaches.list.slice(0, 1)
        .map((row) => row.id);
      const d = drawingOf(given(pack).reported({ breaches }), 'head');
      const items = blocksOf(caseCard(d), 'list').flatMap((row) => row.items);
      const text = cardText(caseCard(d));
      for (const option of d.options.filter((row) => row.standing === 'allowed'))
        expect(text).toContain(option.step.label);
      for (const option of d.options.filter((row) => row.standing !== 'allowed')) {
        const item = items.find((row) => row.text.startsWith(option.step.label) && row.source);
        const source = option.why ?? option.step.source;
        expect(item?.source?.kind).toBe(source.kind);
        expect(item?.source?.words).toMatch(
          { policy: /^Our policy[,:] /, guidance: /^Guidance: /, default: /^Accord's suggestion: / }[
            source.kind
          ],
        );
      }
    },
  );

  test('a gate once met is shown as done and asks for nothing', () => {
    const story = assault().by('head').when(gathered());
    const items = blocksOf(caseCard(drawingOf(story, 'head')), 'list').flatMap((row) => row.items);
    const row = items.find((one) => one.text.startsWith('Information has been gathered'));
    expect(row?.mark).toBe('done');
    expect(row?.text).not.toContain('We have gathered');
  });

  test('says that somebody involved leaves warnings and restrictions to somebody else', () => {
    const story = given('all-saints-mat').reported({ reporter: 'head' });
    expect(says(caseCard(drawingOf(story, 'head')))).toContain('somebody else decides about a warning');
    expect(says(caseCard(drawingOf(assault(), 'head')))).not.toContain('somebody else decides');
  });

  test('offers to join what may be the same event', () => {
    const other = given('all-saints-mat').reported();
    const d = drawingOf(assault(), 'head', {
      sameEvent: [{ ref: other.it.ref, id: other.it.id, person: NAME }],
    });
    expect(says(caseCard(d))).toContain(`${other.it.ref}: ${NAME}`);
    const row = [...buttonsIn(caseCard(d)), ...buttonsIn(moreCard(d))].find((one) =>
      one.label.startsWith('Join with'),
    );
    expect(row?.tap).toMatchObject({ tap: 'form', form: 'join', carries: { target: other.it.id } });
  });

  test('a hold stands before everything and offers no word with the person', () => {
    const story = assault().by('head').when(hold('police'));
    const card = caseCard(drawingOf(story, 'head'));
    expect(says(card)).toContain('Do not contact: the police have asked us not to');
    expect(labelsIn(card)).toContain('End "do not contact"');
    expect([...labelsIn(card), ...labelsIn(moreCard(drawingOf(story, 'head')))]).not.toContain(
      'Spoke to the person',
    );
  });

  test('once they have given their side, the fresh decision comes first among what is due', () => {
    const story = banned().by('head').when(theirSide());
    expect(labelsIn(caseCard(drawingOf(story, 'head')))[0]).toBe('Decide after hearing them');
    expect(says(caseCard(drawingOf(story, 'head')))).toContain('nothing confirms itself');
  });

  test('a confirmed restriction is reviewed, and whoever must be asked again can be', () => {
    const story = banned().by('head').when(sign(), send(), theirSide(), confirm());
    const d = drawingOf(story, 'head');
    const labels = [...labelsIn(caseCard(d)), ...labelsIn(moreCard(d))];
    expect(labels).toContain('Review');
    expect(labels).toContain('Ask for a view before changing it');
  });

  test('shows as different from the policy what was, and only that', () => {
    const story = given('stockham-primary')
      .reported()
      .by('head')
      .when(gathered(), spoken(), classified(), calmly('stop_and_warn', { because: true }));
    expect(says(caseCard(drawingOf(story, 'head')))).toContain('different from our policy');
  });
});

describe('buttons', () => {
  const states: readonly (readonly [string, () => Story])[] = [
    ['just reported', assault],
    ['a view asked for', asked],
    ['waiting for their side', banned],
    ['their side given', () => banned().by('head').when(theirSide())],
    ['confirmed', () => banned().by('head').when(sign(), send(), theirSide(), confirm())],
    ['on hold', () => banned().by('head').when(hold())],
    ['a letter signed', () => banned().by('head').when(sign())],
    [
      'a meeting invited',
      () =>
        given('all-saints-mat')
          .reported()
          .by('head')
          .when(gathered(), spoken(), calmly('meeting', { present: ['deputy'] })),
    ],
    ['nobody known', () => given('stockham-primary').reported({ person: null })],
  ];

  test.each(states)('%s: never more than six in a row, and Decide is always among them', (_, story) => {
    const d = drawingOf(story(), 'head');
    for (const card of [caseCard(d), moreCard(d), lettersCard(d)])
      for (const row of blocksOf(card, 'buttons')) {
        expect(row.buttons.length).toBeGreaterThan(0);
        expect(row.buttons.length).toBeLessThanOrEqual(MOST_BUTTONS);
      }
    expect(labelsIn(caseCard(d))).toContain('Decide');
  });

  test.each(states)('%s: no button opens a form that says it has come too late', (_, story) => {
    for (const reader of Object.keys(PEOPLE)) {
      const d = drawingOf(story(), reader);
      const cards = [caseCard(d), moreCard(d), lettersCard(d), statusCard(d), dslCard(d)];
      const asks = d.it.consultations.map((row) => viewAskedCard(d, row.id, true));
      for (const { tap } of [...cards, ...asks].flatMap(buttonsIn)) {
        if (tap.tap !== 'form' || !isCaseForm(tap.form)) continue;
        const drawn = FORM_KINDS[tap.form].draw(d, tap.carries, {});
        expect(drawn.title).not.toBe('');
        expect(drawn.fields.length, `${tap.form} has nothing to ask`).toBeGreaterThan(0);
      }
    }
  });

  test.each(states)('%s: each carries a key of its own', (_, story) => {
    const keys = buttonsIn(caseCard(drawingOf(story(), 'head'))).map((row) => row.key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('a closed case takes nothing more on any card but what they ask for, and says how it ended', () => {
    const left: Readonly<Record<string, readonly string[]>> = {
      head: ['Bundle as PDF', 'Bundle without names'],
      office: ['They ask for something'],
    };
    const story = unfounded();
    for (const reader of Object.keys(PEOPLE)) {
      const d = drawingOf(story, reader);
      for (const card of [caseCard(d), statusCard(d), dslCard(d), lettersCard(d), safetyCard(d)])
        for (const label of labelsIn(card))
          expect(left[reader] ?? [], `${reader}: ${card.title}`).toContain(label);
    }
    expect(labelsIn(caseCard(drawingOf(story, 'head')))).toEqual(left.head);
    expect(says(caseCard(drawingOf(story, 'head')))).toContain('Not upheld');
    expect(says(statusCard(drawingOf(story, 'teacher')))).toContain('looked into and not upheld');
  });
});

describe('the card of whoever is asked for a view', () => {
  test('begins with what it is not, and keeps the story back until the reader knows what a view means', () => {
    const story = asked();
    const door = viewAskedCard(drawingOf(story, 'chair'), consultationOf(story).id);
    expect(says(door.blocks[0] ? { ...door, title: '', blocks: [door.blocks[0]] } : door)).toContain(
      'You are not being asked to approve.',
    );
    expect(says(door)).toContain('cannot hear an appeal');
    expect(says(door)).not.toContain(TOLD);
    expect(labelsIn(door)).toEqual(['Open it', 'Stand aside']);

    story.by('chair').when({ do: 'open_view', consultation: consultationOf(story).id });
    const card = viewAskedCard(drawingOf(story, 'chair'), consultationOf(story).id);
    expect(blocksOf(card, 'notice')[0]?.text).toMatch(/^You are not being asked to approve\./);
    expect(says(card)).toContain(TOLD);
    expect(labelsIn(card).slice(0, 3)).toEqual(['I support this', 'I have reservations', "I'd like to talk"]);
    expect(buttonsIn(card)[1]?.tap).toMatchObject({
      form: 'give_view',
      carries: { consultation: consultationOf(story).id, view: 'concern' },
    });
  });

  test('asks for approval in plain words where the policy does', () => {
    const story = asked();
    const row = consultationOf(story);
    const d = drawingOf(story, 'chair');
    const approve = { ...d, it: { ...d.it, consultations: [{ ...row, kind: 'approve' as const }] } };
    const card = viewAskedCard(approve, row.id, true);
    expect(says(card)).not.toContain('not being asked to approve');
    expect(labelsIn(card).slice(0, 2)).toEqual(['I approve', 'I do not approve']);
  });

  test('has no buttons once answered, and shows the answer to the one who gave it alone', () => {
    const story = asked().by('chair').when(view('concern'));
    const card = viewAskedCard(drawingOf(story, 'chair'), consultationOf(story).id);
    expect(labelsIn(card)).toEqual([]);
    expect(says(card)).toContain('I have reservations');
    for (const other of ['vice_chair', 'governor', 'teacher'])
      expect(says(viewAskedCard(drawingOf(story, other), consultationOf(story).id))).toContain(NOT_FOR_YOU);
  });
});

describe('who sees what', () => {
  const story = () =>
    given('all-saints-mat')
      .reported({ breaches: ['physical_aggression'], harm: 'child_at_risk' })
      .by('dsl')
      .when(dslTold())
      .by('head')
      .when(gathered(), spoken(), ask('ban'))
      .by('chair')
      .when(view('support'))
      .by('head')
      .when(people({ affected: ['second_teacher'] }), decide('ban'), sign());

  const cardsOf = (told: Story, reader: string): Readonly<Record<string, Card>> => {
    const d = drawingOf(told, reader);
    return {
      case: caseCard(d),
      timeline: timelineCard(d),
      status: statusCard(d),
      view: viewAskedCard(d, consultationOf(told).id, true),
      safety: safetyCard(d),
      child: dslCard(d),
      letters: lettersCard(d),
    };
  };
  const seenBy = (told: Story, reader: string): readonly string[] =>
    Object.entries(cardsOf(told, reader))
      .filter(([, card]) => card.title !== NOT_FOR_YOU)
      .map(([name]) => name);

  test.each([
    ['teacher', ['status']],
    ['second_teacher', ['safety']],
    ['head', ['case', 'timeline', 'letters']],
    ['chair', ['view']],
    ['vice_chair', []],
    ['governor', []],
    ['dsl', ['child']],
    ['office', ['letters']],
    ['trust', []],
    ['dpo', []],
    ['admin', []],
    ['third_teacher', []],
  ] as const)('%s sees %j and nothing else', (reader, cards) => {
    expect(seenBy(story(), reader)).toEqual(cards);
  });

  test('whoever is the person, or of their family, sees nothing whatever their role', () => {
    for (const reader of ['head', 'chair', 'dsl', 'office', 'teacher', 'second_teacher'])
      expect(seenBy(story().isThePerson(reader), reader)).toEqual([]);
  });

  test('whoever stands aside for family is walled off from then on', () => {
    const told = story().by('head').when(standAside('dsl', 'related'));
    expect(seenBy(told, 'dsl')).toEqual([]);
  });

  test('the safeguarding lead reads what was reported, and no step, view or letter', () => {
    const { child } = cardsOf(story(), 'dsl');
    const text = child ? says(child) : '';
    expect(text).toContain(TOLD);
    expect(text).not.toMatch(/ban|Chair|letter/i);
  });

  test('the reporter reads no colleague, no name and no step', () => {
    const own = story().it.reports[0]?.narrative.id;
    const told = story();
    const d = drawingOf(told, 'teacher', {
      text: (ref) => (ref.id === told.it.reports[0]?.narrative.id ? 'What I saw myself.' : TOLD),
    });
    const text = says(statusCard(d));
    expect(own).toBeDefined();
    expect(text).toContain('What I saw myself.');
    expect(text).not.toContain(TOLD);
    expect(text).not.toContain(NAME);
    expect(text).not.toMatch(/Colleague|ban|chair|critical|severity/i);
  });

  test('two who reported one event do not read each other', () => {
    const told = given('all-saints-mat').reported({ reporter: 'teacher' });
    const [report] = told.it.reports;
    const d = drawingOf(told, 'second_teacher', { text: () => TOLD });
    const joined = {
      ...d,
      it: { ...d.it, joinedReporters: [{ from: d.it.id, members: [d.reader] }] },
      places: new Set(['reporter'] as const),
    };
    expect(report).toBeDefined();
    expect(says(statusCard(joined))).not.toContain(TOLD);
    expect(says(statusCard(joined))).not.toContain(NOT_FOR_YOU);
  });
});

describe('an appeal', () => {
  const appealed = () =>
    banned().by('head').when(sign(), send(), theirSide(), confirm()).by('office').when(request('appeal'));

  test('is heard with the whole case by somebody who was not consulted, and not by the one who was', () => {
    const told = appealed();
    const d = drawingOf(told, 'governor');
    expect(labelsIn(caseCard(d))).toEqual([
      'We have answered them',
      'Review',
      'Their side',
      'Bundle as PDF',
      'Bundle without names',
      'Stand aside',
    ]);
    expect(says(caseCard(d))).toContain(TOLD);
    expect(says(caseCard(drawingOf(told, 'chair')))).toContain(NOT_FOR_YOU);
  });

  test('that comes after the close can be recorded and answered without opening the case again', () => {
    const d = drawingOf(unfounded(), 'head');
    expect(says(caseCard(d))).toContain(`type: more ${d.it.ref}`);
    expect(labelsIn(moreCard(d))).toEqual([
      'Open it again',
      'They sent us something',
      'Support and injuries',
      'Bundle as PDF',
      'Bundle without names',
    ]);
  });
});

describe('what the reporter waits for', () => {
  test('each stage names the day by which they hear', () => {
    const story = assault();
    const at = () => says(statusCard(drawingOf(story, 'teacher')));
    expect(at()).toMatch(/will read it by Wednesday 4 November/);
    expect(at()).toMatch(/You will hear by Thursday 5 November/);
    story.by('head').when({ do: 'mark_read' });
    expect(at()).toContain('[x] Read.');
    expect(at()).toMatch(/You will hear by Thursday 5 November/);
  });

  test('a report taken back says so to whoever took it back, and asks nothing', () => {
    const story = assault().by('teacher').when(withdraw());
    const card = statusCard(drawingOf(story, 'teacher'));
    expect(says(card)).toContain('It counts against nobody.');
    expect(labelsIn(card)).toEqual([]);
  });

  test('a promise that has passed is not repeated as if it still held', () => {
    const story = assault().on('2026-11-09');
    const text = says(statusCard(drawingOf(story, 'teacher')));
    expect(text).toContain('was promised by Thursday 5 November and is late');
    expect(text).not.toContain('You will hear by Thursday 5 November');
  });
});

describe('letters', () => {
  /** What they ring or write about may come at any time. */
  const WHAT_CAME = ['Record their side', 'They ask for something'];

  test('the signer signs and the office sends, neither before its turn', () => {
    const story = banned();
    expect(labelsIn(lettersCard(drawingOf(story, 'office')))).toEqual(WHAT_CAME);
    expect(labelsIn(lettersCard(drawingOf(story, 'head')))).toHaveLength(1);
    story.by('head').when(sign());
    const [send] = buttonsIn(lettersCard(drawingOf(story, 'office')));
    expect(send?.tap).toMatchObject({ form: 'letter_sent', carries: { letter: story.it.letters[0]?.id } });
  });

  test('none is offered as a file once the record is erased', () => {
    const d = drawingOf(banned().by('head').when(sign(), send()), 'office');
    expect(labelsIn(lettersCard(d))).toContain('As a PDF');
    const erased = { ...d, it: { ...d.it, erased: d.today } };
    expect(labelsIn(lettersCard(erased)).join()).not.toMatch(/PDF|Word/);
  });

  test('none may go while "do not contact" is in force', () => {
    const story = banned().by('head').when(sign(), hold());
    for (const reader of ['head', 'office']) {
      const card = lettersCard(drawingOf(story, reader));
      expect(labelsIn(card)).toEqual(reader === 'office' ? WHAT_CAME : []);
      expect(says(card)).toContain('no letter, call or meeting until it ends');
    }
  });

  test('the office is not shown what the letter is not about', () => {
    const text = says(lettersCard(drawingOf(banned(), 'office')));
    expect(text).not.toContain(TOLD);
  });
});

test('a meeting that was not taken up is said in those words', () => {
  const story = given('all-saints-mat')
    .reported()
    .by('head')
    .when(gathered(), spoken(), calmly('meeting', { present: ['deputy'] }), meeting('refused'));
  expect(says(timelineCard(drawingOf(story, 'head')))).toContain('they did not take up the meeting');
});
