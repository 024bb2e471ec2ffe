import type { Book } from '../domain/book.ts';
import type { Case } from '../domain/case.ts';
import { CASE_EVENT_VERSION, type CaseEvent } from '../domain/events/case-event.ts';
import { evolve } from '../domain/evolve/evolve.ts';
import { LinkId } from '../domain/ids.ts';
import { type Notice, noticesOf } from '../domain/notices.ts';
import type { Policy } from '../domain/policy/policy.ts';
import type { Actor, NewFact, NewPost, Unit } from '../ports.ts';
import type { PostAbout } from '../view/about.ts';
import { streamOf } from './load-case.ts';
import { project } from './project.ts';
import type { AtSchool } from './school.ts';

/** Somebody else wrote to the stream first. Rolls the transaction back; the caller loads and decides again. */
export class StreamMoved extends Error {
  constructor() {
    super('The stream moved on while the command was decided.');
    this.name = 'StreamMoved';
  }
}

export const toFact = (event: { readonly type: string }): NewFact => {
  const { type, ...data } = event;
  return { type, version: CASE_EVENT_VERSION, data };
};

function aboutOf(notice: Notice, it: Case): PostAbout {
  const [what = '', id = ''] = notice.about.split(':');
  switch (notice.show) {
    case 'view_asked':
      return { show: 'view_asked', case: it.id, consultation: id === '' ? what : id };
    case 'view_link':
      return { show: 'view_link', case: it.id, consultation: what, link: LinkId.parse(id) };
    case 'told':
      return { show: 'told', case: it.id, what };
    case 'case':
    case 'status':
    case 'letters':
    case 'dsl':
    case 'safety':
      return { show: notice.show, case: it.id };
    default:
      return notice.show satisfies never;
  }
}

/** The facts, the rows they change and what is now owed, in the transaction the caller has open. */
export async function commitCase(
  unit: Unit,
  at: AtSchool,
  before: Case | null,
  events: readonly CaseEvent[],
  who: { actor: Actor; policy: Policy; book: Book },
): Promise<Case> {
  if (events.length === 0 && before) return before;
  const meta = { at: at.now, by: who.actor };
  const after = events.reduce<Case | null>((it, event) => evolve(it, event, meta), before);
  if (!after) throw new Error('A case was committed without being opened.');
  const appended = await unit.journal.append(streamOf(after.id), before?.position ?? 0, events.map(toFact), {
    school: at.school.id,
    at: at.now,
    by: who.actor,
  });
  if (!appended.ok) throw new StreamMoved();
  await project(unit, after, before);
  const notices = noticesOf(events, {
    it: after,
    policy: who.policy,
    book: who.book,
    today: at.today,
    actor: who.actor,
  });
  const posts = notices.map(
    (notice): NewPost => ({
      key: `${after.ref}/${notice.show}/${notice.about}/${notice.to}`,
      school: at.school.id,
      to: { kind: 'member', member: notice.to },
      about: aboutOf(notice, after),
    }),
  );
  if (posts.length > 0) await unit.owed.owe(posts, at.now);
  if (before) await unit.owed.wantRedrawn(at.school.id, after.id);
  return after;
}

/** How often a command is decided afresh when others write to the same stream. */
const TRIES = 3;

export async function withRetries<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (cause) {
      if (!(cause instanceof StreamMoved) || tries >= TRIES) throw cause;
    }
  }
}
