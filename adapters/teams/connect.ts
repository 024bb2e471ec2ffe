import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Counts, Log, Timer } from '../../src/ports.ts';
import type { AddressOf, Directory, Door, Surface } from '../../src/surface.ts';
import { Envelope, isInvoke, TeamsActivity } from './activity.ts';
import { ConnectorFailed } from './connector-http.ts';
import { consentedFiles } from './consented-files.ts';
import { GivenUp, within } from './given-up.ts';
import { onInvoke } from './invokes.ts';
import { messageHandler } from './messages.ts';
import { GIVEN_UP_MS, teamsOutlet } from './outlet.ts';
import { conversationPace, PACE_MS } from './pace.ts';
import { ANSWER_MS, type TeamsParts, whoIs } from './parts.ts';
import { readBody } from './read-body.ts';
import { sharedFiles } from './shared-files.ts';
import { type Heard, type InvokeAnswer, type TeamsCredentials, teamsTransport } from './transport.ts';

export const TEAMS_PATH = '/api/messages';

/** Where Microsoft's connectors for schools are. A token made out for one would be sent to whatever is named here. */
const CONNECTORS: ReadonlySet<string> = new Set(['smba.trafficmanager.net']);
const GLOBAL = 'https://smba.trafficmanager.net/teams/';

export interface TeamsNeeds {
  readonly door: Door;
  readonly addressOf: AddressOf;
  readonly log: Log;
  readonly counts: Counts;
  readonly timer: Timer;
  /** Something may be owed to somebody now. */
  readonly settle: () => void;
  /** Milliseconds between two messages in one conversation; what Teams takes where left out. */
  readonly paceMs?: number;
  /** Milliseconds after which Microsoft is not waited for any longer. */
  readonly givenUpMs?: number;
  /** Milliseconds in which an invoke is answered; what Teams allows where left out. */
  readonly answerMs?: number;
}

