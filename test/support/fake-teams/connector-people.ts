import { type Answer, no, yes } from './answers.ts';
import { spotOf } from './connector-posts.ts';
import type { Core } from './core.ts';
import type { FakeTeam, FakeUser } from './tenant.ts';

/** Somebody as a roster shows them. It tells no owner and no administrator. */
export const member = (it: FakeUser) => {
  const [givenName = '', ...rest] = it.name.split(' ');
  return {
    id: it.id,
    name: it.name,
    objectId: it.aadObjectId,
    aadObjectId: it.aadObjectId,
    givenName,
    surname: rest.join(' '),
    email: it.email,
    userPrincipalName: it.upn,
    tenantId: it.tenantId,
    userRole: it.isGuest ? 'guest' : 'user',
  };
};

const notThere = (): Answer =>
  no(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');

/** Who is in a conversation, or why that is not said. */
function roster(it: Core, id: string): readonly FakeUser[] | Answer {
  const { conversation } = spotOf(id);
  const chat = it.tenant.chatById(conversation);
  if (chat) {
    const user = it.tenant.users.get(chat.user);
    return user?.installed ? [user] : notThere();
  }
  const channel = it.tenant.channels.get(conversation);
  const team = channel && it.tenant.teams.get(channel.team);
  if (!team) return no(404, 'ConversationNotFound', 'Conversation not found.');
  if (!team.installed || channel.kind === 'private') return notThere();
  return [...it.tenant.users.values()].filter((user) => team.members.has(user.id));
}

const isAnswer = (value: readonly FakeUser[] | Answer): value is Answer => 'status' in value;

export function members(it: Core, id: string): Answer {
  const found = roster(it, id);
  return isAnswer(found) ? found : yes(found.map(member));
}

export function oneMember(it: Core, id: string, who: string): Answer {
  const found = roster(it, id);
  if (isAnswer(found)) return found;
  const user = it.tenant.user(who);
  return user && found.includes(user)
    ? yes(member(user))
    : no(404, 'MemberNotFoundInConversation', 'Member not found in conversation.');
}

/** Fewer than 50 a page count as 50, more than 500 as 500. */
export function pagedMembers(it: Core, id: string, query: URLSearchParams): Answer {
  const found = roster(it, id);
  if (isAnswer(found)) return found;
  const size = Math.min(500, Math.max(50, Number(query.get('pageSize') ?? 200)));
  const from = Number(query.get('continuationToken') ?? 0);
  const next = from + size;
  return yes({
    members: found.slice(from, next).map(member),
    ...(next < found.length ? { continuationToken: String(next) } : {}),
  });
}

function team(it: Core, id: string): FakeTeam | Answer {
  const found = it.tenant.teams.get(id);
  if (!found) return no(404, 'TeamNotFound', 'Team not found.');
  return found.installed ? found : notThere();
}

export function teamDetails(it: Core, id: string): Answer {
  const found = team(it, id);
  if ('status' in found) return found;
  return yes({
    id,
    name: found.name,
    aadGroupId: found.aadGroupId,
    memberCount: found.members.size,
    channelCount: channelsOf(it, found).length,
  });
}

const channelsOf = (it: Core, of: FakeTeam) =>
  [...it.tenant.channels.values()].filter((one) => one.team === of.id && one.kind === 'standard');

/** Private channels are left out; the general one has no name, as clients name it in their own language. */
export function teamChannels(it: Core, id: string): Answer {
  const found = team(it, id);
  if ('status' in found) return found;
  return yes({
    conversations: channelsOf(it, found).map((one) => ({
      id: one.id,
      ...(one.id === found.id ? {} : { name: one.name }),
    })),
  });
}
