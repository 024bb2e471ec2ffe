import { type Logger, LogLevel, type WebAPICallResult, WebClient } from '@slack/web-api';
import type { Log } from '../../src/ports.ts';
import type { Sent } from '../../src/surface.ts';
import { slackFetch } from './slack-fetch.ts';

/** Within this a call to Slack is answered or given up: the outbox tries again. Milliseconds. */
export const CALL_MS = 2500;

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

/**
 * The SDK's client, told the parts of a call as the JSON text they are sent as: where it makes the text itself, it first
 * copies every part of a window twice for lines of a log that nobody reads.
 */
class TextClient extends WebClient {
  override apiCall(
    method: string,
    options: Readonly<Record<string, unknown>> = {},
  ): Promise<WebAPICallResult> {
    // The one name that is no call, but the SDK's own way to make three.
    if (method === 'files.uploadV2') return super.apiCall(method, options);
    const texts = Object.entries(options).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]);
    return super.apiCall(method, Object.fromEntries(texts));
  }
}

export const slackClient = (token: string, api: string, log: Log, timeout = CALL_MS): WebClient =>
  new TextClient(token, clientOptions(api, log, timeout));

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
