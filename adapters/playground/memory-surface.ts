import type { SchoolId } from '../../src/domain/ids.ts';
import type { Conversation, KeptFile } from '../../src/ports.ts';
import type { Directory, Outlet, Sent } from '../../src/surface.ts';
import type { Card } from '../../src/view/card.ts';

export interface ShownMessage {
  readonly id: string;
  readonly card: Card;
  /** What a locked screen would show. */
  readonly preview: string;
  /** How often it was drawn again in place. */
  readonly redrawn: number;
}

/** One key for each conversation: a member's own messages, or a channel of a school. */
export const conversationKey = (to: Conversation, school: SchoolId): string =>
  to.kind === 'member' ? `member:${to.member}` : `channel:${school}:${to.channel}`;

/** A file that was sent to somebody, and what stands beside it. */
export interface ShownFile {
  readonly id: string;
  readonly words: string;
  readonly file: KeptFile;
}

export interface MemorySurface extends Outlet {
  readonly directory: Directory;
  /** Somebody gives the platform a file; its handle. */
  give(file: KeptFile): string;
  files(to: Conversation, school: SchoolId): readonly ShownFile[];
  messages(to: Conversation, school: SchoolId): readonly ShownMessage[];
  /** Called with everything posted or drawn again, as it happens. */
  onShown(listener: (to: Conversation, message: ShownMessage) => void): void;
}

/** A chat platform in memory: what people would see, without a network. Ids count up from one. */
export function memorySurface(
  /** Whether a conversation exists here; every one does, unless a test says otherwise. */
  { knows = () => true }: { readonly knows?: (to: Conversation) => boolean } = {},
): MemorySurface {
  const conversations = new Map<string, ShownMessage[]>();
  const sent = new Map<string, ShownFile[]>();
  const given = new Map<string, KeptFile>();
  const listeners: ((to: Conversation, message: ShownMessage) => void)[] = [];
  let count = 0;
  const tell = (to: Conversation, message: ShownMessage) => {
    for (const listener of listeners) listener(to, message);
  };
  /** A file's message becomes a card's, in its own place. */
  const putCardFor = (key: string, file: ShownFile, card: Card) => {
    sent.set(
      key,
      (sent.get(key) ?? []).filter((row) => row !== file),
    );
    conversations.set(
      key,
      [...(conversations.get(key) ?? []), { id: file.id, card, preview: file.words, redrawn: 0 }].sort(
        (a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)),
      ),
    );
  };
  const missing: Sent = { ok: false, why: 'never', reason: 'there is no such message here' };
  return {
    async post(to, school, card, preview) {
      if (!knows(to)) return { ok: false, why: 'never', reason: 'nobody of that account is here' };
      count += 1;
      const message: ShownMessage = { id: `m${count}`, card, preview, redrawn: 0 };
      const key = conversationKey(to, school);
      conversations.set(key, [...(conversations.get(key) ?? []), message]);
      tell(to, message);
      return { ok: true, message: message.id };
    },
    async redraw(to, school, id, card) {
      const key = conversationKey(to, school);
      const file = sent.get(key)?.find((row) => row.id === id);
      if (file) putCardFor(key, file, card);
      const rows = conversations.get(key) ?? [];
      const old = rows.find((row) => row.id === id);
      if (!old) return missing;
      const message = { ...old, card, redrawn: old.redrawn + 1 };
      conversations.set(
        key,
        rows.map((row) => (row.id === id ? message : row)),
      );
      tell(to, message);
      return { ok: true, message: id };
    },
    async file(to, school, file, words) {
      if (!knows(to)) return { ok: false, why: 'never', reason: 'nobody of that account is here' };
      count += 1;
      const id = `m${count}`;
      const key = conversationKey(to, school);
      sent.set(key, [...(sent.get(key) ?? []), { id, words, file }]);
      return { ok: true, message: id };
    },
    directory: {
      names: async () => new Map(),
      membersOf: async () => [],
      unreachable: async () => [],
      channelTrouble: async () => null,
      noMember: async () => 'stranger',
      async fetch(handle, limit) {
        const file = given.get(handle);
        if (!file) return { ok: false, why: 'never', reason: 'there is no such file here' };
        return file.bytes.length > limit
          ? { ok: false, why: 'too_large', reason: 'it is larger than was asked for' }
          : { ok: true, file };
      },
    },
    give(file) {
      const handle = `f${given.size + 1}`;
      given.set(handle, file);
      return handle;
    },
    files: (to, school) => sent.get(conversationKey(to, school)) ?? [],
    messages: (to, school) => conversations.get(conversationKey(to, school)) ?? [],
    onShown: (listener) => {
      listeners.push(listener);
    },
  };
}
