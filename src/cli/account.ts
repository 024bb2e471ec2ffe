import type { Member, Platform } from '../ports.ts';

export type Account = Member['identities'][number];
type Read = { readonly ok: true; readonly account: Account } | { readonly ok: false; readonly says: string };

export const PLATFORMS = ['slack', 'teams', 'playground'] as const satisfies readonly Platform[];

/** Characters. RFC 5321. */
const LONGEST_ADDRESS = 254;
const ADDRESS = /^[^\s@<>",;:\\]+@[^\s@<>",;:\\]+\.[^\s@<>",;:\\]+$/;

/** An address that somebody without an account is known by, and that links are sent to. */
export const readEmail = (
  text: string,
): { readonly ok: true; readonly email: string } | { readonly ok: false; readonly says: string } =>
  ADDRESS.test(text) && text.length <= LONGEST_ADDRESS
    ? { ok: true, email: text }
    : { ok: false, says: `"${text}" is not an email address, which looks like name@example.org` };

const SLACK = /^[UW][A-Z0-9]{5,30}$/;
const TEAMS = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PLAYGROUND = /^[A-Za-z0-9][A-Za-z0-9._-]{0,59}$/;

/**
 * An account as its platform itself writes it, letter for letter. A mistyped one would be kept without a word, and
 * its owner would go on being a stranger.
 */
export function readAccount(platform: Platform, text: string): Read {
  const yes = (user: string): Read => ({ ok: true, account: { platform, user } });
  const no = (says: string): Read => ({ ok: false, says });
  switch (platform) {
    case 'slack':
      return SLACK.test(text)
        ? yes(text)
        : no(
            `"${text}" is not a Slack member ID, which looks like U024BE7LH. In Slack: the person's profile, the three dots, "Copy member ID"`,
          );
    case 'teams':
      return TEAMS.test(text.toLowerCase())
        ? yes(text.toLowerCase())
        : no(
            `"${text}" is not a Microsoft Entra object ID, which looks like 00000000-0000-0000-0000-000000000000. In the Entra admin centre: Users, the person, "Object ID"`,
          );
    case 'playground':
      return PLAYGROUND.test(text)
        ? yes(text)
        : no(`"${text}" is not a name for the playground: use letters, digits, dots and hyphens`);
    default:
      return platform satisfies never;
  }
}