export interface Teams extends Surface {
  readonly platform: 'teams';
  /** A request to `TEAMS_PATH`. Answers by itself, always. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Resolves when nothing that Teams sent is under way, answers that are still to be shown included. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const isConnector = (address: string): boolean => {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url?.protocol === 'https:' && CONNECTORS.has(url.hostname);
};

const NO_INVOKE: InvokeAnswer = { status: 501 };

/** Accord in one tenant: what comes in goes to the door, what is owed goes out by the outlet. */
export function connectTeams(credentials: TeamsCredentials, needs: TeamsNeeds): Teams {
  const { door, addressOf, log, counts, timer } = needs;
  const givenUpMs = needs.givenUpMs ?? GIVEN_UP_MS;
  const transport = teamsTransport(credentials, givenUpMs);
  let serviceUrl = GLOBAL;
  const chats = new Map<string, string>();
  const pace = conversationPace(timer, needs.paceMs ?? PACE_MS);
  const afterwards = new Set<Promise<void>>();
  const underWay = new Set<Promise<void>>();

  async function chatWith(user: string): Promise<string> {
    const known = chats.get(user);
    if (known) return known;
    const opened = await transport.openChat(user, serviceUrl);
    chats.set(user, opened);
    return opened;
  }

  const nameOf = async (user: string): Promise<string | null> => {
    try {
      const found = chatWith(user).then((conversation) =>
        transport.nameOf({ conversation, serviceUrl }, user),
      );
      return await within(givenUpMs, found);
    } catch {
      return null;
    }
  };
  /** Names that came with what people sent: Teams vouches for them as for the account. */
  const heardNames = new Map<string, string>();

  const shared = sharedFiles(transport);
  const consented = consentedFiles(randomUUID);
  const directory: Directory = {
    async names(users) {
      const found = await Promise.all(
        users.map(async (user) => [user, heardNames.get(user) ?? (await nameOf(user))] as const),
      );
      return new Map(found.flatMap(([user, name]) => (name ? [[user, name] as const] : [])));
    },
    // Who is in a group is told to those alone who may read the whole directory, and Accord asks for no such right.
    membersOf: async () => {
      throw new Error('Teams tells nobody who is in a group.');
    },
    fetch: (handle, limit) => shared.fetch(handle, limit),
    async unreachable(users) {
      const found = await Promise.all(
        users.map(async (user) => {
          try {
            // Asked anew: whoever was written to yesterday may have removed Accord since.
            await within(givenUpMs, transport.openChat(user, serviceUrl));
            return [];
          } catch (cause) {
            return cause instanceof ConnectorFailed && (cause.status === 403 || cause.status === 404)
              ? [user]
              : [];
          }
        }),
      );
      return found.flat();
    },
    async channelTrouble(channel) {
      try {
        await within(givenUpMs, transport.lookInto({ conversation: channel, serviceUrl }));
        return null;
      } catch (cause) {
        if (cause instanceof ConnectorFailed && cause.status === 403) return 'not_added';
        if (cause instanceof ConnectorFailed && cause.status === 404) return 'gone';
        throw cause;
      }
    },
    // What kind of account it is is told to those alone who may read the whole directory.
    noMember: async () => 'stranger',
  };

  const parts: TeamsParts = {
    transport,
    door,
    log,
    counts,
    timer,
    answerMs: needs.answerMs ?? ANSWER_MS,
    shared,
    consented,
    names: directory.names,
    settle: needs.settle,
    letIn(who, { conversation }) {
      pace.forget(conversation.id);
      const chat = chats.get(who.user);
      if (chat) pace.forget(chat);
    },
    after(what, work) {
      // Twice as long as a message has: it may be a file on its way.
      const done = within(2 * givenUpMs, work()).then(
        () => undefined,
        (cause) => {
          if (cause instanceof GivenUp) log.warn(`${what} could not be shown in Teams: it did not answer.`);
          else if (cause instanceof ConnectorFailed)
            log.warn(`${what} could not be shown in Teams.`, { status: cause.status, code: cause.code });
          else log.error(`${what} could not be shown in Teams.`, cause);
        },
      );
      afterwards.add(done);
      void done.then(() => afterwards.delete(done));
    },
  };
  const messages = messageHandler(parts);

  /** What Microsoft vouches for, as far as Accord knows it. */
  async function answer(heard: Heard, envelope: Envelope): Promise<InvokeAnswer | null> {
    const tenant = envelope.conversation.tenantId ?? envelope.channelData?.tenant?.id;
    if (tenant !== credentials.tenantId) {
      counts.count('outside');
      return { status: 403 };
    }
    serviceUrl = envelope.serviceUrl;
    const who = whoIs(envelope);
    const read = TeamsActivity.safeParse(heard);
    if (!read.success || !who) {
      if (isInvoke(envelope)) log.warn('Teams asked something that Accord does not know; it was told so.');
      else if (envelope.type === 'message')
        log.warn('A message in Teams could not be read; it has no answer.');
      return isInvoke(envelope) ? NO_INVOKE : null;
    }
    if (who.name) heardNames.set(who.user, who.name);
    const activity = read.data;
    switch (activity.type) {
      case 'invoke':
        return onInvoke(parts, who, activity);
      case 'message':
        await messages.onMessage(who, activity);
        return null;
      case 'installationUpdate':
        await messages.onInstalled(who, activity);
        return null;
      default:
        return activity satisfies never;
    }
  }

  const send = (response: ServerResponse, { status, body }: InvokeAnswer) => {
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(body === undefined ? '' : JSON.stringify(body));
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    if (body === 'gone') return;
    if (!body.ok) return send(response, { status: body.status });
    const envelope = Envelope.safeParse(body.value);
    if (!envelope.success || !isConnector(envelope.data.serviceUrl)) {
      log.warn(
        'A request to the address for Teams was refused: it is no activity of a connector of Microsoft.',
      );
      return send(response, { status: 400 });
    }
    const { authorization = '' } = request.headers;
    try {
      if (!(await transport.vouchesFor(envelope.data.serviceUrl, authorization))) {
        log.warn('A request to the address for Teams was refused: Microsoft does not vouch for it.');
        return send(response, { status: 401 });
      }
      send(response, (await answer(body.value, envelope.data)) ?? { status: 200 });
    } catch (cause) {
      log.error('Something from Teams could not be answered.', cause);
      send(response, { status: 500 });
    }
  }

  const tracked = <T>(work: Promise<T>): Promise<T> => {
    const quiet = work.then(
      () => undefined,
      () => undefined,
    );
    underWay.add(quiet);
    void quiet.then(() => underWay.delete(quiet));
    return work;
  };

  async function settled(): Promise<void> {
    while (underWay.size + afterwards.size > 0) await Promise.all([...underWay, ...afterwards]);
  }

  return {
    platform: 'teams',
    outlet: teamsOutlet(
      {
        transport,
        addressOf,
        pace,
        givenUpMs,
        consented,
        serviceUrl: () => serviceUrl,
      },
      { chatWith },
    ),
    directory,
    handle: (request, response) => tracked(handle(request, response)),
    settled,
    stop: settled,
  };
}
