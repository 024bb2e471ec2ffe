import type { z } from 'zod';
import type { Case } from '../case.ts';
import type { reporting } from '../events/reporting.ts';
import type { StepKind } from '../policy/step.ts';
import type { Handlers } from './handlers.ts';

type ReportingType = z.infer<(typeof reporting)[number]>['type'];
const union = <T>(a: readonly T[], b: readonly T[]): readonly T[] => [...new Set([...a, ...b])];

const TO_THE_PERSON: ReadonlySet<StepKind> = new Set<StepKind>([
  'speak',
  'remind',
  'invite_meeting',
  'mediate',
  'warn',
  'restrict_contact',
  'restrict_site',
  'turn_away',
  'ask_removal',
  'no_action',
]);

export const onReporting: Handlers<Exclude<ReportingType, 'case_opened'>> = {
  report_received: (it, event, { at }) => ({
    ...it,
    reports: [
      ...it.reports,
      {
        id: event.report,
        reporter: event.reporter,
        onBehalfOf: event.onBehalfOf,
        occurredAt: event.occurredAt,
        place: event.place,
        narrative: event.narrative,
        harm: event.harm,
        withdrawn: false,
        receivedAt: at,
      },
    ],
    breaches: it.classified ? it.breaches : union(it.breaches, event.breaches),
    flags: union(it.flags, event.flags),
    notices: union(it.notices, event.notices),
    happened: it.reports.length === 0 ? event.happened : it.happened,
    readBy: event.readBy,
    hearBy: event.hearBy,
  }),
  report_read: (it, event) => ({ ...it, read: true, hearBy: event.hearBy }),
  account_added: (it, event) => ({ ...it, accounts: [...it.accounts, event.account] }),
  evidence_added: (it, event) => ({
    ...it,
    evidence: [
      ...it.evidence,
      { id: event.evidence, kind: event.kind, what: event.what, capturedBy: event.capturedBy },
    ],
  }),
  evidence_file_added: (it, event, { at }) => ({
    ...it,
    files: [
      ...it.files,
      {
        id: event.evidence,
        file: event.file,
        media: event.media,
        capturedBy: event.capturedBy,
        keptAt: at,
        of: event.of,
      },
    ],
  }),
  people_named: (it, event) => ({
    ...it,
    affected: union(it.affected, event.affected),
    witnesses: union(it.witnesses, event.witnesses),
    unconfirmed: union(
      // Whoever counted before a reporter named them again goes on counting.
      event.unconfirmed.filter((id) => !it.affected.includes(id) && !it.witnesses.includes(id)),
      it.unconfirmed.filter(
        (id) =>
          event.unconfirmed.includes(id) || !(event.affected.includes(id) || event.witnesses.includes(id)),
      ),
    ),
  }),
  information_gathered: (it) => ({ ...it, gathered: true }),
  person_spoken_to: (it, event) => ({
    ...it,
    spoken: { reached: it.spoken.reached || event.how === 'spoke', tries: it.spoken.tries + event.tries },
  }),
  report_classified: (it, event) => ({
    ...it,
    classified: true,
    breaches: event.breaches,
    unlisted: event.unlisted,
    flags: event.flags,
    notices: union(it.notices, event.notices),
    finding: event.finding,
    exceptions: event.exceptions,
    continues: event.continues,
  }),
  report_corrected: (it, event) => ({
    ...it,
    reports: it.reports.map((row) =>
      row.id === event.report ? { ...row, narrative: event.narrative } : row,
    ),
  }),
  report_withdrawn: (it, event): Case => {
    const reports = it.reports.map((row) => (row.id === event.report ? { ...row, withdrawn: true } : row));
    const none = reports.every((row) => row.withdrawn) && it.joinedReporters.length === 0;
    return {
      ...it,
      reports,
      status: none ? 'withdrawn' : it.status,
      keepUntil: none ? event.keepUntil : null,
    };
  },
  person_identified: (it, event) => ({ ...it, person: event.person }),
  // What was said and sent to the wrong person says nothing about the right one; what was done about the event stands.
  case_moved: (it, event) => ({
    ...it,
    person: event.to,
    taken: it.taken.filter((row) => !TO_THE_PERSON.has(row.kind)),
    meetings: it.meetings.filter((row) => row.outcome !== null),
    spoken: { reached: false, tries: 0 },
    continues: null,
  }),
  case_joined: (it, event) => ({ ...it, status: 'joined', joinedInto: event.into }),
  case_took_in: (it, event) => ({
    ...it,
    accounts: [...it.accounts, ...event.accounts],
    joinedReporters: [...it.joinedReporters, { from: event.from, members: event.reporters }],
  }),
  case_separated: (it, event) => ({
    ...it,
    accounts: it.accounts.filter((row) => row.cameFrom !== event.from),
    joinedReporters: it.joinedReporters.filter((row) => row.from !== event.from),
  }),
  case_gave_back: (it) => ({ ...it, status: 'open', joinedInto: null }),
  member_stood_aside: (it, event) => ({
    ...it,
    stoodAside: [...it.stoodAside, { member: event.member, why: event.why }],
  }),
  dsl_told: (it) => ({ ...it, dslTold: true }),
};
