import { readSettings } from '../domain/settings.ts';
import type { Platform, School } from '../ports.ts';
import type { Directory } from '../surface.ts';
import type { ChannelUnfit } from '../view/about.ts';
import type { App } from './app.ts';
import { lookAtSchools, oweAdmins, type When } from './tell-admins.ts';

interface Unfit {
  readonly platform: Platform;
  readonly trouble: ChannelUnfit;
}

async function unfitOf(
  app: App,
  school: School,
  directories: ReadonlyMap<Platform, Directory>,
): Promise<readonly Unfit[]> {
  const { channels } = readSettings(school.settings);
  const found: Unfit[] = [];
  for (const [platform, directory] of directories) {
    const channel = channels[platform];
    if (channel === undefined) continue;
    try {
      const trouble = await directory.channelTrouble(channel);
      if (trouble) found.push({ platform, trouble });
    } catch (cause) {
      app.log.error('A platform could not say how the leadership channel is; it is asked again.', cause, {
        platform,
        school: school.id,
      });
    }
  }
  return found;
}

/**
 * A leadership channel that cannot be written to, or that people outside the school read, is found before the weekly
 * post is missed: administrators are told once a day, at once after they set it and in school hours otherwise. The
 * platforms are asked outside any transaction.
 */
export const tellChannel = (
  app: App,
  directories: ReadonlyMap<Platform, Directory>,
  when: When,
): Promise<void> =>
  lookAtSchools(
    app,
    when,
    'The leadership channel could not be looked at; it is tried again.',
    async (school) => {
      for (const unfit of await unfitOf(app, school, directories))
        await oweAdmins(app, school.id, {
          key: (today) => `channel/${today}/${unfit.platform}/${unfit.trouble}`,
          about: { show: 'channel_unfit', ...unfit },
        });
    },
  );
