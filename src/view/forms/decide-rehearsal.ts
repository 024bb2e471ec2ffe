import type { Decide } from '../../domain/command.ts';
import { decide } from '../../domain/decide/decide.ts';
import { lengthEnd } from '../../domain/decide/restriction-dates.ts';
import type { Facts } from '../../domain/facts.ts';
import {
  type GateId,
  type MemberId,
  ParticularsId,
  type ParticularsRef,
  RoleId,
  type StepId,
} from '../../domain/ids.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { addMonths } from '../../domain/time.ts';
import type { Drawing } from '../drawing.ts';

/** The world as the drawing has it, for asking the domain what it would say. Nothing that comes of it is kept. */
export const factsOf = (d: Drawing): Facts => ({
  policy: d.policy,
  now: d.now,
  today: d.today,
  calendar: d.calendar,
  nextId: () => 'rehearsed',
  history: d.history,
  book: d.book,
  actor: d.reader,
});

const TEXT: ParticularsRef = { id: ParticularsId.parse('rehearsed'), commitment: '0'.repeat(64) };

interface Rehearsed {
  readonly steps: readonly StepId[];
  readonly decidedBy: MemberId | null;
  readonly waived: readonly GateId[];
}

/**
 * What the domain would still refuse if everything a second page can ask for were answered, but no reason were given
 * for being different from the policy. So the form asks for what the domain asks for, and never for more.
 */
export function rehearse({ steps, decidedBy, waived }: Rehearsed, d: Drawing): Refusal | null {
  const { policy, today } = d;
  const [place] = policy.restriction.extents;
  const [channel] = policy.contact.channels;
  const decider = decidedBy ?? d.reader;
  const others = d.book.members.filter((row) => row.id !== decider).map((row) => row.id);
  const command: Decide = {
    do: 'decide',
    steps: [...steps],
    reason: TEXT,
    departureReason: false,
    skipReason: false,
    waived: [...waived],
    confirmed: policy.gates.filter((gate) => gate.kind === 'confirmed').map((gate) => gate.id),
    equality: { answer: 'none_known', note: null },
    phone: decidedBy === null ? null : { decidedBy },
    present: d.book.members.map((row) => row.id),
    restriction: place
      ? {
          mode: 'provisional',
          extent: { of: 'site', places: [place] },
          start: today,
          end: lengthEnd(today, policy.restriction.length.usual, d),
          threshold: TEXT,
          risk: TEXT,
          siteRisk: TEXT,
        }
      : null,
    contact: channel
      ? {
          extent: { of: 'contact', channels: [channel], named: RoleId.parse('head'), perWeek: 1 },
          start: today,
          end: addMonths(today, 1),
        }
      : null,
    risk: TEXT,
    secondPerson: others[0] ?? null,
  };
  const decided = decide(d.it, command, factsOf(d));
  return decided.ok ? null : decided.refusal;
}
