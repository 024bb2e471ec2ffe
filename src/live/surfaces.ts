import type { SchoolId } from '../domain/ids.ts';
import { readSettings } from '../domain/settings.ts';
import type { Conversation, Platform, Store } from '../ports.ts';
import type { AddressOf, Directory, Outlet, Surface } from '../surface.ts';

/** Where somebody or a channel is reached, from the members and settings as they are now. */
export const addressesIn =
  (store: Store): AddressOf =>
  (platform, to, school) =>
    store.read(async (unit) => {
      if (to.kind === 'member') {
        const member = await unit.members.byId(school, to.member);
        return member?.identities.find((row) => row.platform === platform)?.user ?? null;
      }
      const found = await unit.schools.byId(school);
      return found ? (readSettings(found.settings).channels[platform] ?? null) : null;
    });

/** A message is named by its platform and by what that platform calls it. */
const SEPARATOR = '|';

/**
 * One outlet over every surface that is connected. Somebody with accounts on two platforms is written to on the one
 * that is connected first, which is Slack; the channel on the first that has one.
 */
export function outletOver(surfaces: readonly Surface[], addressOf: AddressOf): Outlet {
  async function reaching(to: Conversation, school: SchoolId): Promise<Surface | null> {
    for (const surface of surfaces)
      if ((await addressOf(surface.platform, to, school)) !== null) return surface;
    return null;
  }

  const nowhere = {
    ok: false,
    why: 'never',
    reason: 'there is no account or channel for this on any platform that Accord is connected to',
  } as const;

  return {
    async post(to, school, card, preview) {
      const surface = await reaching(to, school);
      if (!surface) return nowhere;
      const sent = await surface.outlet.post(to, school, card, preview);
      return sent.ok ? { ok: true, message: `${surface.platform}${SEPARATOR}${sent.message}` } : sent;
    },
    async redraw(to, school, message, card) {
      const at = message.indexOf(SEPARATOR);
      const surface = surfaces.find((row) => row.platform === message.slice(0, at));
      if (!surface) return nowhere;
      const sent = await surface.outlet.redraw(to, school, message.slice(at + 1), card);
      return sent.ok ? { ok: true, message } : sent;
    },
    async file(to, school, file, words) {
      const surface = await reaching(to, school);
      if (!surface) return nowhere;
      const sent = await surface.outlet.file(to, school, file, words);
      return sent.ok && sent.message !== ''
        ? { ok: true, message: `${surface.platform}${SEPARATOR}${sent.message}` }
        : sent;
    },
  };
}

export const directoriesOf = (surfaces: readonly Surface[]): ReadonlyMap<Platform, Directory> =>
  new Map(surfaces.map((row) => [row.platform, row.directory]));
