import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, list, opensForm, says, text } from './blocks.ts';

export const welcomeCard = (scene: Scene): Card => ({
  title: `Welcome to Accord at ${scene.school.name}`,
  tone: 'plain',
  blocks: [
    text(
      'Accord helps us keep to our code of conduct for parents, fairly and privately. It takes about a minute to report what happened.',
    ),
    list([
      { text: 'Write what you saw and heard. The parent may be entitled to see it.' },
      { text: 'You will be told when it has been read and decided, and by when you will hear.' },
      { text: 'If anybody is in danger, call 999 first.' },
      { text: 'Write to Accord here, not in a channel, so that only those see it who need to.' },
    ]),
    ...buttons([
      opensForm(scene, 'Report something', 'report', null, {}, 'main'),
      says(scene, 'What can I type?', 'help'),
    ]),
  ],
});
