import { createHash } from 'node:crypto';

/** Everything below it is this adapter's. */
export const WEB_PATH = '/view/';

/** Where the pages of one link are, once it was opened. */
export interface Paths {
  readonly answer: string;
  readonly aside: string;
  readonly open: string;
}

const NAMES = ['answer', 'aside', 'open'] as const satisfies readonly (keyof Paths)[];
const PLACE = /^\/view\/([A-Za-z0-9_-]{16})\//;

/**
 * The name under which a browser holds what one link opened: two links in one browser never answer for each other, and
 * a cookie that somebody planted for all paths is none of this one. It tells nothing of the session.
 */
export const placeOf = (session: string): string =>
  createHash('sha256').update(session).digest('base64url').slice(0, 16);

export const pathsOf = (place: string): Paths => ({
  answer: `${WEB_PATH}${place}/answer`,
  aside: `${WEB_PATH}${place}/aside`,
  open: `${WEB_PATH}${place}/open`,
});

/** Which page of which opened link an address is; null where it is none. */
export function placeIn(path: string): { readonly place: string; readonly name: keyof Paths } | null {
  const place = PLACE.exec(path)?.[1];
  if (place === undefined) return null;
  const paths = pathsOf(place);
  const name = NAMES.find((one) => paths[one] === path);
  return name === undefined ? null : { place, name };
}
