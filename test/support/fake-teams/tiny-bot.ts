import { createServer } from 'node:http';
import { TeamsAdapter } from '@microsoft/teams-ai';
import {
  ConfigurationServiceClientCredentialFactory,
  type ConversationReference,
  type TurnContext,
} from 'botbuilder';
import { readBytes } from '../fake-slack/http-body.ts';
import type { Names } from './core.ts';
import { isJson, type Json, parsedJson } from './json.ts';

/** What a bot makes of an activity: the body of an invoke's answer, or nothing for the rest. */
export type Logic = (context: TurnContext) => Promise<Json | undefined>;

/** The least a bot can be, with the real adapter and production's configuration. */
export async function startTinyBot(
  { appId, appPassword, tenantId, serviceUrl, botId, botName }: Names,
  given: { password?: string; tenant?: string } = {},
) {
  const adapter = new TeamsAdapter(
    {},
    new ConfigurationServiceClientCredentialFactory({
      MicrosoftAppId: appId,
      MicrosoftAppPassword: given.password ?? appPassword,
      MicrosoftAppType: 'SingleTenant',
      MicrosoftAppTenantId: given.tenant ?? tenantId,
    }),
  );
  const came: Json[] = [];
  let logic: Logic = async () => undefined;

  const server = createServer(async (req, res) => {
    const sent = parsedJson((await readBytes(req)).toString());
    const body = isJson(sent) ? { ...sent } : {};
    // As Express would have it: the adapter asks for these and no more.
    const answer = {
      socket: res.socket,
      header: (name: string, value: unknown) => void res.setHeader(name, String(value)),
      status: (code: number) => {
        res.statusCode = code;
      },
      send: (sent: unknown) => void res.write(typeof sent === 'string' ? sent : JSON.stringify(sent)),
      end: () => void res.end(),
    };
    const asked = { body, headers: { ...req.headers }, method: req.method ?? '' };
    await adapter.process(asked, answer, async (context) => {
      came.push({ ...context.activity });
      const said = await logic(context);
      if (context.activity.type === 'invoke')
        await context.sendActivity({ type: 'invokeResponse', value: { status: 200, body: said } });
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');

  const reference = (conversation: string): Partial<ConversationReference> => ({
    serviceUrl,
    channelId: 'msteams',
    bot: { id: botId, name: botName },
    conversation: { id: conversation, isGroup: false, conversationType: 'personal', name: '' },
  });

  return {
    adapter,
    /** Activities that passed the SDK's checks. */
    came,
    url: `http://127.0.0.1:${address.port}/api/messages`,
    on(next: Logic): void {
      logic = next;
    },
    /** A turn of its own in a conversation. */
    in: (conversation: string, run: (context: TurnContext) => Promise<void>): Promise<void> =>
      adapter.continueConversationAsync(appId, reference(conversation), run),
    /** The id of the personal chat with somebody. */
    async chatWith(user: string, tenant = tenantId): Promise<string> {
      let id = '';
      const parameters = {
        isGroup: false,
        bot: { id: botId, name: botName },
        members: [{ id: user, name: '' }],
        tenantId: tenant,
        channelData: { tenant: { id: tenant } },
      };
      await adapter.createConversationAsync(appId, 'msteams', serviceUrl, '', parameters, async (context) => {
        id = context.activity.id ?? '';
      });
      return id;
    },
    stop: (): Promise<void> =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

export type TinyBot = Awaited<ReturnType<typeof startTinyBot>>;
