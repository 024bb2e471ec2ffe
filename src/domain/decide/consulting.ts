import { holdsRole, memberOf, titleOf } from '../book.ts';
import type { Case, Consultation } from '../case.ts';
import { addDuration } from '../due.ts';
import type { Facts } from '../facts.ts';
import { ConsultationId, type MemberId, RoleId } from '../ids.ts';
import { packGates } from '../joint-gates.ts';
import { printDay } from '../letters/print-day.ts';
import type { Gate } from '../policy/step.ts';
import { type Refusal, refuse } from '../refusal.ts';
import {
  askable,
  consultable,
  deciders,
  isInvolved,
  judgesAppeal,
  mayDecide,
  wasConsulted,
} from '../standing.ts';
import { type Decided, record, type Verbs } from './decided.ts';
import { endsLink } from './linking.ts';

type Asking = Extract<Gate, { kind: 'consulted' | 'approved' }>;

const askingGate = (gate: Gate): gate is Asking => gate.kind === 'consulted' || gate.kind === 'approved';

const partOf = (role: RoleId, facts: Facts): string => facts.policy.roles[role]?.plays ?? role;

/** Who stands in for a chair: the school's own title for the part, or the part. */
const viceChair = (facts: Facts): RoleId =>
  RoleId.parse(
    Object.entries(facts.policy.roles).find(([, role]) => role.plays === 'vice_chair')?.[0] ?? 'vice_chair',
  );

/**
 * Those asked, in order: after a chair the vice-chair (Accord's default), then whom the pack names next. Approval is
 * the approver's own, and goes to the vice-chair only where the chair may not give it.
 */
const inLine = (gate: Asking, it: Case, facts: Facts): readonly RoleId[] => {
  const standsIn = (role: RoleId) =>
    partOf(role, facts) === 'chair' &&
    (gate.kind === 'consulted' || consultable(role, it, facts.policy, facts.book).length === 0);
  return [...new Set(gate.ask.flatMap((role) => (standsIn(role) ? [role, viceChair(facts)] : [role])))];
};

/** The first role in line with somebody free to be asked: never the person, their family or one involved. */
function firstFree(
  roles: readonly RoleId[],
  it: Case,
  facts: Facts,
): { role: RoleId; rest: readonly RoleId[] } | null {
  const at = roles.findIndex((role) => consultable(role, it, facts.policy, facts.book).length > 0);
  const role = roles[at];
  return role === undefined ? null : { role, rest: roles.slice(at + 1) };
}

const found = (it: Case, id: ConsultationId): Consultation | Refusal =>
  it.consultations.find((row) => row.id === id) ?? {
    code: 'not_found',
    words: 'That request for a view is not part of this case any more. Open the case again.',
  };

const isRefusal = (it: Consultation | Refusal): it is Refusal => 'code' in it;

/** Whose view may be given for this role. The one who decides is not consulted by themselves. */
function mayGive(member: MemberId, row: Consultation, it: Case, facts: Facts): boolean {
  const who = memberOf(facts.book, member);
  return (
    who !== undefined &&
    holdsRole(who, row.role, facts.policy) &&
    consultable(row.role, it, facts.policy, facts.book).some((free) => free.id === member)
  );
}

const chased = (it: Case, row: Consultation, facts: Facts): Decided => {
  const next = firstFree(row.next, it, facts);
  if (!next)
    return refuse(
      'not_found',
      'Nobody else is left to ask. Keep trying, record a view given by phone, or turn the person away until the end of the next school day if there is danger.',
    );
  const step = facts.policy.steps.find((one) => one.id === row.step);
  const gate = step && packGates(step, facts.policy, null).find((one) => one.id === row.gate);
  const due =
    gate && askingGate(gate) ? addDuration(facts.calendar, facts.today, gate.answer_within) : row.due;
  return record(...endsLink(row, 'passed_on'), {
    type: 'view_passed_on',
    consultation: row.id,
    role: next.role,
    next: [...next.rest],
    due,
  });
};

