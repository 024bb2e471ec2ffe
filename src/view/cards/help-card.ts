import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, list, notice, opensForm, says, text } from './blocks.ts';
import { WORDS_TO_TYPE } from './words-to-type.ts';

/** With `unknown`, the words were none that Accord knows. */
export const helpCard = (scene: Scene, asked: 'help' | 'unknown' = 'help'): Card => ({
  title: 'What you can type',
  tone: 'plain',
  blocks: [
    ...(asked === 'unknown' ? [text('Accord did not understand that. These are the words it knows:')] : []),
    notice('info', 'If anybody is in danger, call 999 first. Accord is not watched around the clock.'),
    list(WORDS_TO_TYPE.map((row) => ({ text: `${row.words}: ${row.does}` }))),
    ...buttons([
      opensForm(scene, 'Report something', 'report', null, {}, 'main'),
      says(scene, 'Home', 'home'),
    ]),
  ],
});
