import type { Brought } from './brought.ts';
import type { Case, Consultation } from './case.ts';
import type { Situation } from './condition-holds.ts';
import { addDuration } from './due.ts';
import type { Gate, Step } from './policy/step.ts';
import { triesAsked } from './step-done.ts';

const answered = (row: Consultation, gate: Gate): boolean =>
  row.given !== null && (gate.kind === 'approved' ? row.given.view === 'approve' : true);

/** A view counts for what it was asked about: to impose, to extend, or to widen this very restriction. */
const viewsFor = (it: Case, gate: Gate, step: Step, brought: Brought): readonly Consultation[] =>
  it.consultations.filter(
    (row) =>
      row.gate === gate.id &&
      row.step === step.id &&
      row.purpose === brought.purpose &&
      row.restriction === brought.restriction,
  );

export function packGateMet(gate: Gate, step: Step, at: Situation, brought: Brought): boolean {
  const { it, calendar, today, policy } = at;
  switch (gate.kind) {
    case 'gathered':
      return it.gathered;
    case 'spoken':
      return it.spoken.reached || it.spoken.tries >= triesAsked(policy);
    case 'consulted':
    case 'approved':
      return viewsFor(it, gate, step, brought).some((row) => answered(row, gate));
    case 'site_risk':
      return brought.siteRisk;
    case 'confirmed':
      return brought.confirmed.includes(gate.id);
    case 'wait': {
      const last = it.taken.findLast((row) => row.step === gate.after);
      return last !== undefined && addDuration(calendar, last.on, gate.for) <= today;
    }
    default:
      return gate satisfies never;
  }
}

export const mendOf = (gate: Gate, step: Step, it: Case, brought: Brought): string => {
  switch (gate.kind) {
    case 'gathered':
      return 'Gather what those involved saw and record it with "We have gathered what happened".';
    case 'spoken':
      return `Speak to the person, or record ${gate.tries} tries to reach them.`;
    case 'consulted':
    case 'approved':
      return viewsFor(it, gate, step, brought).some((row) => row.given === null)
        ? 'A view has been asked for. Wait for it, chase it, or record one given by phone.'
        : `Ask with "${gate.kind === 'approved' ? 'Ask for approval' : 'Ask for a view'}".`;
    case 'site_risk':
      return 'Write why someone who did this elsewhere is a risk on the site.';
    case 'confirmed':
      return gate.ask;
    case 'wait':
      return `Wait ${gate.for.words} after the earlier step.`;
    default:
      return gate satisfies never;
  }
};
