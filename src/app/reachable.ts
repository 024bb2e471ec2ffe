import { readSettings } from '../domain/settings.ts';
import type { Who } from '../surface.ts';
import type { App } from './app.ts';

/** What waited because there was no way in waits no longer: for one person in every school, or for a channel. */
export const reachable = (app: App, { platform, user, channel }: Who): Promise<void> =>
  app.store.write(async (unit) => {
    if (channel === undefined) {
      for (const { id, school, active } of await unit.members.byIdentity(platform, user))
        if (active) await unit.owed.dueNow(school, { kind: 'member', member: id });
      return;
    }
    // Accord is let into a team and not into one of its channels: which of them it was is not told.
    for (const school of await unit.schools.all())
      if (readSettings(school.settings).channels[platform] !== undefined)
        await unit.owed.dueNow(school.id, { kind: 'channel', channel: 'leadership' });
  });
