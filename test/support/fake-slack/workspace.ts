import type { Block } from '../../../adapters/slack/block-kit.ts';
import type { FakeClock } from './fake-clock.ts';

export interface FakeUser {
  readonly id: string;
  /** Of another workspace for a Slack Connect stranger. */
  readonly teamId: string;
  readonly handle: string;
  realName: string;
  deleted: boolean;
  readonly isBot: boolean;
  readonly isRestricted: boolean;
  readonly isUltraRestricted: boolean;
  readonly isAdmin: boolean;
  readonly email: string;
}

export interface FakeChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly isShared: boolean;
  isArchived: boolean;
  readonly members: Set<string>;
}

export type PlacedBlock = Block & { readonly block_id: string };

export interface FakeMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | null;
  /** The app's bot user for what the app posted. */
  readonly user: string;
  readonly fromApp: boolean;
  /** Whom alone it is shown to; null for an ordinary message. */
  readonly ephemeralTo: string | null;
  text: string;
  blocks: readonly PlacedBlock[];
  readonly files: readonly string[];
  edits: number;
  deleted: boolean;
}

export interface FakeFile {
  readonly id: string;
  readonly name: string;
  title: string;
  readonly mimetype: string;
  readonly size: number;
  /** Null until it was uploaded. */
  bytes: Buffer | null;
  readonly owner: string;
  /** Conversations it was shared in; a file of a form is shared with the app alone. */
  readonly sharedIn: Set<string>;
  complete: boolean;
}

export interface FakeUserGroup {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  users: string[];
  disabled: boolean;
}

export interface Posting {
  readonly channel: string;
  readonly user: string;
  readonly fromApp: boolean;
  readonly text: string;
  readonly blocks?: readonly Block[];
  readonly threadTs?: string | null;
  readonly ephemeralTo?: string | null;
  readonly files?: readonly string[];
}

const numbered = (letter: string) => {
  let n = 0;
  return () => `${letter}${String(++n).padStart(8, '0')}`;
};

export interface Names {
  readonly teamId: string;
  readonly botUserId: string;
}

/** Who and what there is in a workspace. Holds state and knows no rule. */
export function fakeWorkspace({ teamId, botUserId }: Names, clock: FakeClock) {
  const users = new Map<string, FakeUser>();
  const channels = new Map<string, FakeChannel>();
  const groups = new Map<string, FakeUserGroup>();
  const files = new Map<string, FakeFile>();
  const messages: FakeMessage[] = [];
  const next = {
    user: numbered('U1'),
    channel: numbered('C1'),
    im: numbered('D1'),
    group: numbered('S1'),
    file: numbered('F1'),
    block: numbered('auto'),
  };
  let lastTs = 0;

  const user = (given: Partial<FakeUser> = {}): FakeUser => {
    const id = given.id ?? next.user();
    const made: FakeUser = {
      teamId,
      handle: id.toLowerCase(),
      realName: `Invented ${id}`,
      deleted: false,
      isBot: false,
      isRestricted: false,
      isUltraRestricted: false,
      isAdmin: false,
      email: `${id.toLowerCase()}@school.example`,
      ...given,
      id,
    };
    users.set(id, made);
    return made;
  };
  user({ id: botUserId, handle: 'accord', realName: 'Accord', isBot: true });

  /** Microseconds, rising even where the clock stands still: as Slack's, it names a message within its channel. */
  const ts = (): string => {
    lastTs = Math.max(lastTs + 1, clock.now() * 1000);
    return `${Math.floor(lastTs / 1e6)}.${String(lastTs % 1e6).padStart(6, '0')}`;
  };

  /** Slack names the blocks that have no name of their own. */
  const placed = (blocks: readonly Block[]): readonly PlacedBlock[] =>
    blocks.map((block) => ({ ...block, block_id: block.block_id ?? next.block() }));

  const dm = (userId: string): FakeChannel => {
    const found = [...channels.values()].find((one) => one.kind === 'im' && one.members.has(userId));
    if (found) return found;
    const made: FakeChannel = {
      id: next.im(),
      name: 'directmessage',
      kind: 'im',
      isShared: false,
      isArchived: false,
      members: new Set([userId, botUserId]),
    };
    channels.set(made.id, made);
    return made;
  };

  return {
    teamId,
    users,
    channels,
    groups,
    files,
    messages,
    ts,
    placed,
    dm,
    addUser: user,
    /** The app is a member unless told otherwise. */
    addChannel(
      name: string,
      given: {
        id?: string;
        isPrivate?: boolean;
        isShared?: boolean;
        members?: readonly string[];
        withApp?: boolean;
      } = {},
    ): FakeChannel {
      const made: FakeChannel = {
        id: given.id ?? next.channel(),
        name,
        kind: given.isPrivate ? 'private' : 'public',
        isShared: given.isShared ?? false,
        isArchived: false,
        members: new Set([...(given.members ?? []), ...(given.withApp === false ? [] : [botUserId])]),
      };
      channels.set(made.id, made);
      return made;
    },
    addGroup(
      handle: string,
      members: readonly string[],
      given: { id?: string; name?: string } = {},
    ): FakeUserGroup {
      const id = given.id ?? next.group();
      const made: FakeUserGroup = {
        id,
        handle,
        name: given.name ?? handle,
        users: [...members],
        disabled: false,
      };
      groups.set(id, made);
      return made;
    },
    addFile(given: Pick<FakeFile, 'name' | 'owner' | 'size'> & Partial<FakeFile>): FakeFile {
      const id = next.file();
      const made: FakeFile = {
        title: given.name,
        mimetype: 'application/octet-stream',
        bytes: null,
        sharedIn: new Set(),
        complete: false,
        ...given,
        id,
      };
      files.set(id, made);
      return made;
    },
    post(given: Posting): FakeMessage {
      const made: FakeMessage = {
        channel: given.channel,
        ts: ts(),
        threadTs: given.threadTs ?? null,
        user: given.user,
        fromApp: given.fromApp,
        ephemeralTo: given.ephemeralTo ?? null,
        text: given.text,
        blocks: placed(given.blocks ?? []),
        files: given.files ?? [],
        edits: 0,
        deleted: false,
      };
      messages.push(made);
      return made;
    },
    find: (channel: string, at: string): FakeMessage | undefined =>
      messages.find((one) => one.channel === channel && one.ts === at && !one.deleted),
  };
}

export type Workspace = ReturnType<typeof fakeWorkspace>;
