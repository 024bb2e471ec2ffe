import type { Card } from '../card.ts';
import { text } from './blocks.ts';

/** For somebody Accord does not know. Nothing about the school: pupils hold accounts in the same place. */
export const strangerCard = (): Card => ({
  title: 'We have not met yet',
  tone: 'plain',
  blocks: [
    text(
      'Accord does not know you, so it cannot help you yet. If you work here, ask your administrator to add you.',
    ),
    text('If you were given a one-time code, type the word setup and the code.'),
    text('If anybody is in danger, call 999.'),
  ],
});
