import type { Counts, Platform } from '../ports.ts';
import type { Directory, Who } from '../surface.ts';
import type { App } from './app.ts';

/** Told of everybody who is no member and was refused. Never waited for: they have their answer already. */
export type Refused = (who: Who) => void;

/** Where no platform is there to be asked, they are strangers and no more. */
export const countStranger =
  ({ counts }: Pick<App, 'counts'>): Refused =>
  () =>
    counts.count('stranger');

/** Counts each under one name: a guest, an account that was switched off, or somebody nobody has added yet. */
export const countRefused =
  (counts: Counts, directories: () => ReadonlyMap<Platform, Directory>): Refused =>
  ({ platform, user }) => {
    const asked = directories().get(platform)?.noMember(user) ?? Promise.resolve('stranger' as const);
    void asked.catch(() => 'stranger' as const).then((what) => counts.count(what));
  };
