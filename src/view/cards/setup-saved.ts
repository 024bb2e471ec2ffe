import { holders, titleOf } from '../../domain/book.ts';
import { RoleId } from '../../domain/ids.ts';
import type { Scene } from '../drawing.ts';
import { SETUP_PARTS } from '../form-kind.ts';
import { missingIn, type Setup } from './setup-card.ts';

/** What holds after the setup form was sent, and what is left to do. No names: it is said where others may look. */
export function setupSavedWords(
  scene: Scene,
  setup: Pick<Setup, 'answered' | 'leadershipChannel'> & { readonly groups: number },
): string {
  const titles = SETUP_PARTS.map((part) => RoleId.parse(part))
    .filter((role) => holders(scene.book, role, scene.policy).length > 0)
    .map((role) => titleOf(role, scene.policy));
  const set = [
    ...titles,
    ...(setup.leadershipChannel ? ['the channel for the weekly post'] : []),
    ...(setup.groups > 0 ? [setup.groups === 1 ? 'one group' : `${setup.groups} groups`] : []),
  ];
  const missing = missingIn(scene, setup);
  return [
    set.length > 0 ? `Saved. Set: ${set.join(', ')}.` : 'Saved. Nobody is set so far.',
    ...(missing.length > 0
      ? ['Still missing:', ...missing.map((row) => `- ${row.text}`)]
      : ['Nothing is missing.']),
  ].join('\n');
}
