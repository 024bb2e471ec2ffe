import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import type { Log } from '../../src/ports.ts';
import type { Sent } from '../../src/surface.ts';

/** Within this a call to Slack is answered or given up: the outbox tries again. Milliseconds. */
export const CALL_MS = 2500;
/** A file may take longer than words. Milliseconds. */
export const FILE_MS = 30_000;

export const SLACK_API = 'https://slack.com/api/';

/**
 * What the SDK has to say, without what people typed: of its sentences only the words before the first colon are
 * Slack's own, and its debug lines hold whole requests.
 */
export function quietLogger(log: Log): Logger {
  const words = (rows: readonly unknown[]): string => {
    const [first] = rows;
    const text =
      first instanceof Error ? first.name : typeof first === 'string' ? (first.split(':')[0] ?? '') : '';
    return /^[\w\s,.'()/-]{1,120}$/.test(text) ? text : 'a message that is not repeated here';
  };
  return {
    debug: () => {},
    info: () => {},
    warn: (...rows) => log.warn('Slack SDK', { says: words(rows) }),
    error: (...rows) => log.warn('Slack SDK', { says: words(rows) }),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

/** Whether an address is Slack's own, or where the configuration says that Slack is. */
export function isSlack(address: string, api: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url) return false;
  return (
    url.origin === new URL(api).origin ||
    (url.protocol === 'https:' && /(^|\.)slack\.com$/.test(url.hostname))
  );
}

/**
 * Nothing waits for ever, and nothing is sent to an address that somebody slipped in. The answer is read here, so that
 * its alarm is put away with it: the SDK's own goes off for each call, long after the answer is there.
 */
export const slackFetch =
  (api: string, ms = FILE_MS): typeof fetch =>
  async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    if (!isSlack(address, api)) throw new TypeError('That address is not one of Slack.');
    if (init?.signal) return fetch(input, { ...init, redirect: 'error' });
    const late = new AbortController();
    const alarm = setTimeout(() => late.abort(), ms);
    try {
      const answer = await fetch(input, { ...init, redirect: 'error', signal: late.signal });
      const { status, statusText, headers } = answer;
      const body = await answer.arrayBuffer();
      return new Response(body.byteLength > 0 ? body : null, { status, statusText, headers });
    } finally {
      clearTimeout(alarm);
    }
  };

/** How the SDK is to behave: no retries and no queue of its own, because what is owed stands in the outbox. */
export const clientOptions = (api: string, log: Log, ms = CALL_MS) => ({
  slackApiUrl: api,
  // `slackFetch` has it.
  timeout: 0,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  fetch: slackFetch(api, ms),
  logger: quietLogger(log),
});

export const slackClient = (token: string, api: string, log: Log, timeout = CALL_MS): WebClient =>
  new WebClient(token, clientOptions(api, log, timeout));

/** Slack's own word for what was wrong, where it gave one. */
export function slackError(cause: unknown): string | null {
  if (!(cause instanceof Error) || !('data' in cause)) return null;
  const { data } = cause;
  if (typeof data !== 'object' || data === null || !('error' in data)) return null;
  return typeof data.error === 'string' ? data.error : null;
}

const retryAfterMs = (cause: unknown): number | null =>
  cause instanceof Error && 'retryAfter' in cause && typeof cause.retryAfter === 'number'
    ? cause.retryAfter * 1000
    : null;

/** The message itself can never be sent there: trying again would say the same. */
const NEVER: ReadonlySet<string> = new Set([
  ...['channel_not_found', 'is_archived', 'restricted_action', 'restricted_action_read_only_channel'],
  ...[
    'user_not_found',
    'user_disabled',
    'users_not_found',
    'cannot_dm_bot',
    'user_not_visible',
    'messages_tab_disabled',
  ],
  ...['message_not_found', 'cant_update_message', 'edit_window_closed', 'file_not_found', 'file_deleted'],
  ...[
    'invalid_blocks',
    'invalid_arguments',
    'msg_too_long',
    'msg_blocks_too_long',
    'no_text',
    'too_many_attachments',
  ],
]);

/** The app's own standing with the workspace or a channel: what is owed waits until an administrator has mended it. */
const STANDING: ReadonlySet<string> = new Set([
  'not_in_channel',
  ...['invalid_auth', 'not_authed', 'token_revoked', 'token_expired', 'account_inactive', 'missing_scope'],
  ...['not_allowed_token_type', 'org_login_required', 'ekm_access_denied', 'access_denied'],
]);
const STANDING_MS = 60_000;
const AGAIN_MS = 5000;

/** What a failed call means for what is owed. The reason is Slack's word for it, never the message. */
export function sentOf(cause: unknown): Extract<Sent, { ok: false }> {
  const after = retryAfterMs(cause);
  if (after !== null)
    return { ok: false, why: 'later', afterMs: after, reason: 'Slack asked to wait', held: true };
  const said = slackError(cause);
  if (said === null) return { ok: false, why: 'later', afterMs: AGAIN_MS, reason: 'Slack did not answer' };
  if (NEVER.has(said)) return { ok: false, why: 'never', reason: `Slack says ${said}` };
  if (STANDING.has(said))
    return { ok: false, why: 'later', afterMs: STANDING_MS, reason: `Slack says ${said}`, held: true };
  return { ok: false, why: 'later', afterMs: AGAIN_MS, reason: `Slack says ${said}` };
}
