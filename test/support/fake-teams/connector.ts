import { type Answer, no, yes } from './answers.ts';
import { create } from './connector-create.ts';
import { members, oneMember, pagedMembers, teamChannels, teamDetails } from './connector-people.ts';
import { post, remove, spotOf, update } from './connector-posts.ts';
import type { Core } from './core.ts';
import type { FakeMisbehaviour, Place } from './misbehave.ts';
import type { Asked } from './network.ts';

/** What a request of the connector is about; `apply` does it. */
export interface Matter {
  readonly place: Place;
  /** Without the thread; null where it is about none. */
  readonly conversation: string | null;
  readonly apply: () => Answer;
}

const throttled = (): Answer =>
  no(429, 'Throttled', 'API calls quota exceeded! Maximum admitted 7 per 1s.', { 'retry-after': '1' });

/** The connector's addresses. Null for one it does not know. */
export function connectorMatter(it: Core, misbehave: FakeMisbehaviour, asked: Asked): Matter | null {
  // Microsoft takes proactive calls at its global address too, for whoever has not been heard from yet.
  const roots = [new URL(it.names.serviceUrl).pathname, '/teams/'];
  const root = roots.find((one) => asked.path.startsWith(one));
  if (root === undefined) return null;
  const [version, what, id = '', part, which, more] = asked.path.slice(root.length).split('/');
  if (version !== 'v3') return null;
  const { method, body } = asked;
  const spot = spotOf(id);
  const of = { conversation: id === '' ? null : spot.conversation };
  const posting = (apply: () => Answer) => () =>
    misbehave.isTooSoon(spot.conversation) ? throttled() : apply();

  if (what === 'conversations') {
    if (id === '')
      return method === 'POST' ? { place: 'create', ...of, apply: () => create(it, body) } : null;
    if (part === 'activities') {
      if (method === 'POST')
        return { place: 'post', ...of, apply: posting(() => post(it, 'post', spot, body)) };
      if (which === undefined) return null;
      if (method === 'PUT')
        return { place: 'update', ...of, apply: posting(() => update(it, spot, which, body)) };
      return method === 'DELETE' ? { place: 'delete', ...of, apply: () => remove(it, spot, which) } : null;
    }
    if (method !== 'GET') return null;
    if (part === 'pagedmembers')
      return { place: 'members', ...of, apply: () => pagedMembers(it, id, asked.query) };
    if (part !== 'members') return null;
    return {
      place: 'members',
      ...of,
      apply: () => (which === undefined ? members(it, id) : oneMember(it, id, which)),
    };
  }
  if (method !== 'GET') return null;
  if (what === 'teams' && part === undefined)
    return { place: 'teams', ...of, apply: () => teamDetails(it, id) };
  if (what === 'teams' && part === 'conversations')
    return { place: 'teams', ...of, apply: () => teamChannels(it, id) };
  if (what === 'attachments' && part === 'views' && which === 'original' && more === undefined)
    return {
      place: 'image',
      conversation: null,
      apply: () => {
        const found = it.files.images.get(id);
        return found
          ? { ...yes(found.bytes), headers: { 'content-type': found.mediaType } }
          : no(404, 'AttachmentNotFound', 'No such attachment.');
      },
    };
  return null;
}
