import { memorySurface } from '../../adapters/playground/memory-surface.ts';
import type { Card } from '../../src/view/card.ts';
import { WORDS_TO_TYPE } from '../../src/view/cards/words-to-type.ts';
import type { Form } from '../../src/view/form.ts';
import type { Reply } from '../../src/view/reply.ts';
import type { TestDatabases } from './databases.ts';
import { buttonsIn } from './drawings.ts';
import { memoryStage } from './memory-stage.ts';
import type { Script } from './played.ts';
import type { MakeStage } from './stage.ts';
import { tell } from './story.ts';
import type { RoleName } from './world.ts';

/** Those whose cards differ from one another. */
const READERS = ['head', 'office', 'admin', 'teacher'] as const satisfies readonly RoleName[];

export interface StoryDrawings {
  readonly cards: Card[];
  readonly forms: Form[];
}

const recording =
  ({ cards, forms }: StoryDrawings): MakeStage =>
  async (app) => {
    const surface = memorySurface();
    const stage = memoryStage(app, surface);
    surface.onShown((_, { card }) => cards.push(card));
    const keep = async (coming: Promise<Reply>): Promise<Reply> => {
      const reply = await coming;
      if (reply.is === 'card') cards.push(reply.card);
      if (reply.is === 'form' || reply.is === 'form_again') forms.push(reply.form);
      return reply;
    };
    return {
      ...stage,
      say: (...asked) => keep(stage.say(...asked)),
      tap: (...asked) => keep(stage.tap(...asked)),
      submit: (...asked) => keep(stage.submit(...asked)),
    };
  };

/**
 * Every card and form that anybody is shown while a story is told, and at its end whatever the words bring up for
 * anybody and the buttons on those cards open: drawings as they really come to a platform.
 */
export async function storyDrawings(open: TestDatabases, script: Script): Promise<StoryDrawings> {
  const drawn: StoryDrawings = { cards: [], forms: [] };
  const { story } = await tell(open, script.pack, script.at, { stage: recording(drawn) });
  await script.tell(story);
  const ref = drawn.cards.flatMap((card) => /AC-\d\d-\d{4}/.exec(card.title)?.[0] ?? []).at(-1) ?? '';
  const words = [
    ref,
    ...WORDS_TO_TYPE.flatMap(({ words: row }) => {
      const [first = ''] = row.split(' ');
      return [row.includes(' ') ? `${first} ${ref}` : first];
    }),
  ];
  const opened = new Set<string>();
  for (const role of READERS)
    for (const said of new Set(words)) {
      const reply = await story.as(role).say(said);
      if (reply.is !== 'card') continue;
      for (const { tap, key, school } of buttonsIn(reply.card)) {
        const once = `${role} ${JSON.stringify(tap)}`;
        if (tap.tap === 'act' || opened.has(once)) continue;
        opened.add(once);
        await story.as(role).tap(tap, key, school);
      }
    }
  return drawn;
}
