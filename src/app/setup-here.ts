import { mayAtSchool } from '../domain/authorise.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, said } from './caller.ts';
import { refuseAtSchool } from './school-form.ts';
import { changeSettings } from './school-setup.ts';
import { NOT_ADMIN } from './setup-form.ts';

const SAVED = 'Weekly posts go to this channel from now on, by reference only.';
const NOT_A_CHANNEL =
  'This is no channel. Type "setup here" in the channel that the weekly posts are to go to, once Accord was added to it.';

const UNFIT = {
  shared:
    'People outside the school read this channel, so the weekly posts cannot go here. Nothing was changed. Type "setup here" in a channel of your own people alone.',
  not_added:
    'Accord was not added to this channel, so it cannot write here. Nothing was changed. Add it, then type "setup here" again.',
  gone: 'This channel is archived, so nothing can be written to it. Nothing was changed. Type "setup here" in another.',
  no_answer:
    'It could not be found out in time who reads this channel, so nothing was changed. Type "setup here" again in a moment.',
} as const;

/** The channel in which an administrator says so becomes the leadership channel of its platform. */
export async function setupHere(caller: Caller): Promise<Reply> {
  const { app, unit, at, member, who } = caller;
  if (!mayAtSchool('set_up', member, at.current.policy)) return refuseAtSchool(caller, 'setup', NOT_ADMIN);
  if (who.channel === undefined) return said(NOT_A_CHANNEL, 'info');
  if (who.channelTrouble) return said(UNFIT[who.channelTrouble], 'info');
  const { channels } = at.settings;
  if (channels[who.platform] === who.channel) return said(SAVED, 'good');
  const change = { channels: { ...channels, [who.platform]: who.channel } };
  const changed = await changeSettings(app, unit, at.school, change, member.id);
  return changed.ok ? said(SAVED, 'good') : said(changed.refusal.words);
}
