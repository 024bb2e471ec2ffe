import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Timer } from '../../src/ports.ts';
import type { Directory, Fetched } from '../../src/surface.ts';
import type { ChannelUnfit } from '../../src/view/about.ts';
import { sentOf, slackError } from './client.ts';
import type { Direct } from './direct.ts';
import { FILE_MS, isSlack, slackFetch } from './slack-fetch.ts';

/** How long what Slack said of its people is believed. Milliseconds. */
const FRESH_MS = 5 * 60_000;
/** Accounts asked for one by one before the whole list is fetched instead. */
const FEW = 5;

interface Account {
  readonly id: string;
  readonly name: string;
  /** Somebody of this workspace: no app, and no stranger of another. */
  readonly own: boolean;
  /** One of the workspace's own people, no guest. */
  readonly person: boolean;
  readonly gone: boolean;
}

/** An account as Slack describes it, as far as Accord reads it. */
export const SlackUser = z.object({
  id: z.string().min(1).max(200),
  name: z.string().nullish(),
  real_name: z.string().nullish(),
  profile: z.object({ real_name: z.string().nullish() }).nullish(),
  team_id: z.string().nullish(),
  deleted: z.boolean().nullish(),
  is_bot: z.boolean().nullish(),
  is_restricted: z.boolean().nullish(),
  is_ultra_restricted: z.boolean().nullish(),
  is_stranger: z.boolean().nullish(),
});
export type SlackUser = z.infer<typeof SlackUser>;

/** The one app that Slack does not describe as one. */
const SLACKBOT = 'USLACKBOT';

/** Guests are members only where somebody added them by name; apps and strangers never are. */
function toAccount(user: SlackUser, team: string): Account {
  const own = !user.is_bot && user.id !== SLACKBOT && !user.is_stranger && (user.team_id ?? team) === team;
  return {
    id: user.id,
    name: (user.profile?.real_name || user.real_name || user.name || '').slice(0, 200),
    own,
    person: own && !user.is_restricted && !user.is_ultra_restricted,
    gone: user.deleted === true,
  };
}

/** Slack's words for an account that there is not, or not for us. */
const NO_ACCOUNT: ReadonlySet<string> = new Set(['user_not_found', 'user_not_visible']);

export interface SlackDirectory extends Directory {
  /** User groups whose name holds the text, for a picker: Slack has none of its own. */
  groups(text: string): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** What the groups that were looked up since the start are called, by id. */
  groupNames(): ReadonlyMap<string, string>;
  /** Accounts that were switched off. */
  gone(): Promise<readonly string[]>;
  /** What an event said of an account that changed. */
  heard(user: SlackUser): void;
}

