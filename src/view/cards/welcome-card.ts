import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, list, opensForm, says, text } from './blocks.ts';

/** Whoever only looks after Accord sees no case, and is not greeted as if they did. */
function looksAfterIt(scene: Scene): boolean {
  const roles = scene.book.members.find((row) => row.id === scene.reader)?.roles ?? [];
  return roles.length > 0 && roles.every((role) => role === 'admin');
}

const forAdministrators = (scene: Scene): Card => ({
  title: `Welcome to Accord at ${scene.school.name}`,
  tone: 'plain',
  blocks: [
    text(
      'You look after Accord here: who may use it, who has which part, and where the weekly post goes. You see no case.',
    ),
    list([
      {
        text: 'If something stands in the way, such as somebody whom Accord cannot write to, you hear of it.',
      },
      { text: 'You can report what happened to you yourself, as everybody can.' },
      { text: 'If anybody is in danger, call 999 first.' },
    ]),
    ...buttons([says(scene, 'Setting up', 'setup', 'main'), says(scene, 'What can I type?', 'help')]),
  ],
});

const forEverybody = (scene: Scene): Card => ({
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

export const welcomeCard = (scene: Scene): Card =>
  looksAfterIt(scene) ? forAdministrators(scene) : forEverybody(scene);
