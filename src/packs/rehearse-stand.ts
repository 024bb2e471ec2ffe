import { titleOf } from '../domain/book.ts';
import type { Case } from '../domain/case.ts';
import type { Situation } from '../domain/condition-holds.ts';
import { deadlinesOf } from '../domain/deadlines.ts';
import type { Policy } from '../domain/policy/policy.ts';
import { type Option, optionsFor } from '../domain/recommend.ts';
import type { FirstRow, LetterRow, OwedRow, RestrictionRow, Stand, StepRow } from './rehearsal.ts';

const stepRow = (row: Option): StepRow => ({
  step: row.step.id,
  label: row.step.label,
  clause: row.why ?? row.step.source,
  must: row.must,
  off_order: row.offOrder,
});

/** Gates by gate, each with the steps it stands before: steps share most of theirs. */
function firstRows(options: readonly Option[]): FirstRow[] {
  const rows = new Map<string, FirstRow>();
  for (const { step, gates } of options)
    for (const gate of gates) {
      if (gate.state === 'met') continue;
      const key = `${gate.gate}|${gate.state}`;
      const known = rows.get(key);
      rows.set(key, {
        gate: gate.gate,
        label: gate.label,
        state: gate.state,
        clause: gate.source,
        before: [...(known?.before ?? []), { step: step.id, label: step.label }],
        mend: gate.mend,
      });
    }
  return [...rows.values()];
}

function owedRows(it: Case, policy: Policy): OwedRow[] {
  return deadlinesOf(it)
    .filter((row) => row.kind !== 'sign_letter' && row.kind !== 'send_letter')
    .map((row) => ({
      kind: row.kind,
      due: row.due,
      by: row.owner === 'decider' ? 'whoever decides' : titleOf(row.owner, policy),
      quiet: row.quiet,
    }))
    .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
}

const letterRows = (it: Case, policy: Policy): LetterRow[] =>
  it.letters
    .filter((row) => !row.sent && !row.dropped)
    .map((row) => ({
      kind: row.kind,
      due: row.due,
      state: row.signed ? 'to_send' : 'to_sign',
      signers: row.signers.map((role) => titleOf(role, policy)),
    }));

const restrictionRows = (it: Case): RestrictionRow[] =>
  it.restrictions.map((row) => ({
    status: row.status,
    extent: row.extent.of === 'site' ? row.extent.places : row.extent.channels,
    from: row.start,
    until: row.end,
    review: row.review,
    their_side_by: row.hearing?.closes ?? null,
    decide_by: row.hearing?.decideBy ?? null,
  }));

/** Where a case stands, as the decider would see it. */
export function standOf(at: Situation): Stand {
  const { it, policy } = at;
  const options = it.status === 'open' ? optionsFor(at) : [];
  const standing = (which: Option['standing']) =>
    options.filter((row) => row.standing === which).map(stepRow);
  return {
    status: it.status,
    recommended: standing('next'),
    later: standing('then'),
    allowed: standing('allowed'),
    first: firstRows(options),
    owed: owedRows(it, policy),
    letters: letterRows(it, policy),
    restrictions: restrictionRows(it),
    asked: it.consultations.findLast((row) => row.given === null)?.role ?? null,
  };
}
