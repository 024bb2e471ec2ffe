import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Core, Names } from './core.ts';
import { fakeDelivery } from './delivery.ts';
import { fakeClock } from './fake-clock.ts';
import { giveDownload, takeUpload } from './file-paths.ts';
import { answerJson } from './http-body.ts';
import { LIMITED_TO } from './lifetimes.ts';
import { fakeMisbehaviour } from './misbehave.ts';
import { fakePayloads } from './payloads.ts';
import { type FakePerson, fakePerson } from './person.ts';
import { fakeResponseUrls } from './response-urls.ts';
import { ALL_BOT_SCOPES } from './scopes.ts';
import { type SignedRequest, type Signing, signedRequest } from './signed.ts';
import { fakeSocketMode } from './socket-mode.ts';
import { fakeTriggers } from './triggers.ts';
import { fakeViews } from './views.ts';
import { fakeWebApi } from './web-api.ts';
import { fakeWorkspace } from './workspace.ts';

const NAMES: Names = {
  teamId: 'T0SCHOOL01',
  teamDomain: 'invented-primary',
  appId: 'A0ACCORD01',
  botId: 'B0ACCORD01',
  botUserId: 'U0ACCORD01',
  botToken: 'xoxb-fake-bot',
  appToken: 'xapp-1-fake-app',
  signingSecret: 'a-fake-signing-secret',
  verificationToken: 'an-old-verification-token',
};

export interface Wanted {
  /** Where its clock begins, milliseconds. It moves only by `clock.move`. */
  readonly now?: number;
  /** Bot scopes that were granted; all there is a use for unless said. */
  readonly scopes?: readonly string[];
  readonly command?: string;
  /** Real milliseconds in which an app must acknowledge: Slack's three seconds, or fewer for a quick test. */
  readonly ackMs?: number;
}

/** A Slack of our own on 127.0.0.1, as strict as the real one and as ill-behaved as a test asks. */
export async function startFakeSlack(wanted: Wanted = {}) {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fake Slack has no port.');
  const { port } = address;
  const clock = fakeClock(wanted.now ?? Date.parse('2026-11-20T15:20:00Z'));
  const workspace = fakeWorkspace(NAMES, clock);
  const core: Core = {
    names: NAMES,
    url: `http://127.0.0.1:${port}`,
    clock,
    workspace,
    views: fakeViews(workspace, NAMES),
    triggers: fakeTriggers(clock),
    violations: [],
    scopes: wanted.scopes ?? ALL_BOT_SCOPES,
  };
  const misbehave = fakeMisbehaviour(clock);
  const socket = fakeSocketMode(core);
  const api = fakeWebApi(core, misbehave, socket.open);
  const responseUrls = fakeResponseUrls(core, misbehave);
  const payloads = fakePayloads(core, responseUrls);
  const delivery = fakeDelivery(core, socket, wanted.ackMs ?? LIMITED_TO.ackMs);
  const people = new Map<string, FakePerson>();

  const route = async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const [, first, second = '', third = ''] = new URL(req.url ?? '/', core.url).pathname.split('/');
    if (first === 'api') return api.answer(second, req, res);
    if (first === 'upload') return takeUpload(core, misbehave, third, req, res);
    if (first === 'files-pri') return giveDownload(core, misbehave, second.split('-')[1] ?? '', req, res);
    if (first === 'respond') return responseUrls.answer(second, req, res);
    answerJson(res, 404, { ok: false, error: 'not_found' });
  };
  server.on('request', (req, res) => {
    // A client that went away in the middle is part of the play.
    route(req, res).catch(() => res.destroy());
  });
  server.on('upgrade', (req, line) => socket.upgrade(req, line));

  return {
    names: NAMES,
    url: core.url,
    /** For `slackApiUrl` and SLACK_API_URL. */
    apiUrl: `${core.url}/api/`,
    clock,
    workspace,
    views: core.views,
    triggers: core.triggers,
    responseUrls,
    payloads,
    delivery,
    misbehave,
    socket,
    /** Every call of the Web API in order. */
    calls: api.calls,
    /** Everything that Slack would have refused: a test of an app asks that it is empty. */
    violations: core.violations,
    grant(scopes: readonly string[]): void {
      core.scopes = scopes;
    },
    /** The app is removed: its token is good no more. */
    revoke: api.revoke,
    /** Everything goes to this one address over HTTP, as commands, interactions and events do for Bolt. */
    appAt: delivery.toHttp,
    appOnSocket: delivery.toSocket,
    /** For `fetch`: a request as Slack signs it, or not quite. */
    signed: (body: string, how: Partial<Signing> = {}): SignedRequest =>
      signedRequest(body, { secret: NAMES.signingSecret, ...how }),
    user(id: string): FakePerson {
      if (!workspace.users.has(id))
        throw new Error(`There is no ${id} in the fake workspace: add them first.`);
      const known = people.get(id);
      if (known) return known;
      const made = fakePerson({ core, delivery, payloads, command: wanted.command ?? '/incident' }, id);
      people.set(id, made);
      return made;
    },
    async stop(): Promise<void> {
      await socket.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;