export const consultingVerbs: Verbs<'ask_view' | 'chase_view' | 'pass_on_view' | 'open_view' | 'give_view'> =
  {
    /** Consulting is not approving: a view is asked for, recorded and answered; the decider decides (promise 4). */
    ask_view: (it, command, facts) => {
      const step = facts.policy.steps.find((row) => row.id === command.step);
      if (!step)
        return refuse('not_in_policy', 'That step is not in our policy. Choose one that is.', 'step');
      const own = mayDecide(step.id, step.kind, it, facts.policy, facts.book, facts.today).find(
        (row) => row.member === facts.actor,
      );
      const gates = packGates(step, facts.policy, own?.role ?? null)
        .filter(askingGate)
        .filter((gate) => gate.before.includes(step.id));
      const open = (gate: Asking) =>
        it.consultations.some(
          (row) =>
            row.given?.view !== 'refuse' &&
            row.gate === gate.id &&
            row.step === step.id &&
            row.purpose === command.purpose &&
            row.restriction === command.restriction,
        );
      const gate = gates.find((row) => !open(row));
      if (!gate)
        return refuse(
          'already_done',
          gates.length > 0
            ? 'That view has been asked for already. Chase it, or record it if it was given by phone.'
            : 'Our policy asks nobody before this step, so there is nobody to ask.',
          'step',
        );
      const line = firstFree(inLine(gate, it, facts), it, facts);
      if (!line)
        return refuse(
          'not_found',
          `Nobody in the school holds the role that is asked here (${inLine(gate, it, facts)
            .map((role) => titleOf(role, facts.policy))
            .join(', ')}), or they are all involved. Ask your administrator to add one.`,
        );
      return record({
        type: 'view_asked',
        consultation: ConsultationId.parse(facts.nextId()),
        purpose: command.purpose,
        kind: gate.kind === 'approved' ? 'approve' : 'consult',
        gate: gate.id,
        step: step.id,
        restriction: command.restriction,
        role: line.role,
        next: [...line.rest],
        summary: command.summary,
        proposal: command.proposal,
        on: facts.today,
        due: addDuration(facts.calendar, facts.today, gate.answer_within),
      });
    },
    chase_view: (it, command, facts) => {
      const row = found(it, command.consultation);
      if (isRefusal(row)) return { ok: false, refusal: row };
      if (row.given) return refuse('already_done', 'The view has been given.');
      return record({ type: 'view_chased', consultation: row.id, on: facts.today, tries: row.tries + 1 });
    },
    pass_on_view: (it, command, facts) => {
      const row = found(it, command.consultation);
      if (isRefusal(row)) return { ok: false, refusal: row };
      if (row.given) return refuse('already_done', 'The view has been given.');
      const reachable = consultable(row.role, it, facts.policy, facts.book).length > 0;
      if (reachable && row.tries === 0 && facts.today <= row.due)
        return refuse(
          'must_happen_first',
          `The ${titleOf(row.role, facts.policy)} has until ${printDay(row.due)} to answer. Chase them once before you ask somebody else.`,
        );
      return chased(it, row, facts);
    },
    open_view: (it, command, facts) => {
      const row = found(it, command.consultation);
      if (isRefusal(row)) return { ok: false, refusal: row };
      return row.opened.includes(facts.actor)
        ? record()
        : record({ type: 'view_opened', consultation: row.id, by: facts.actor });
    },
    give_view: (it, command, facts) => {
      const row = found(it, command.consultation);
      if (isRefusal(row)) return { ok: false, refusal: row };
      // "I'd like to talk" is not the last word: what came of the talk is recorded after it.
      if (row.given && row.given.view !== 'talk')
        return refuse(
          'already_done',
          'A view has been recorded already. Add an account if there is more to say.',
        );
      const viewOf = command.phone?.viewOf ?? facts.actor;
      const giver = memberOf(facts.book, viewOf);
      if (giver && judgesAppeal(giver, it, facts.policy))
        return refuse(
          'conflict_of_interest',
          'An appeal about this is before them, so they give no view on it. Pass the request on to somebody else.',
        );
      if (!mayGive(viewOf, row, it, facts))
        return refuse('not_allowed', `This view is asked of the ${titleOf(row.role, facts.policy)}.`);
      if (command.phone && viewOf !== facts.actor && isInvolved(facts.actor, it, facts.book))
        return refuse(
          'conflict_of_interest',
          'You reported this, saw it or were affected by it, so you do not write down the view of somebody else. Let them, or a colleague who was not involved, record it.',
        );
      if (command.phone) {
        const decides = deciders(it, facts.policy, facts.book, facts.today).some(
          (one) => one.member === facts.actor,
        );
        if (!decides)
          return refuse(
            'not_allowed',
            'A view given by phone is written down by the person who asked for it.',
          );
      }
      const consult = command.view === 'support' || command.view === 'concern' || command.view === 'talk';
      if (consult !== (row.kind === 'consult'))
        return refuse(
          'input',
          row.kind === 'consult'
            ? 'You are asked for your view, not for approval. Choose one of the three answers.'
            : 'Our policy asks for your approval here. Approve or refuse.',
          'view',
        );
      if (command.view !== 'support' && command.view !== 'approve' && !command.comment)
        return refuse(
          'reason_needed',
          'Say in a sentence what troubles you or what you would like to talk about.',
          'comment',
        );
      const byLink = command.link ?? null;
      return record(...endsLink(row, byLink ? 'used' : 'answered'), {
        type: 'view_given',
        consultation: row.id,
        by: viewOf,
        role: row.role,
        view: command.view,
        comment: command.comment,
        phone: command.phone ? { recordedBy: facts.actor } : null,
        link: byLink,
        on: facts.today,
      });
    },
  };

/** One governor is kept uninvolved for an appeal: those consulted cannot hear it (moment 5). */
export const canHearAppeal = (member: MemberId, it: Case, facts: Facts): boolean => {
  const who = memberOf(facts.book, member);
  return (
    who !== undefined &&
    !wasConsulted(member, it) &&
    askable(RoleId.parse('governor'), it, facts.policy, facts.book).some((row) => row.id === member)
  );
};
