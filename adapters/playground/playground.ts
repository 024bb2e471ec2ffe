import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MemberId, SchoolId } from '../../src/domain/ids.ts';
import type { Day, Instant } from '../../src/domain/time.ts';
import type { Door } from '../../src/surface.ts';
import type { Chat } from './chat.ts';

export interface SchoolChoice {
  readonly pack: string;
  readonly name: string;
  /** What its policy is called, and what kind of school this is, in a line. */
  readonly about: string;
  /** Null until somebody has chosen it. */
  readonly school: SchoolId | null;
}

export interface PlayedPerson {
  /** The account: what the page names, and what Accord knows the member by. */
  readonly user: string;
  readonly member: MemberId;
  readonly name: string;
  readonly title: string;
  readonly group: string;
  /** What they play, as the policies know it. */
  readonly part: string;
  readonly channels: readonly 'leadership'[];
  readonly knowsGate: boolean;
}

export interface PlayedSchool {
  readonly id: SchoolId;
  readonly pack: string;
  readonly name: string;
  readonly policy: string;
  readonly people: readonly PlayedPerson[];
}

export interface ClockChoices {
  readonly now: string;
  /** `YYYY-MM-DDTHH:MM`, the earliest that may be chosen. */
  readonly earliest: string;
  readonly deadline: string | null;
  readonly weekly: string | null;
}

export type ClockMove =
  | { readonly to: 'deadline' | 'weekly' }
  | { readonly to: 'moment'; readonly at: string };

export interface Guide {
  readonly steps: readonly { readonly title: string; readonly done: boolean }[];
  /** The step to take now; null when all are done. */
  readonly now: {
    readonly number: number;
    readonly title: string;
    readonly text: string;
    readonly user: string | null;
    readonly act: string;
    readonly does: 'conversation' | 'leadership' | 'clock';
  } | null;
}

/** A playground over its open database. Held for the length of one request, through `Playground.use`. */
export interface OpenPlayground {
  readonly door: Door;
  readonly chat: Chat;
  /** Lets a page prove that it is ours; kept, so that pages outlive a restart. */
  readonly token: string;
  schools(): Promise<readonly SchoolChoice[]>;
  /** Gives the school its invented people the first time. Null where there is no such policy. */
  open(pack: string): Promise<SchoolId | null>;
  school(id: string): Promise<PlayedSchool | null>;
  /** A moment in the school's own time, in words. */
  say(at: Instant): string;
  now(): Instant;
  /** Moments are said as seen from this day. */
  today(): Day;
  clock(school: SchoolId): Promise<ClockChoices>;
  moveClock(school: SchoolId, to: ClockMove): Promise<{ readonly ok: boolean; readonly words: string }>;
  /** Null once it has been put away. */
  guide(school: PlayedSchool): Promise<Guide | null>;
  changeGuide(school: SchoolId, change: 'skip' | 'away' | 'back'): Promise<void>;
}

/** Accord's own pages, for people without an account: everything below a path. */
export interface OwnPages {
  readonly path: string;
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Where they are, once something listens: links lead there. */
  listensAt(origin: string): void;
}

export interface Playground {
  readonly pages: OwnPages;
  use<T>(work: (open: OpenPlayground) => Promise<T>): Promise<T>;
  /** Ticks and delivers soon; several calls at once are one. Resolves when what was asked for is done. */
  settle(): Promise<void>;
  /** Throws everything away, keys and messages too, and begins again. */
  afresh(): Promise<void>;
  /** Called after anything that a page may be showing has changed. */
  onChange(listener: () => void): void;
  close(): Promise<void>;
}
