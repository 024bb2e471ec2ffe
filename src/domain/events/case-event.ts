import { z } from 'zod';
import type { Instant } from '../time.ts';
import { deciding } from './deciding.ts';
import { linking } from './linking.ts';
import { reporting } from './reporting.ts';
import { restricting } from './restricting.ts';

/** The version written today. A reader meets older ones through `upcast`. */
export const CASE_EVENT_VERSION = 1;

export const CaseEvent = z.discriminatedUnion('type', [
  ...reporting,
  ...deciding,
  ...linking,
  ...restricting,
]);
export type CaseEvent = z.infer<typeof CaseEvent>;
export type CaseEventType = CaseEvent['type'];
export type EventOf<T extends CaseEventType> = Extract<CaseEvent, { type: T }>;

/** An event with when it was written and by whom: a member's id, `clock` or `command_line`. */
export interface Recorded {
  readonly event: CaseEvent;
  readonly at: Instant;
  readonly by: string;
}

type Upcast = (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** From a version to the next, by event type. Empty while every event is of version 1. */
const UPCASTS: Readonly<Record<string, Readonly<Record<number, Upcast>>>> = {};

/** Reads a stored fact. Throws when the journal holds something no version of Accord wrote: a bug, not a refusal. */
export function readCaseEvent(
  type: string,
  version: number,
  data: Readonly<Record<string, unknown>>,
): CaseEvent {
  let current = data;
  for (let v = version; v < CASE_EVENT_VERSION; v += 1) {
    const step = UPCASTS[type]?.[v];
    if (step) current = step(current);
  }
  return CaseEvent.parse({ ...current, type });
}
