import type { Counts, Log, Timer } from '../ports.ts';
import type { AddressOf, Door, Surface } from '../surface.ts';
import type { Handler } from './http-server.ts';

/** What an adapter is given when it is connected. */
export interface Needs {
  readonly door: Door;
  readonly addressOf: AddressOf;
  readonly log: Log;
  readonly counts: Counts;
  readonly timer: Timer;
  readonly settle: () => void;
  readonly groupsChanged: () => void;
}

/** A platform whose credentials are set. */
export interface Connected {
  readonly surface: Surface;
  readonly name: string;
  /** How it is reached, in a few words. */
  readonly how: string;
  readonly path: readonly [string, Handler];
  /** Rejects where the credentials will not do. */
  start(): Promise<void>;
  ready(): boolean;
  hourly(): Promise<void>;
  stop(): Promise<void>;
}
