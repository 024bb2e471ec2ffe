import type { Day } from '../../domain/time.ts';
import type { PostAbout } from '../about.ts';
import type { Card } from '../card.ts';
import { sayDay } from '../days.ts';
import { text } from './blocks.ts';

/** What stands where a file stood whose days in chat are over. Nobody is named in it. */
export function goneCard(about: Extract<PostAbout, { show: 'gate_list' | 'bundle' }>, today: Day): Card {
  const day = sayDay(about.until, today);
  return {
    title: 'Accord',
    tone: 'done',
    blocks: [
      text(
        about.show === 'gate_list'
          ? `The front gate list for ${day} is over. Shred it where it was printed, and type gate for today's.`
          : `A case file stood here until ${day}. Ask for it again from the case if you need it.`,
      ),
    ],
  };
}
