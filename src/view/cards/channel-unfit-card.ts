import type { ChannelUnfit, PostAbout } from '../about.ts';
import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, says, text } from './blocks.ts';
import { PLATFORM_WORDS } from './platform-words.ts';

const WHAT: Readonly<Record<ChannelUnfit, { readonly is: string; readonly mend: string }>> = {
  not_added: {
    is: 'Accord was not added to it, or was taken out of it, so the weekly post cannot go there.',
    mend: 'Add Accord to the channel, or choose another. What is owed there waits, and goes as soon as it can.',
  },
  gone: {
    is: 'It is archived or deleted, so the weekly post cannot go there.',
    mend: 'Choose another. What is owed there waits, and goes as soon as it can.',
  },
  shared: {
    is: 'People of other organisations read it. They see no name there, but they see what the school has to do, and when.',
    mend: 'Choose a channel of your own people alone.',
  },
};

/** For administrators: the channel that the weekly posts go to is not one for them. */
export function channelUnfitCard(
  scene: Scene,
  { platform, trouble }: Extract<PostAbout, { show: 'channel_unfit' }>,
): Card {
  const { is, mend } = WHAT[trouble];
  return {
    title: 'The leadership channel needs you',
    tone: 'waiting',
    blocks: [
      text(`The channel for the weekly posts on ${PLATFORM_WORDS[platform]}: ${is}`),
      text(mend),
      ...buttons([says(scene, 'Setting up', 'setup', 'main')]),
    ],
  };
}
