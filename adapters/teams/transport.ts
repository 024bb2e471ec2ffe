import { AsyncLocalStorage } from 'node:async_hooks';
import { TeamsAdapter } from '@microsoft/teams-ai';
import {
  type Activity,
  ConfigurationServiceClientCredentialFactory,
  type ConversationReference,
  TeamsInfo,
  type TurnContext,
} from 'botbuilder';
import { CertificateServiceClientCredentialsFactory } from 'botframework-connector';
import { z } from 'zod';
import { callConnector } from './connector-http.ts';
import { GivenUp, within } from './given-up.ts';

/** Microsoft's own name for the connector, as its tokens are made out to. */
const AUDIENCE = 'https://api.botframework.com';
const LOGIN = 'https://login.microsoftonline.com';
const CHANNEL = 'msteams';

export interface TeamsCredentials {
  readonly appId: string;
  readonly tenantId: string;
  readonly key:
    | { readonly is: 'password'; readonly password: string }
    /** The certificate's SHA-1 thumbprint as Microsoft shows it, and the private key in PEM. */
    | { readonly is: 'certificate'; readonly thumbprint: string; readonly privateKey: string };
}

/** A conversation, as Microsoft's connector names it. */
export interface Place {
  readonly conversation: string;
  readonly serviceUrl: string;
}

/** An activity as it came. */
export type Heard = Readonly<Record<string, unknown>>;
export type InvokeAnswer = { readonly status: number; readonly body?: unknown };

export interface TeamsTransport {
  /**
   * Whether Microsoft vouches, with the header `authorization`, for an activity from this connector. A turn of the
   * SDK's own would make a client and a pipeline for answers that nobody sends from it. Rejects with `GivenUp`.
   */
  vouchesFor(serviceUrl: string, authorization: string): Promise<boolean>;
  /** The message's id. Rejects with `ConnectorFailed`. */
  send(place: Place, activity: Heard): Promise<string>;
  update(place: Place, id: string, activity: Heard): Promise<void>;
  remove(place: Place, id: string): Promise<void>;
  /** What somebody is called who is in a conversation with Accord; null where they are not. */
  nameOf(place: Place, user: string): Promise<string | null>;
  /** Rejects with `ConnectorFailed` where Accord has no place in the conversation. */
  lookInto(place: Place): Promise<void>;
  /** With which the connector's own files are asked for. */
  token(): Promise<string>;
  /** The conversation with one person, made where there is none; nothing is said in it. */
  openChat(user: string, serviceUrl: string): Promise<string>;
}

/**
 * For every token that is no good the SDK writes Microsoft's public keys, or a stack trace, to the console. Anybody on
 * the internet can send one, so while it looks at a token it writes nothing; Accord's own log says that it was refused.
 */
const unheard = new AsyncLocalStorage<true>();
const heard = console.error.bind(console);
console.error = (...said) => {
  if (!unheard.getStore()) heard(...said);
};

/** Lets the adapter's own check of the token be asked for by itself: its `process` answers some bad tokens with 500. */
class CheckedAdapter extends TeamsAdapter {
  vouch(activity: Activity, authorization: string) {
    return unheard.run(true, () =>
      this.botFrameworkAuthentication.authenticateRequest(activity, authorization),
    );
  }
}

const connector: ConstructorParameters<typeof TeamsAdapter>[3] = {
  noRetryPolicy: true,
  httpClient: {
    async sendRequest(request) {
      const answer = await callConnector({
        url: request.url,
        method: request.method,
        headers: request.headers.rawHeaders(),
        body: typeof request.body === 'string' ? request.body : null,
      });
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      for (const [name, value] of Object.entries(answer.headers)) headers.set(name, value);
      return { request, status: answer.status, headers, bodyAsText: answer.body };
    },
  },
};

/** As much of an activity as the check of its token looks at, which is where it came from. */
const cameFrom = (serviceUrl: string): Activity => ({
  type: 'message',
  channelId: CHANNEL,
  serviceUrl,
  from: { id: '', name: '' },
  recipient: { id: '', name: '' },
  conversation: { id: '', name: '', isGroup: false, conversationType: '' },
  localTimezone: '',
  callerId: '',
  text: '',
  label: '',
  valueType: '',
  listenFor: [],
});

