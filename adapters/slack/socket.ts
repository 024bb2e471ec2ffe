import { setTimeout as pause } from 'node:timers/promises';
import { SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../src/ports.ts';
import { clientOptions, quietLogger, slackError } from './client.ts';
import { SlackRefused } from './slack-refused.ts';

/** The longest pause before the next try to connect. Milliseconds. */
const LONGEST_MS = 30_000;
/** How long a stop waits for a connection that is being opened. Milliseconds. */
const OPENING_MS = 5000;
/** Of Slack's answers these will not change by asking again. */
const HOPELESS: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'not_allowed_token_type',
  'missing_scope',
]);

export interface Socket {
  readonly receiver: SocketModeReceiver;
  /** Rejects with `SlackRefused` where the token will never do; otherwise it goes on trying, and keeps connected. */
  start(): Promise<void>;
  connected(): boolean;
  stop(): Promise<void>;
}

/**
 * Socket mode for a school without a public address. The SDK's own reconnecting leaves a promise that nobody catches
 * when Slack cannot be reached, which ends the process: it is switched off, and done here.
 */
export function slackSocket(appToken: string, api: string, log: Log): Socket {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: quietLogger(log),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(api, log) },
    processEventErrorHandler: async ({ error }) => {
      log.error('Something from Slack could not be answered.', error);
      return false;
    },
  });
  const stopping = new AbortController();
  let connected = false;
  let connecting: Promise<void> | null = null;

  async function keepTrying(): Promise<void> {
    for (let tries = 0; !stopping.signal.aborted; tries += 1) {
      try {
        await receiver.start();
        connected = true;
        return;
      } catch (cause) {
        const said = slackError(cause);
        if (said !== null && HOPELESS.has(said))
          throw new SlackRefused(
            `Slack does not accept SLACK_APP_TOKEN (it says ${said}). Copy the app-level token with connections:write from the app's settings again, or leave it out and use a public address.`,
          );
        log.warn('Slack cannot be reached for Socket Mode; it is tried again.', { tries });
        await pause(Math.min(LONGEST_MS, 1000 * 2 ** tries), undefined, { signal: stopping.signal }).catch(
          () => undefined,
        );
      }
    }
  }

  function connect(): Promise<void> {
    connecting ??= keepTrying().finally(() => {
      connecting = null;
    });
    return connecting;
  }

  receiver.client.on('disconnected', () => {
    connected = false;
    if (stopping.signal.aborted || connecting) return;
    connect().catch((cause) => log.error('Socket Mode has ended for good; look at SLACK_APP_TOKEN.', cause));
  });

  return {
    receiver,
    start: connect,
    connected: () => connected,
    async stop() {
      stopping.abort();
      // One that is being opened just now would otherwise stand open after the stop, and take what nobody answers.
      const opened = connecting?.catch(() => undefined);
      await Promise.race([opened, pause(OPENING_MS, undefined, { ref: false })]);
      if (connected) await receiver.client.disconnect();
    },
  };
}
