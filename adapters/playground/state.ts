import { WORDS_TO_TYPE } from '../../src/view/cards/words-to-type.ts';
import type { ChatMessage } from './chat.ts';
import type { Actor } from './inbound.ts';
import { conversationKey } from './memory-surface.ts';
import type { Guide, OpenPlayground } from './playground.ts';

/** Messages that one page shows; older ones stay in the file. */
const MOST_SHOWN = 120;

export interface PageState {
  readonly school: { readonly id: string; readonly name: string; readonly policy: string };
  readonly me: { readonly user: string; readonly name: string; readonly title: string };
  readonly people: readonly {
    readonly user: string;
    readonly name: string;
    readonly title: string;
    readonly group: string;
    readonly unread: number;
  }[];
  readonly places: { readonly accord: number; readonly leadership: number | null; readonly gate: boolean };
  readonly conversation: 'accord' | 'leadership';
  readonly messages: readonly (ChatMessage & { readonly when: string })[];
  readonly clock: string;
  readonly words: readonly { readonly words: string; readonly does: string }[];
  readonly guide: Guide | null;
  readonly guideAway: boolean;
}

/** All that a page shows beside a dialog, for one person in one conversation. */
export async function pageState(
  open: OpenPlayground,
  { school, person, own }: Actor,
  wanted: string,
): Promise<PageState> {
  const { chat } = open;
  const channel = conversationKey({ kind: 'channel', channel: 'leadership' }, school.id);
  const leads = (of: typeof person) => of.channels.includes('leadership');
  const conversation = wanted === 'leadership' && leads(person) ? 'leadership' : 'accord';
  const unreadIn = (of: typeof person) => ({
    accord: chat.unread(of.user, conversationKey({ kind: 'member', member: of.member }, school.id)),
    leadership: leads(of) ? chat.unread(of.user, channel) : 0,
  });
  const guide = await open.guide(school);
  const mine = unreadIn(person);
  return {
    school: { id: school.id, name: school.name, policy: school.policy },
    me: { user: person.user, name: person.name, title: person.title },
    people: school.people.map((row) => {
      const { accord, leadership } = unreadIn(row);
      return {
        user: row.user,
        name: row.name,
        title: row.title,
        group: row.group,
        unread: accord + leadership,
      };
    }),
    places: {
      accord: mine.accord,
      leadership: leads(person) ? mine.leadership : null,
      gate: person.knowsGate,
    },
    conversation,
    messages: chat
      .messages(conversation === 'leadership' ? channel : own, MOST_SHOWN)
      .map((row) => ({ ...row, when: open.say(row.at) })),
    clock: open.say(open.now()),
    words: WORDS_TO_TYPE,
    guide,
    guideAway: guide === null,
  };
}

/** Marks a conversation as seen; a channel only by those who are in it. */
export function markSeen(
  open: OpenPlayground,
  { school, person, own }: Actor,
  where: string,
  upTo: number,
): void {
  if (where === 'leadership') {
    if (!person.channels.includes('leadership')) return;
    const channel = conversationKey({ kind: 'channel', channel: 'leadership' }, school.id);
    open.chat.seen(person.user, channel, upTo);
  } else open.chat.seen(person.user, own, upTo);
}
