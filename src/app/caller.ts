import type { AccessEvent } from '../domain/events/school-event.ts';
import type { Member, Unit } from '../ports.ts';
import type { Who } from '../surface.ts';
import type { Reply } from '../view/reply.ts';
import type { App } from './app.ts';
import type { AtSchool } from './school.ts';

/** Who is asking, at which of their schools, inside which transaction. */
export interface Caller {
  readonly app: App;
  readonly unit: Unit;
  readonly at: AtSchool;
  readonly member: Member;
  /** The account they ask with, and so the platform they are on. */
  readonly who: Who;
}

export const said = (text: string, level: 'good' | 'info' | 'refused' = 'refused'): Reply => ({
  is: 'said',
  text,
  level,
});

/** A member's own stream of the month: what they looked at and what they were refused. */
export async function writeAccess(
  { unit, at, member }: Pick<Caller, 'unit' | 'at' | 'member'>,
  type: AccessEvent['type'],
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const stream = `access:${member.id}:${at.today.slice(0, 7)}` as const;
  const end = await unit.journal.end(stream);
  // A view that races another view of the same member may go unwritten; what is done to a case never does.
  await unit.journal.append(stream, end, [{ type, version: 1, data }], {
    school: at.school.id,
    at: at.now,
    by: member.id,
  });
}
