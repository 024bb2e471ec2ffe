import { z } from 'zod';

/**
 * What Teams sends, as far as Accord reads it. Vouched for by Microsoft, and read as if it were not: anything else
 * is set aside with a log line that repeats none of it.
 */
const id = z.string().min(1).max(500);

const Account = z.looseObject({
  id,
  name: z.string().max(200).nullish(),
  aadObjectId: z.string().max(100).nullish(),
});

const base = {
  id: id.optional(),
  channelId: z.literal('msteams'),
  serviceUrl: z.url().max(500),
  from: Account,
  recipient: Account,
  conversation: z.looseObject({
    id,
    conversationType: z.string().max(40).nullish(),
    tenantId: z.string().max(100).nullish(),
  }),
  channelData: z
    .looseObject({
      tenant: z.looseObject({ id: z.string().max(100) }).nullish(),
      channel: z.looseObject({ id }).nullish(),
      team: z.looseObject({ id }).nullish(),
    })
    .nullish(),
};

const Attachment = z.looseObject({
  contentType: z.string().max(200),
  contentUrl: z.string().max(4000).nullish(),
  name: z.string().max(500).nullish(),
  content: z.unknown().optional(),
});

const Message = z.looseObject({
  ...base,
  type: z.literal('message'),
  text: z.string().max(50_000).nullish(),
  attachments: z.array(Attachment).max(100).nullish(),
});
export type Message = z.infer<typeof Message>;

const invoke = <N extends string, V extends z.ZodType>(name: N, value: V) =>
  z.looseObject({ ...base, type: z.literal('invoke'), name: z.literal(name), value });

const data = z.record(z.string(), z.unknown());

const Command = z.looseObject({
  commandId: z.string().max(100),
  messagePayload: z
    .looseObject({
      body: z.looseObject({ content: z.string().max(100_000).nullish() }).nullish(),
      linkToMessage: z.string().max(2000).nullish(),
    })
    .nullish(),
  data: data.nullish(),
});

const Invoke = z.discriminatedUnion('name', [
  invoke('composeExtension/fetchTask', Command),
  invoke('composeExtension/submitAction', Command),
  invoke('task/fetch', z.looseObject({ data: data.nullish() })),
  invoke('task/submit', z.looseObject({ data: data.nullish() })),
  invoke(
    'adaptiveCard/action',
    z.looseObject({ action: z.looseObject({ verb: z.string().max(100).nullish(), data: data.nullish() }) }),
  ),
  invoke(
    'application/search',
    z.looseObject({ dataset: z.string().max(200).nullish(), queryText: z.string().max(500).nullish() }),
  ),
  invoke(
    'fileConsent/invoke',
    z.looseObject({
      action: z.enum(['accept', 'decline']),
      context: z.looseObject({ file: z.string().max(200) }).nullish(),
      uploadInfo: z
        .looseObject({
          uploadUrl: z.url().max(4000),
          name: z.string().max(500).nullish(),
          contentUrl: z.string().max(4000).nullish(),
          uniqueId: z.string().max(200).nullish(),
          fileType: z.string().max(40).nullish(),
        })
        .nullish(),
    }),
  ),
]);
export type Invoke = z.infer<typeof Invoke>;
export type InvokeOf<N extends Invoke['name']> = Extract<Invoke, { name: N }>;

const Installed = z.looseObject({
  ...base,
  type: z.literal('installationUpdate'),
  action: z.string().max(40).nullish(),
});
export type Installed = z.infer<typeof Installed>;

/** Who it is from and where, whatever it is: asked before anything else is read. */
export const Envelope = z.looseObject({ ...base, type: z.string().max(40) });
export type Envelope = z.infer<typeof Envelope>;

export const TeamsActivity = z.discriminatedUnion('type', [Message, Invoke, Installed]);
export type TeamsActivity = z.infer<typeof TeamsActivity>;

/** Names of invokes that Accord answers; others get 501, as Teams expects of what is not done. */
export const isInvoke = (heard: Envelope): boolean => heard.type === 'invoke';

export const isPersonal = ({ conversation }: Pick<Envelope, 'conversation'>): boolean =>
  (conversation.conversationType ?? 'personal') === 'personal';