export function slackDirectory(
  client: WebClient,
  how: {
    readonly token: string;
    readonly api: string;
    readonly timer: Timer;
    readonly team: () => string;
    readonly direct: Direct;
  },
): SlackDirectory {
  const { token, api, timer, team, direct } = how;
  const accounts = new Map<string, { readonly account: Account; readonly at: number }>();
  const groupNames = new Map<string, string>();
  let listed = Number.NEGATIVE_INFINITY;
  /** Where a listing that broke off goes on: a large workspace has more pages than Slack gives in a minute. */
  let cursor: string | undefined;

  /** Nothing is kept of what is not described as an account. */
  function keep(described: unknown): Account | null {
    const user = SlackUser.safeParse(described);
    if (!user.success) return null;
    const account = toAccount(user.data, team());
    accounts.set(account.id, { account, at: timer.ms() });
    return account;
  }

  async function listAll(): Promise<void> {
    if (timer.ms() - listed < FRESH_MS) return;
    do {
      const page = await client.users.list({ limit: 200, ...(cursor ? { cursor } : {}) });
      for (const user of page.members ?? []) keep(user);
      cursor = page.response_metadata?.next_cursor;
    } while (cursor);
    listed = timer.ms();
  }

  /** Null where Slack knows no such account. Throws where it does not answer. */
  async function one(id: string): Promise<Account | null> {
    const known = accounts.get(id);
    if (known && timer.ms() - known.at < FRESH_MS) return known.account;
    try {
      const { user } = await client.users.info({ user: id });
      return user ? keep(user) : null;
    } catch (cause) {
      if (NO_ACCOUNT.has(slackError(cause) ?? '')) return null;
      throw cause;
    }
  }

  // A name a little out of date is better than none; nobody is let in or put out by it.
  const named = (id: string): Promise<Account | null> =>
    one(id).catch(() => accounts.get(id)?.account ?? null);

  async function many(ids: readonly string[], ask: typeof one): Promise<readonly Account[]> {
    if (ids.length > FEW) await listAll();
    const found = await Promise.all(ids.map(ask));
    return found.flatMap((row) => row ?? []);
  }

  return {
    heard: (user) => void keep(user),
    async names(users) {
      const found = (await many(users, named)).filter((row) => row.own && !row.gone);
      return new Map(found.filter((row) => row.name !== '').map((row) => [row.id, row.name]));
    },
    async membersOf(group) {
      const { users } = await client.usergroups.users.list({ usergroup: group });
      // All or nothing: whoever is missing here is put out of the school.
      const found = await many(users ?? [], one);
      return found.filter((row) => row.person && !row.gone).map((row) => ({ user: row.id, name: row.name }));
    },
    unreachable: direct.unreachable,
    channelTrouble: (channel) => channelTrouble(client, channel),
    async noMember(user) {
      const account = await one(user);
      if (account?.gone) return 'switched_off';
      return account?.own && !account.person ? 'guest' : 'stranger';
    },
    async groups(text) {
      const { usergroups } = await client.usergroups.list();
      const wanted = text.trim().toLowerCase();
      const found = (usergroups ?? []).flatMap(({ id, name }) => (id && name ? [{ id, name }] : []));
      for (const { id, name } of found) groupNames.set(id, name);
      return found.filter((row) => row.name.toLowerCase().includes(wanted));
    },
    groupNames: () => groupNames,
    async gone() {
      listed = Number.NEGATIVE_INFINITY;
      await listAll();
      return [...accounts.values()].filter((row) => row.account.gone).map((row) => row.account.id);
    },
    fetch: (handle, limit) => fetchFile(client, { token, api }, handle, limit),
  };
}

/** A private channel that Accord was not added to is one that Slack does not tell it of. */
async function channelTrouble(client: WebClient, channel: string): Promise<ChannelUnfit | null> {
  try {
    const { channel: found } = await client.conversations.info({ channel });
    if (found?.is_ext_shared || found?.is_pending_ext_shared) return 'shared';
    if (found?.is_archived) return 'gone';
    return found?.is_member ? null : 'not_added';
  } catch (cause) {
    if (slackError(cause) === 'channel_not_found') return 'not_added';
    throw cause;
  }
}

async function fetchFile(
  client: WebClient,
  { token, api }: { readonly token: string; readonly api: string },
  handle: string,
  limit: number,
): Promise<Fetched> {
  try {
    const { file } = await client.files.info({ file: handle });
    const address = file?.url_private_download ?? file?.url_private;
    if (!address || !isSlack(address, api))
      return { ok: false, why: 'never', reason: 'the file is not kept by Slack' };
    const tooLarge: Fetched = { ok: false, why: 'too_large', reason: 'the file is over the limit' };
    if ((file?.size ?? 0) > limit) return tooLarge;
    const answer = await slackFetch(api)(address, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(FILE_MS),
    });
    if (!answer.ok || !answer.body)
      return { ok: false, why: 'later', afterMs: 30_000, reason: `Slack answered ${answer.status}` };
    const mediaType = file?.mimetype ?? 'application/octet-stream';
    // Without the right to read files Slack answers with the page where one signs in, and calls it a success.
    if (answer.headers.get('content-type')?.startsWith('text/html') && mediaType !== 'text/html')
      return { ok: false, why: 'later', afterMs: 60_000, reason: 'Slack wants Accord to sign in for files' };
    const parts: Uint8Array[] = [];
    let size = 0;
    for await (const part of answer.body) {
      size += part.length;
      if (size > limit) return tooLarge;
      parts.push(part);
    }
    return { ok: true, file: { name: file?.name ?? 'file', mediaType, bytes: Buffer.concat(parts) } };
  } catch (cause) {
    const sent = sentOf(cause);
    return sent.why === 'later' ? sent : { ok: false, why: 'never', reason: sent.reason };
  }
}
