import type { WebClient } from '@slack/web-api';
import type { Counts, Log } from '../../src/ports.ts';
import type { Door } from '../../src/surface.ts';
import type { SlackDirectory } from './directory.ts';

/** What every kind of request from Slack is answered with. */
export interface SlackParts {
  readonly client: WebClient;
  readonly door: Door;
  readonly directory: SlackDirectory;
  readonly log: Log;
  readonly counts: Counts;
  /** The one workspace that is served. */
  readonly team: () => string;
  /** Work that goes on after Slack has its answer: finished before a stop, and logged where it fails. */
  readonly after: (what: string, work: () => Promise<unknown>) => void;
  /** Whose home tab was drawn since the start: it is drawn again when they did something. */
  readonly homes: Set<string>;
  /** Somebody joined or left a user group. */
  readonly groupsChanged: () => void;
  /** Something was done: what is owed to others can go out. */
  readonly settle: () => void;
}

/** Slack waits three seconds for an answer; this leaves it time to arrive. Milliseconds. */
const ANSWER_MS = 2400;
/** Of this, what Slack may take to tell names, so that saving has the rest. Milliseconds. */
export const NAMES_MS = 1000;

/** What came of it, or null where it takes longer than Slack waits; it goes on all the same. */
export async function inTime<T>(work: Promise<T>, ms = ANSWER_MS): Promise<{ readonly value: T } | null> {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    alarm = setTimeout(() => resolve(null), ms);
  });
  try {
    return await Promise.race([work.then((value) => ({ value })), late]);
  } finally {
    clearTimeout(alarm);
  }
}
