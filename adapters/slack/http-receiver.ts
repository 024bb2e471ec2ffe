import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App, HTTPResponseAck, type Logger, type Receiver } from '@slack/bolt';
import type { Log } from '../../src/ports.ts';
import type { Body } from './signed-request.ts';

export interface SlackHttp {
  readonly receiver: Receiver;
  /** What Slack has signed. Answers by itself, always. */
  take(body: Body, request: IncomingMessage, response: ServerResponse): Promise<void>;
}

function fail(response: ServerResponse): void {
  if (response.headersSent) return;
  response.writeHead(500);
  response.end();
}

/** Bolt's own reads each request several times over, which is half of what a long form costs. */
export function httpReceiver(log: Log, logger: Logger): SlackHttp {
  let app: App | null = null;
  return {
    receiver: {
      init(of) {
        app = of;
      },
      start: async () => undefined,
      stop: async () => undefined,
    },
    async take(body, request, response) {
      if (body.type === 'url_verification') {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ challenge: body.challenge }));
        return;
      }
      const ack = new HTTPResponseAck({
        logger,
        processBeforeResponse: false,
        unhandledRequestHandler() {
          log.warn('Slack was not answered within three seconds.');
          fail(response);
        },
        httpRequest: request,
        httpRequestBody: body,
        httpResponse: response,
      });
      try {
        await app?.processEvent({ body, ack: ack.bind() });
      } catch (cause) {
        log.error('Something from Slack could not be answered.', cause);
        fail(response);
        ack.ack();
      }
    },
  };
}
