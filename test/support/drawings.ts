import { placesOf } from '../../src/domain/authorise.ts';
import { deadlinesOf } from '../../src/domain/deadlines.ts';

import { IntentKey, MemberId, type ParticularsRef, PersonId } from '../../src/domain/ids.ts';
import type { Block, Button, Card } from '../../src/view/card.ts';
import type { DueRow } from '../../src/view/cards/due-words.ts';
import type { Drawing } from '../../src/view/drawing.ts';
import type { SetupScene } from '../../src/view/form-kind.ts';
import type { Story } from './given.ts';

/** Nobody is called this and nothing happened like this, so that either is found wherever it turns up. */
export const NAME = 'Zebedee Quillfeather';
export const DETAIL = 'green estate car';
export const TOLD = 'shouted xylophone at the reception desk';

export interface Shown {
  readonly name?: string;
  readonly text?: (ref: ParticularsRef) => string;
  readonly draft?: string;
  readonly sameEvent?: Drawing['sameEvent'];
  readonly byLink?: Drawing['byLink'];
}

let keys = 0;

/** The story as it is drawn for one member. Every text behind a reference is the told one unless said otherwise. */
export function drawingOf(story: Story, reader: string, shown: Shown = {}): Drawing {
  const { it, policy, book, today } = story;
  const id = MemberId.parse(reader);
  return {
    school: { id: it.school, name: 'Invented Primary School' },
    policy,
    reader: id,
    book,
    calendar: story.calendar,
    now: story.facts.now,
    today,
    gate: { call: '', handover: { where: '', morning: '', afternoon: '' } },
    key: () => {
      keys += 1;
      return IntentKey.parse(`key-${keys}`);
    },
    member: (member) => `Colleague ${member}`,
    byLink: shown.byLink ?? null,
    it,
    places: placesOf(id, { it, policy, book, today }),
    person: it.person
      ? {
          id: PersonId.parse(it.person),
          name: shown.name ?? NAME,
          detail: DETAIL,
          needs: null,
          address: '4 Invented Lane',
          separateAddress: false,
          courtOrderSeen: false,
        }
      : null,
    text: shown.text ?? (() => TOLD),
    options: story.options(),
    history: story.history,
    agreement: null,
    deadlines: deadlinesOf(it),
    sameEvent: shown.sameEvent ?? [],
    timeline: story.recorded,
    draft:
      shown.draft === undefined
        ? null
        : { markdown: shown.draft, language: 'en', languages: ['en'], notTranslated: [] },
  };
}

export const dueRowsOf = (story: Story): readonly DueRow[] =>
  deadlinesOf(story.it).map((row) => ({
    key: row.key,
    kind: row.kind,
    about: { case: story.it.id, ref: story.it.ref },
    owner: row.owner,
    due: row.due,
    quiet: row.quiet,
  }));

export const buttonsIn = (card: Card): readonly Button[] =>
  card.blocks.flatMap((block) => (block.is === 'buttons' ? block.buttons : []));

export const labelsIn = (card: Card): readonly string[] => buttonsIn(card).map((row) => row.label);

export const blocksOf = <T extends Block['is']>(card: Card, is: T): readonly Extract<Block, { is: T }>[] =>
  card.blocks.filter((block): block is Extract<Block, { is: T }> => block.is === is);

/** A school with a head, a chair, somebody in the office and one who may report, on a platform with accounts. */
export const setupSceneOf = (d: Drawing, more: Partial<SetupScene> = {}): SetupScene => ({
  ...d,
  holds: { head: ['U1'], deputy: [], chair: ['U2'], office: ['U3'], dsl: [], dpo: [], reporters: ['U4'] },
  known: new Set(['U1', 'U2', 'U3', 'U4']),
  channel: 'C1',
  groups: ['S1'],
  ...more,
});