const credentialsOf = ({ appId, tenantId, key }: TeamsCredentials) =>
  key.is === 'password'
    ? new ConfigurationServiceClientCredentialFactory({
        MicrosoftAppId: appId,
        MicrosoftAppPassword: key.password,
        MicrosoftAppType: 'SingleTenant',
        MicrosoftAppTenantId: tenantId,
      })
    : new CertificateServiceClientCredentialsFactory(appId, key.thumbprint, key.privateKey, tenantId);

/**
 * The one file that knows Microsoft's SDKs, both of which are retired. It checks who is speaking and carries
 * activities out; what they mean is for others.
 */
export function teamsTransport(credentials: TeamsCredentials, givenUpMs: number): TeamsTransport {
  const { appId, tenantId } = credentials;
  const factory = credentialsOf(credentials);
  const adapter = new CheckedAdapter(
    { MicrosoftAppId: appId, MicrosoftAppType: 'SingleTenant', MicrosoftAppTenantId: tenantId },
    factory,
    undefined,
    connector,
  );

  const referenceTo = ({ conversation, serviceUrl }: Place): Partial<ConversationReference> => ({
    bot: { id: `28:${appId}`, name: 'Accord' },
    channelId: CHANNEL,
    serviceUrl,
    conversation: { id: conversation, isGroup: false, conversationType: '', name: '' },
  });

  /** The SDK swallows what goes wrong inside a proactive turn: it is caught within and thrown here. */
  async function inTurn<T>(place: Place, work: (context: TurnContext) => Promise<T>): Promise<T> {
    let done: { readonly value: T } | { readonly cause: unknown } | null = null;
    await adapter.continueConversationAsync(appId, referenceTo(place), async (context) => {
      done = await work(context).then(
        (value) => ({ value }),
        (cause: unknown) => ({ cause }),
      );
    });
    return finished<T>(done);
  }

  return {
    async vouchesFor(serviceUrl, authorization) {
      try {
        // Its keys may have to be fetched first.
        await within(givenUpMs, adapter.vouch(cameFrom(serviceUrl), authorization));
        return true;
      } catch (cause) {
        if (cause instanceof GivenUp) throw cause;
        return false;
      }
    },
    send: (place, activity) =>
      inTurn(place, async (context) => {
        const sent = await context.sendActivity(activity);
        return sent?.id ?? '';
      }),
    update: (place, id, activity) =>
      inTurn(place, async (context) => {
        await context.updateActivity({ ...activity, id });
      }),
    remove: (place, id) => inTurn(place, (context) => context.deleteActivity(id)),
    nameOf: (place, user) =>
      inTurn(place, async (context) => {
        const member = await TeamsInfo.getMember(context, user);
        return member.name || null;
      }),
    lookInto: (place) =>
      inTurn(place, async (context) => {
        await TeamsInfo.getPagedMembers(context, 1);
      }),
    async token() {
      const own = await factory.createCredentials(appId, AUDIENCE, LOGIN, true);
      if (!('getToken' in own) || typeof own.getToken !== 'function')
        throw new Error('There is no token to be had.');
      return z.string().parse(await within(givenUpMs, Promise.resolve(own.getToken())));
    },
    async openChat(user, serviceUrl) {
      let conversation = '';
      await adapter.createConversationAsync(
        appId,
        CHANNEL,
        serviceUrl,
        AUDIENCE,
        {
          isGroup: false,
          bot: { id: `28:${appId}`, name: 'Accord' },
          members: [{ id: user, name: '' }],
          tenantId,
          channelData: { tenant: { id: tenantId } },
        },
        async (context) => {
          conversation = context.activity.conversation.id;
        },
      );
      return conversation;
    },
  };
}

function finished<T>(done: { readonly value: T } | { readonly cause: unknown } | null): T {
  if (done === null) throw new Error('The turn ended without having been run.');
  if ('cause' in done) throw done.cause;
  return done.value;
}
