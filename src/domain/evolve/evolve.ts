import type { Case } from '../case.ts';
import type { CaseEvent, CaseEventType, EventOf, Recorded } from '../events/case-event.ts';
import { onDeciding } from './deciding.ts';
import type { Handlers, Meta } from './handlers.ts';
import { onLinking } from './linking.ts';
import { onReporting } from './reporting.ts';
import { onRestricting } from './restricting.ts';

const HANDLERS: Handlers<Exclude<CaseEventType, 'case_opened'>> = {
  ...onReporting,
  ...onDeciding,
  ...onLinking,
  ...onRestricting,
};

/** Events that change nothing a decider chooses by: a form drawn before them is not stale. */
const QUIET: ReadonlySet<CaseEventType> = new Set<CaseEventType>([
  'report_read',
  'evidence_added',
  'evidence_file_added',
  'letter_signed',
  'letter_sent',
  'view_opened',
  'view_chased',
  'view_link_made',
  'view_link_opened',
  'view_link_ended',
  'view_link_unsent',
  'their_side_acknowledged',
  'support_recorded',
  'injury_recorded',
  'removal_checked',
  'request_answered',
]);

function opened(event: EventOf<'case_opened'>): Case {
  return {
    id: event.case,
    school: event.school,
    ref: event.ref,
    policy: event.policy,
    status: 'open',
    person: event.person,
    capacity: event.capacity,
    openedOn: event.openedOn,
    occurredOn: event.occurredOn,
    happened: 'anywhere',
    reports: [],
    joinedReporters: [],
    accounts: [],
    evidence: [],
    files: [],
    affected: [],
    witnesses: [],
    unconfirmed: [],
    stoodAside: [],
    keepUntil: null,
    erased: null,
    readBy: event.openedOn,
    hearBy: event.openedOn,
    read: false,
    breaches: [],
    classified: false,
    unlisted: false,
    flags: [],
    notices: [],
    finding: 'undecided',
    exceptions: [],
    continues: null,
    gathered: false,
    spoken: { reached: false, tries: 0 },
    dslTold: false,
    taken: [],
    decisions: [],
    meetings: [],
    referrals: [],
    removals: [],
    consultations: [],
    letters: [],
    restrictions: [],
    theirSide: [],
    hold: null,
    requests: [],
    supported: [],
    injury: null,
    joinedInto: null,
    closed: null,
    revision: 0,
    position: 0,
  };
}

/** One handler for one event; the map's type proves that the two belong together. */
const apply = <K extends keyof typeof HANDLERS>(it: Case, event: EventOf<K>, type: K, meta: Meta): Case => {
  const handler: (it: Case, event: EventOf<K>, meta: Meta) => Case = HANDLERS[type];
  return handler(it, event, meta);
};

/**
 * The case after one event. Total: reads no policy, calendar or clock. Anything but `case_opened` on no case
 * is a broken journal and throws.
 */
export function evolve(it: Case | null, event: CaseEvent, meta: Meta): Case {
  if (event.type === 'case_opened') return { ...opened(event), position: 1 };
  if (!it)
    throw new Error(
      `The journal is broken: ${event.type} comes before the case was opened. Run "accord audit verify".`,
    );
  const next = apply(it, event, event.type, meta);
  return { ...next, position: it.position + 1, revision: it.revision + (QUIET.has(event.type) ? 0 : 1) };
}

export const fold = (events: readonly Recorded[]): Case | null =>
  events.reduce<Case | null>((it, { event, at, by }) => evolve(it, event, { at, by }), null);
