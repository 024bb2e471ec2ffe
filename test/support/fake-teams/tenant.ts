import type { FakeClock } from '../fake-slack/fake-clock.ts';
import type { Json } from './json.ts';

export interface FakeUser {
  /** `29:...`: known to this app alone. */
  readonly id: string;
  /** The person, whichever app asks. */
  readonly aadObjectId: string;
  readonly tenantId: string;
  name: string;
  readonly upn: string;
  readonly email: string;
  readonly isGuest: boolean;
  /** Whether the app is installed for this person: nobody else can be messaged. */
  installed: boolean;
}

export interface FakeChannel {
  readonly id: string;
  readonly name: string;
  readonly team: string;
  readonly kind: 'standard' | 'private';
  /** Of a private channel; a standard one has the team's. */
  readonly members: Set<string>;
}

export interface FakeTeam {
  readonly id: string;
  name: string;
  readonly aadGroupId: string;
  readonly members: Set<string>;
  /** Whether the app is in it. */
  installed: boolean;
  readonly general: FakeChannel;
}

export interface PersonalChat {
  readonly id: string;
  readonly user: string;
}

export interface FakeMessage {
  readonly id: string;
  /** A personal chat or a channel, without the thread. */
  readonly conversation: string;
  /** The message a thread of a channel began with, itself included; null in personal chat. */
  readonly thread: string | null;
  readonly fromApp: boolean;
  readonly from: string;
  text: string;
  /** What a notification says; null where none was given. */
  summary: string | null;
  attachments: readonly Json[];
  entities: readonly Json[];
  edits: number;
  isDeleted: boolean;
  readonly at: number;
}

export type Posting = Pick<FakeMessage, 'conversation' | 'fromApp' | 'from' | 'text'> &
  Partial<Pick<FakeMessage, 'thread' | 'summary' | 'attachments' | 'entities'>>;

const guid = (kind: number, n: number): string =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Who and what there is in a tenant. Holds state and knows no rule. */
export function fakeTenant(tenantId: string, clock: FakeClock) {
  const users = new Map<string, FakeUser>();
  const teams = new Map<string, FakeTeam>();
  const channels = new Map<string, FakeChannel>();
  const chats = new Map<string, PersonalChat>();
  const messages: FakeMessage[] = [];
  let made = 0;
  let lastId = 0;

  /** Milliseconds, rising even where the clock stands still. */
  const nextId = (): string => {
    lastId = Math.max(lastId + 1, clock.now());
    return String(lastId);
  };

  function channel(team: string, name: string, kind: FakeChannel['kind'], id: string): FakeChannel {
    const one: FakeChannel = { id, name, team, kind, members: new Set() };
    channels.set(id, one);
    return one;
  }
  const channelId = (): string => `19:${String(++made).padStart(32, '0')}@thread.tacv2`;

  return {
    tenantId,
    users,
    teams,
    channels,
    messages,
    nextId,
    addUser(given: Partial<FakeUser> = {}): FakeUser {
      const n = ++made;
      const one: FakeUser = {
        id: `29:1invented-${n}`,
        aadObjectId: guid(1, n),
        tenantId,
        name: `Invented ${n}`,
        upn: `invented${n}@school.example`,
        email: `invented${n}@school.example`,
        isGuest: false,
        installed: true,
        ...given,
      };
      users.set(one.id, one);
      return one;
    },
    /** The app is in it unless told otherwise. Its general channel has the team's own id. */
    addTeam(name: string, given: { members?: readonly string[]; installed?: boolean } = {}): FakeTeam {
      const id = channelId();
      const one: FakeTeam = {
        id,
        name,
        aadGroupId: guid(2, made),
        members: new Set(given.members ?? []),
        installed: given.installed ?? true,
        general: channel(id, 'General', 'standard', id),
      };
      teams.set(id, one);
      return one;
    },
    addChannel(
      team: FakeTeam,
      name: string,
      given: { isPrivate?: boolean; members?: readonly string[] } = {},
    ): FakeChannel {
      const one = channel(team.id, name, given.isPrivate ? 'private' : 'standard', channelId());
      for (const member of given.members ?? []) one.members.add(member);
      return one;
    },
    /** By any of the names Teams takes for a person. */
    user: (id: string): FakeUser | undefined =>
      users.get(id) ?? [...users.values()].find((one) => one.aadObjectId === id || one.upn === id),
    /** The same one for ever, made when it is first asked for. */
    personalChat(user: string): PersonalChat {
      const known = chats.get(user);
      if (known) return known;
      const one = { id: `a:1invented-chat-${++made}`, user };
      chats.set(user, one);
      return one;
    },
    chatById: (id: string): PersonalChat | undefined => [...chats.values()].find((one) => one.id === id),
    post(given: Posting): FakeMessage {
      const id = nextId();
      const isChannel = channels.has(given.conversation);
      const one: FakeMessage = {
        id,
        conversation: given.conversation,
        thread: isChannel ? (given.thread ?? id) : null,
        fromApp: given.fromApp,
        from: given.from,
        text: given.text,
        summary: given.summary ?? null,
        attachments: given.attachments ?? [],
        entities: given.entities ?? [],
        edits: 0,
        isDeleted: false,
        at: clock.now(),
      };
      messages.push(one);
      return one;
    },
    find: (conversation: string, id: string): FakeMessage | undefined =>
      messages.find((one) => one.conversation === conversation && one.id === id && !one.isDeleted),
    /** Whether somebody can read it. */
    isIn(user: string, conversation: string): boolean {
      const found = channels.get(conversation);
      if (!found) return chats.get(user)?.id === conversation;
      if (found.kind === 'private') return found.members.has(user);
      return teams.get(found.team)?.members.has(user) ?? false;
    },
  };
}

export type Tenant = ReturnType<typeof fakeTenant>;
