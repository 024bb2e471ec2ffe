import { titleOf } from '../../domain/book.ts';
import type { Unreachable } from '../about.ts';
import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, type Item, says, section, text } from './blocks.ts';
import { PLATFORM_WORDS, type PlatformName } from './platform-words.ts';

const PLATFORMS = ['slack', 'teams', 'playground'] as const;

/** What usually stands in the way there. */
const MENDS: Readonly<Record<PlatformName, string>> = {
  slack:
    'In Slack their account is switched off, or the app is not installed for them. Have that put right, or choose another account or somebody else.',
  teams:
    'In Microsoft Teams install Accord for them: whoever looks after Teams does it for everybody at once in its admin centre. Or choose somebody else.',
  playground: 'Choose somebody else.',
};

function lineOf(scene: Scene, { member }: Unreachable): Item {
  const roles = scene.book.members.find((row) => row.id === member)?.roles ?? [];
  const titles = roles.map((role) => titleOf(role, scene.policy)).join(', ');
  return { text: titles === '' ? scene.member(member) : `${scene.member(member)}: ${titles}`, mark: 'todo' };
}

/** For administrators: who would not hear of what is theirs to do, before there is anything. */
export function unreachableCard(scene: Scene, members: readonly Unreachable[]): Card {
  return {
    title: 'Accord cannot write to everybody',
    tone: 'waiting',
    blocks: [
      text('What waits for these people would not reach them, and they would not know of it.'),
      ...PLATFORMS.flatMap((platform) => {
        const there = members.filter((row) => row.platform === platform);
        if (there.length === 0) return [];
        const rows = there.map((row) => lineOf(scene, row));
        return [...section(`On ${PLATFORM_WORDS[platform]}`, rows), text(MENDS[platform])];
      }),
      ...buttons([says(scene, 'Setting up', 'setup', 'main')]),
    ],
  };
}
