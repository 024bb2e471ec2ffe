import type { Counts, Log, Timer } from '../../src/ports.ts';
import type { Door, Who } from '../../src/surface.ts';
import type { Envelope } from './activity.ts';
import { isPersonal } from './activity.ts';
import type { ConsentedFiles } from './consented-files.ts';
import type { SharedFiles } from './shared-files.ts';
import type { Place, TeamsTransport } from './transport.ts';

/** What every kind of activity is answered with. */
export interface TeamsParts {
  readonly transport: TeamsTransport;
  readonly door: Door;
  readonly log: Log;
  readonly counts: Counts;
  readonly timer: Timer;
  /** Within this an invoke is answered, whatever becomes of it. Milliseconds. */
  readonly answerMs: number;
  /** Files that people gave Teams, to be fetched. */
  readonly shared: SharedFiles;
  /** Files that people asked for and have to accept. */
  readonly consented: ConsentedFiles;
  /** Names of accounts, as far as Teams tells them. */
  readonly names: (users: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Work that goes on after Teams has its answer: finished before a stop, and logged where it fails. */
  readonly after: (what: string, work: () => Promise<unknown>) => void;
  /** Accord was installed for somebody, or in a team: it was refused there before, and is so no more. */
  readonly letIn: (who: Who, heard: Envelope) => void;
  /** Something was done: what is owed to others can go out. */
  readonly settle: () => void;
}

/** Teams waits five seconds for an answer; this leaves it time to arrive. Milliseconds. */
export const ANSWER_MS = 4000;

/** What came of it, or null where it takes longer than Teams waits; it goes on all the same. */
export async function inTime<T>(
  { answerMs }: Pick<TeamsParts, 'answerMs'>,
  work: Promise<T>,
): Promise<{ readonly value: T } | null> {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    alarm = setTimeout(() => resolve(null), answerMs);
  });
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(alarm);
  }
}

/** Who is asking: their account in the tenant, never the id that Teams gives them in a conversation. */
export function whoIs(heard: Envelope): Who | null {
  const { aadObjectId: user, name } = heard.from;
  if (!user) return null;
  const channel = isPersonal(heard)
    ? null
    : (heard.channelData?.channel?.id ?? heard.conversation.id.split(';')[0]);
  return {
    platform: 'teams',
    user,
    ...(name ? { name } : {}),
    ...(channel ? { channel } : {}),
  };
}

export const placeOf = ({ conversation, serviceUrl }: Envelope): Place => ({
  conversation: conversation.id,
  serviceUrl,
});
