import { z } from 'zod';
import { bytes, LIMITS } from '../../../adapters/teams/limits.ts';
import { cardTrouble } from './checked-card.ts';
import type { Json } from './json.ts';

export const CARD = 'application/vnd.microsoft.card.adaptive';
export const CONSENT = 'application/vnd.microsoft.teams.card.file.consent';
export const FILE_INFO = 'application/vnd.microsoft.teams.card.file.info';

const record = z.record(z.string(), z.unknown());
const account = z.looseObject({ id: z.string().min(1) });

export const ConsentCard = z.strictObject({
  contentType: z.literal(CONSENT),
  name: z.string().min(1),
  content: z.strictObject({
    description: z.string().min(1),
    sizeInBytes: z.int().min(1),
    acceptContext: record,
    declineContext: record,
  }),
});

const Attachment = z.discriminatedUnion('contentType', [
  z.strictObject({ contentType: z.literal(CARD), content: record }),
  ConsentCard,
  z.strictObject({
    contentType: z.literal(FILE_INFO),
    contentUrl: z.url(),
    name: z.string().min(1),
    content: z.strictObject({ uniqueId: z.string().min(1), fileType: z.string().min(1) }),
  }),
]);

const Mention = z.strictObject({
  type: z.literal('mention'),
  text: z.string().regex(/^<at>[^<>]+<\/at>$/),
  mentioned: z.looseObject({ id: z.string().min(1), name: z.string().min(1) }),
});

const Activity = z.strictObject({
  type: z.enum(['message', 'typing']),
  id: z.string().optional(),
  timestamp: z.string().optional(),
  channelId: z.literal('msteams').optional(),
  serviceUrl: z.string().optional(),
  from: account.optional(),
  recipient: z.looseObject({}).optional(),
  conversation: z.looseObject({}).optional(),
  replyToId: z.string().optional(),
  locale: z.string().optional(),
  inputHint: z.string().optional(),
  importance: z.enum(['normal', 'high', 'urgent']).optional(),
  text: z.string().optional(),
  textFormat: z.enum(['plain', 'markdown', 'xml']).optional(),
  summary: z.string().min(1).optional(),
  attachmentLayout: z.enum(['list', 'carousel']).optional(),
  attachments: z.array(Attachment).optional(),
  entities: z.array(Mention).optional(),
  channelData: record.optional(),
});
export type PostedActivity = z.infer<typeof Activity>;

export type CheckedActivity =
  | { readonly ok: true; readonly activity: PostedActivity }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly detail: readonly string[];
    };

const marks = (text: string): readonly string[] =>
  [...text.matchAll(/<at>.*?<\/at>/g)].map(([found]) => found);

/** Where Teams takes a message, and in which words it does not. */
export function checkedActivity(sent: unknown, isPersonal: boolean): CheckedActivity {
  const bad = (code: string, detail: readonly string[], status = 400): CheckedActivity => ({
    ok: false,
    status,
    code,
    detail,
  });
  const size = bytes(sent);
  if (size > LIMITS.messageBytes) return bad('MessageSizeTooBig', [`${size} bytes`], 413);
  const read = Activity.safeParse(sent);
  if (!read.success)
    return bad(
      'BadSyntax',
      read.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`),
    );
  const { data: activity } = read;
  if (activity.type === 'typing') return { ok: true, activity };
  const attachments = activity.attachments ?? [];
  const text = activity.text ?? '';
  if (text === '' && attachments.length === 0)
    return bad('BadSyntax', ['A message says something or holds a card.']);
  const mentions = (activity.entities ?? []).map((one) => one.text);
  const stray = [
    ...marks(text).filter((mark) => !mentions.includes(mark)),
    ...mentions.filter((one) => !text.includes(one)),
  ];
  if (stray.length > 0) return bad('BadSyntax', ['A mention stands in the text and among the entities.']);
  const trouble = attachments.flatMap((one): readonly string[] => {
    if (one.contentType === CARD) return cardTrouble(one.content satisfies Json);
    return isPersonal ? [] : ['Files are for personal chat.'];
  });
  return trouble.length > 0 ? bad('InvalidCard', trouble) : { ok: true, activity };
}
