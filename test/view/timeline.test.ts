import { describe, expect, test } from 'vitest';
import { CaseEvent } from '../../src/domain/events/case-event.ts';
import { FLAG_WORDS } from '../../src/view/cards/case-words.ts';
import { eventSentence } from '../../src/view/cards/event-sentence.ts';
import { savedWords } from '../../src/view/cards/saved.ts';
import { timelineCard } from '../../src/view/cards/timeline-card.ts';
import { cardText } from '../../src/view/plain-text.ts';
import { calmly, classified, decide, gathered, spoken } from '../support/commands.ts';
import { drawingOf, NAME, TOLD } from '../support/drawings.ts';
import { given } from '../support/given.ts';
import { samplesOf } from '../support/samples-of.ts';

const MESSY = /undefined|\[object|null|NaN|[a-z]_[a-z]|[.?!]{2}|\s{2}|\d{4}-\d{2}-\d{2}/;
const facts = CaseEvent.options.map((schema) => ({
  type: schema.shape.type.value,
  events: samplesOf(schema).map((sample) => CaseEvent.parse(sample)),
}));

describe('every fact of a case', () => {
  const story = given('all-saints-mat').reported();
  const d = { ...drawingOf(story, 'head'), text: () => 'As they wrote it.', member: () => 'Ms Invented' };

  test.each(facts)('$type is said in plain sentences, whatever it holds', ({ events }) => {
    for (const event of events) {
      const said = eventSentence({ event, at: story.facts.now, by: 'head' }, d);
      expect(said).toMatch(/^["A-Z].*[.]$/);
      expect(said).not.toMatch(MESSY);
    }
  });

  test.each(facts.filter(({ type }) => !['case_opened', 'letter_dropped'].includes(type)))(
    '$type is said back to whoever did it, without a name or a story',
    ({ events }) => {
      for (const event of events) {
        const said = savedWords([event], { ...d, text: () => TOLD } as typeof d);
        expect(said).toMatch(/^[A-Z].*[.]$/);
        expect(said).not.toMatch(MESSY);
        expect(said).not.toContain(NAME);
        expect(said).not.toContain(TOLD);
      }
    },
  );
});

describe('the chronology of a case', () => {
  test('shows what is different from the policy, and calls a suggestion not used by its own name', () => {
    const departed = given('stockham-primary')
      .reported()
      .by('head')
      .when(gathered(), spoken(), classified(), calmly('no_action', { because: true }));
    expect(cardText(timelineCard(drawingOf(departed, 'head')))).toContain('Different from our policy:');

    const setAside = given('alumwell-infant')
      .reported({ breaches: ['smoking'] })
      .by('head')
      .when(gathered(), calmly('no_action'));
    const text = cardText(timelineCard(drawingOf(setAside, 'head')));
    expect(text).toContain("Accord's suggestion not used:");
    expect(text).not.toContain('Different from our policy');
  });

  test('names what is to be borne in mind one after another, with no sentence inside a sentence', () => {
    for (const words of Object.values(FLAG_WORDS)) expect(words).not.toMatch(/[.?!;]$|[.?!] /);
  });

  test('keeps back everything from the reporter, the office and the administrator', () => {
    const story = given('all-saints-mat').reported().by('head').when(gathered());
    for (const reader of ['teacher', 'office', 'admin', 'dpo', 'second_teacher'])
      expect(cardText(timelineCard(drawingOf(story, reader)))).not.toContain(TOLD);
  });

  test('has a line for each fact, in the order in which they came', () => {
    const story = given('all-saints-mat')
      .reported({ breaches: ['physical_aggression'] })
      .by('head')
      .when(gathered(), spoken(), decide('warning'));
    const [list] = timelineCard(drawingOf(story, 'head')).blocks;
    expect(list?.is === 'list' && list.items.length).toBe(story.recorded.length);
  });
});
