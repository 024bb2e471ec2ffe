import { holders, titleOf } from '../../domain/book.ts';
import type { MemberId, RoleId } from '../../domain/ids.ts';
import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, type Item, list, says, text } from './blocks.ts';
import { PLATFORM_WORDS, type PlatformName } from './platform-words.ts';

interface Gone {
  readonly member: MemberId;
  readonly platform: PlatformName;
  readonly ended: readonly RoleId[];
}

/** Staff are many; anybody else may have been the only one. */
const nowPlayed = (scene: Scene, role: RoleId): Item => {
  const title = titleOf(role, scene.policy);
  const left = holders(scene.book, role, scene.policy).map((row) => scene.member(row.id));
  if (role === 'staff') return { text: `${title}: they may report no more.` };
  return left.length > 0
    ? { text: `${title}: this is now ${left.join(', ')}.`, mark: 'done' }
    : { text: `${title}: nobody now. Choose somebody.`, mark: 'todo' };
};

/** For administrators: what ended with an account that was switched off, and what is to be done about it. */
export function memberGoneCard(scene: Scene, { member, platform, ended }: Gone): Card {
  const off = `The account of ${scene.member(member)} on ${PLATFORM_WORDS[platform]} was switched off.`;
  if (ended.length === 0)
    return {
      title: 'An account was switched off',
      tone: 'plain',
      blocks: [
        text(`${off} They have another account, so they keep their parts and reach Accord there.`),
        text('If they have left, take their parts away: "accord members remove" does it at once.'),
      ],
    };
  return {
    title: 'Somebody has left',
    tone: 'waiting',
    blocks: [
      text(`${off} They are a member no more, and these parts ended:`),
      list(ended.map((role) => nowPlayed(scene, role))),
      text(
        'What waited for them falls to whoever plays the part next. Choose people under "setup", or with "accord members add". If the account was switched off by mistake, choose them again once it is back.',
      ),
      ...buttons([says(scene, 'Setting up', 'setup', 'main')]),
    ],
  };
}
