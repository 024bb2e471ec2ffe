import type { z } from 'zod';
import type { Case } from '../case.ts';
import type { deciding } from '../events/deciding.ts';
import type { StepId } from '../ids.ts';
import type { Outcome } from '../policy/step.ts';
import { change, type Handlers } from './handlers.ts';

type DecidingType = z.infer<(typeof deciding)[number]>['type'];

/** The latest taking of the step gets the outcome; steps are taken again, outcomes stay with their own. */
export function withOutcome(it: Case, step: StepId, outcome: Outcome): Case {
  const at = it.taken.findLastIndex((row) => row.step === step);
  return {
    ...it,
    taken: it.taken.map((row, index) =>
      index === at ? { ...row, outcomes: [...row.outcomes, outcome] } : row,
    ),
  };
}

export const onDeciding: Handlers<DecidingType> = {
  decision_made: (it, event) => ({
    ...it,
    decisions: [
      ...it.decisions,
      {
        id: event.decision,
        by: event.by,
        role: event.role,
        on: event.on,
        steps: event.steps,
        reason: event.reason,
        departures: event.departures,
        phone: event.phone,
      },
    ],
    taken: [
      ...it.taken,
      ...event.steps.map((row) => ({
        step: row.step,
        kind: row.kind,
        on: event.on,
        outcomes: ['done' as const],
      })),
    ],
  }),
  step_outcome_recorded: (it, event) => withOutcome(it, event.step, event.outcome),
  meeting_invited: (it, event) => ({
    ...it,
    meetings: [
      ...it.meetings,
      {
        id: event.matter,
        step: event.step,
        about: event.about,
        replyBy: event.replyBy,
        rearranged: 0,
        outcome: null,
      },
    ],
  }),
  meeting_rearranged: (it, event) => ({
    ...it,
    meetings: change(it.meetings, event.matter, (row) => ({
      ...row,
      replyBy: event.replyBy,
      rearranged: row.rearranged + 1,
    })),
  }),
  meeting_outcome_recorded: (it, event) => {
    const meeting = it.meetings.find((row) => row.id === event.matter);
    const next = {
      ...it,
      meetings: change(it.meetings, event.matter, (row) => ({ ...row, outcome: event.outcome })),
    };
    if (!meeting) return next;
    const held =
      event.outcome === 'refused' || event.outcome === 'no_reply' || event.outcome === 'declined'
        ? next
        : withOutcome(next, meeting.step, 'attended');
    return withOutcome(held, meeting.step, event.outcome);
  },
  referral_made: (it, event) => ({
    ...it,
    dslTold: it.dslTold || event.to === 'dsl',
    referrals: [
      ...it.referrals,
      {
        id: event.matter,
        step: event.step,
        to: event.to,
        body: event.body,
        followUp: event.followUp,
        holdsInterviews: event.holdsInterviews,
        outcome: null,
      },
    ],
  }),
  referral_outcome_recorded: (it, event) => ({
    ...it,
    referrals: change(it.referrals, event.matter, (row) => ({
      ...row,
      outcome: event.outcome,
      followUp: event.followUp ?? row.followUp,
      holdsInterviews: row.holdsInterviews && event.outcome === 'acknowledged',
    })),
  }),
  removal_asked: (it, event) => ({
    ...it,
    removals: [
      ...it.removals,
      { id: event.matter, step: event.step, checkOn: event.checkOn, removed: false },
    ],
  }),
  removal_checked: (it, event) => ({
    ...it,
    removals: change(it.removals, event.matter, (row) => ({
      ...row,
      removed: event.removed,
      checkOn: event.nextCheck,
    })),
  }),
  view_asked: (it, event) => ({
    ...it,
    consultations: [
      ...it.consultations,
      {
        id: event.consultation,
        purpose: event.purpose,
        kind: event.kind,
        gate: event.gate,
        step: event.step,
        restriction: event.restriction,
        role: event.role,
        next: event.next,
        summary: event.summary,
        proposal: event.proposal,
        askedOn: event.on ?? null,
        due: event.due,
        tries: 0,
        opened: [],
        given: null,
        link: null,
      },
    ],
  }),
  view_chased: (it, event) => ({
    ...it,
    consultations: change(it.consultations, event.consultation, (row) => ({ ...row, tries: event.tries })),
  }),
  view_passed_on: (it, event) => ({
    ...it,
    consultations: change(it.consultations, event.consultation, (row) => ({
      ...row,
      role: event.role,
      next: event.next,
      due: event.due,
      tries: 0,
    })),
  }),
  view_opened: (it, event) => ({
    ...it,
    consultations: change(it.consultations, event.consultation, (row) => ({
      ...row,
      opened: [...new Set([...row.opened, event.by])],
    })),
  }),
  view_given: (it, event) => ({
    ...it,
    consultations: change(it.consultations, event.consultation, (row) => ({
      ...row,
      given: {
        by: event.by,
        view: event.view,
        comment: event.comment,
        on: event.on,
        phone: event.phone !== null,
        link: event.link !== null,
      },
    })),
  }),
  letter_owed: (it, event) => ({
    ...it,
    letters: [
      ...it.letters,
      {
        id: event.letter,
        kind: event.kind,
        restriction: event.restriction,
        step: event.step,
        signers: event.signers,
        due: event.due,
        signed: null,
        sent: null,
        dropped: false,
      },
    ],
  }),
  letter_signed: (it, event) => ({
    ...it,
    letters: change(it.letters, event.letter, (row) => ({
      ...row,
      signed: { by: event.by, text: event.text, language: event.language, on: event.on },
    })),
  }),
  letter_sent: (it, event) => ({
    ...it,
    letters: change(it.letters, event.letter, (row) => ({
      ...row,
      sent: { on: event.on, how: event.how, proof: event.proof },
    })),
  }),
  letter_dropped: (it, event) => ({
    ...it,
    letters: change(it.letters, event.letter, (row) => ({ ...row, dropped: true })),
  }),
};
