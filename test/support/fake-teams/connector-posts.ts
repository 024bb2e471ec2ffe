import { type Answer, no, yes } from './answers.ts';
import { checkedActivity, FILE_INFO, type PostedActivity } from './checked-activity.ts';
import { type Core, refuse } from './core.ts';
import type { FakeMessage } from './tenant.ts';

/** A conversation as it is named in an address: a channel's may hold the thread. */
export interface Spot {
  readonly conversation: string;
  readonly thread: string | null;
}

export function spotOf(id: string): Spot {
  const [conversation = '', thread] = id.split(';messageid=');
  return { conversation, thread: thread ?? null };
}

const fault = (it: Core, at: string, answer: Answer, error: string, detail: readonly string[] = []) => {
  refuse(it, at, error, detail);
  return answer;
};

/** Null where the app may write there. That somebody has not installed it is no fault of the app. */
export function mayNotWrite(it: Core, at: string, spot: Spot): Answer | null {
  const chat = it.tenant.chatById(spot.conversation);
  if (chat) {
    return it.tenant.users.get(chat.user)?.installed
      ? null
      : no(403, 'ForbiddenOperationException', 'The bot is not installed in the user’s personal scope.');
  }
  const channel = it.tenant.channels.get(spot.conversation);
  if (!channel)
    return fault(it, at, no(404, 'ConversationNotFound', 'Conversation not found.'), 'no such conversation', [
      spot.conversation,
    ]);
  if (channel.kind === 'private')
    return fault(
      it,
      at,
      no(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.'),
      'a private channel',
      [channel.name],
    );
  if (!it.tenant.teams.get(channel.team)?.installed)
    return no(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  if (spot.thread !== null && !it.tenant.find(channel.id, spot.thread))
    return no(404, 'ConversationNotFound', 'The thread is gone.');
  return null;
}

type Read =
  | { readonly ok: true; readonly activity: PostedActivity }
  | { readonly ok: false; readonly answer: Answer };

function read(it: Core, at: string, spot: Spot, sent: unknown): Read {
  const checked = checkedActivity(sent, it.tenant.chatById(spot.conversation) !== undefined);
  if (!checked.ok) {
    const answer = no(checked.status, checked.code, checked.detail.join(' '));
    return { ok: false, answer: fault(it, at, answer, checked.code, checked.detail) };
  }
  const strays = (checked.activity.attachments ?? []).flatMap((one) =>
    one.contentType === FILE_INFO && !it.files.uploaded.has(one.contentUrl) ? [one.contentUrl] : [],
  );
  if (strays.length > 0)
    return {
      ok: false,
      answer: fault(
        it,
        at,
        no(400, 'BadArgument', 'No such file.'),
        'a file that was never uploaded',
        strays,
      ),
    };
  return { ok: true, activity: checked.activity };
}

const isThere = (message: FakeMessage | undefined): message is FakeMessage => message?.fromApp === true;

/** `post` by an activity of its own or with a new thread; typing leaves nothing behind. */
export function post(it: Core, at: string, spot: Spot, sent: unknown): Answer {
  const denied = mayNotWrite(it, at, spot);
  if (denied) return denied;
  const got = read(it, at, spot, sent);
  if (!got.ok) return got.answer;
  const { activity } = got;
  if (activity.type === 'typing') return yes({ id: it.tenant.nextId() }, 201);
  const made = it.tenant.post({
    conversation: spot.conversation,
    thread: spot.thread,
    fromApp: true,
    from: it.names.botId,
    text: activity.text ?? '',
    summary: activity.summary ?? null,
    attachments: activity.attachments ?? [],
    entities: activity.entities ?? [],
  });
  return yes({ id: made.id }, 201);
}

export function update(it: Core, spot: Spot, id: string, sent: unknown): Answer {
  const denied = mayNotWrite(it, 'update', { ...spot, thread: null });
  if (denied) return denied;
  const found = it.tenant.find(spot.conversation, id);
  if (!isThere(found)) return no(404, 'ActivityNotFoundInConversation', 'The message is gone or another’s.');
  const got = read(it, 'update', spot, sent);
  if (!got.ok) return got.answer;
  found.text = got.activity.text ?? '';
  found.summary = got.activity.summary ?? null;
  found.attachments = got.activity.attachments ?? [];
  found.entities = got.activity.entities ?? [];
  found.edits += 1;
  return yes({ id });
}

export function remove(it: Core, spot: Spot, id: string): Answer {
  const denied = mayNotWrite(it, 'delete', { ...spot, thread: null });
  if (denied) return denied;
  const found = it.tenant.find(spot.conversation, id);
  if (!isThere(found)) return no(404, 'ActivityNotFoundInConversation', 'The message is gone or another’s.');
  found.isDeleted = true;
  return yes();
}
