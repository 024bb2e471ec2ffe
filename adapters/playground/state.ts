import type { Day } from '../../src/domain/time.ts';
import { WORDS_TO_TYPE } from '../../src/view/cards/words-to-type.ts';
import type { ChatMessage } from './chat-tables.ts';
import type { Actor, Wanted } from './inbound.ts';
import { conversationKey } from './memory-surface.ts';
import type { Guide, OpenPlayground, PlayedPerson, PlayedSchool } from './playground.ts';

/** Messages that one page shows; older ones stay in the file. */
const MOST_SHOWN = 120;

/** What is said in a conversation: all that is shown of it, or what is new since the page last asked. */
export interface Talk {
  readonly in: 'accord' | 'leadership';
  readonly messages: readonly (ChatMessage & { readonly when: string })[];
  readonly most: number;
  /** The page has the rest, and puts these into it. */
  readonly adds: boolean;
  readonly version: number;
  readonly day: Day;
}

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
  /** Null on pages beside the conversations. */
  readonly talk: Talk | null;
  readonly clock: string;
  readonly words: readonly { readonly words: string; readonly does: string }[];
  readonly guide: Guide | null;
  readonly guideAway: boolean;
}

const channelOf = (school: PlayedSchool) =>
  conversationKey({ kind: 'channel', channel: 'leadership' }, school.id);
const leads = (person: PlayedPerson) => person.channels.includes('leadership');

function talkOf(open: OpenPlayground, { school, person, own }: Actor, wanted: Wanted): Talk | null {
  if (wanted.in !== 'accord' && wanted.in !== 'leadership') return null;
  const { chat } = open;
  const where = leads(person) ? wanted.in : 'accord';
  const [version, day] = [chat.version(), open.today()];
  // A new day says "yesterday" of every message; and a chat that began afresh has lower versions than the page.
  const adds = wanted.version > 0 && wanted.version <= version && wanted.day === day;
  return {
    in: where,
    messages: chat
      .messages(where === 'leadership' ? channelOf(school) : own, MOST_SHOWN, adds ? wanted.version : 0)
      .map((row) => ({ ...row, when: open.say(row.at) })),
    most: MOST_SHOWN,
    adds,
    version,
    day,
  };
}

/** All that a page shows beside a dialog, for one person in one place. */
export async function pageState(open: OpenPlayground, actor: Actor, wanted: Wanted): Promise<PageState> {
  const { school, person } = actor;
  const { chat } = open;
  const channel = channelOf(school);
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
    talk: talkOf(open, actor, wanted),
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
    if (leads(person)) open.chat.seen(person.user, channelOf(school), upTo);
  } else open.chat.seen(person.user, own, upTo);
}
