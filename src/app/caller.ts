import type { AccessEvent } from '../domain/events/school-event.ts';
import type { Member, Unit } from '../ports.ts';
import type { Who } from '../surface.ts';
import type { PostAbout } from '../view/about.ts';
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

/** Owes whoever asks a message of its own, once for each key. */
export const oweCaller = ({ unit, at, member }: Caller, key: string, about: PostAbout): Promise<void> =>
  unit.owed.owe([{ key, school: at.school.id, to: { kind: 'member', member: member.id }, about }], at.now);

/** How often a look is written again behind others of the same member that came at the same instant. */
const TRIES = 20;

/**
 * A member's own stream of the month: what they looked at and what they were refused. Each stands in it, two at one
 * instant too. Throws where that cannot be: nothing is shown that was not written down.
 */
export async function writeAccess(
  { unit, at, member }: Pick<Caller, 'unit' | 'at' | 'member'>,
  type: AccessEvent['type'],
  data: Readonly<Record<string, unknown>>,
): Promise<void> {
  const stream = `access:${member.id}:${at.today.slice(0, 7)}` as const;
  for (let tries = 1; tries <= TRIES; tries += 1) {
    // On PostgreSQL another of theirs may be written meanwhile: it is waited for, and this one stands behind it.
    const end = await unit.journal.end(stream);
    const written = await unit.journal.append(stream, end, [{ type, version: 1, data }], {
      school: at.school.id,
      at: at.now,
      by: member.id,
    });
    if (written.ok) return;
  }
  throw new Error('A look could not be written down, so nothing was shown.');
}
