import type { Case } from '../case.ts';
import type { CaseCommand, CommandName, CommandOf } from '../command.ts';
import type { Facts } from '../facts.ts';
import { printDay } from '../letters/print-day.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { closingVerbs } from './closing.ts';
import { confirmRestriction } from './confirming.ts';
import { consultingVerbs } from './consulting.ts';
import type { Decided, Verbs } from './decided.ts';
import { decideSteps } from './decision.ts';
import { disposingVerbs } from './disposing.ts';
import { followingVerbs } from './following.ts';
import { letteringVerbs } from './lettering.ts';
import { linkingVerbs } from './linking.ts';
import { reportingVerbs } from './reporting.ts';
import { restrictingVerbs } from './restricting.ts';

const VERBS: Verbs<CommandName> = {
  ...reportingVerbs,
  ...consultingVerbs,
  ...linkingVerbs,
  ...restrictingVerbs,
  ...followingVerbs,
  ...letteringVerbs,
  ...closingVerbs,
  ...disposingVerbs,
  confirm_restriction: confirmRestriction,
  decide: decideSteps,
};

/** What a closed, joined or withdrawn case still takes: what they are owed keeps its clocks. */
const ON_CLOSED: ReadonlySet<CommandName> = new Set<CommandName>([
  'reopen',
  'receive_request',
  'answer_request',
  'acknowledge',
  'add_original',
  'erase_record',
  'keep_longer',
  'record_support',
  'give_back',
  'run_out',
]);

/** Why a case that is put away does not take this, or null where it is open or takes it all the same. */
export function refusePutAway(it: Case, name: CommandName): Refusal | null {
  if (it.erased !== null)
    return refuse(
      'not_open',
      `The record of this case was erased on ${printDay(it.erased)}. Nothing more can be kept with it.`,
    ).refusal;
  if (it.status === 'open' || ON_CLOSED.has(name)) return null;
  const words =
    it.status === 'joined'
      ? 'This case was joined to another. Go on there.'
      : 'This case is closed. Reopen it first.';
  return refuse('not_open', words).refusal;
}

const apply = <K extends CommandName>(it: Case, command: CommandOf<K>, name: K, facts: Facts): Decided => {
  const verb: (it: Case, command: CommandOf<K>, facts: Facts) => Decided = VERBS[name];
  return verb(it, command, facts);
};

/**
 * Events, or a refusal in words. Pure: everything from outside the case is in `facts`, and what is relied on
 * is written into the events. Whether the actor may is `authorise`'s; whether the case allows it is here.
 */
export function decide(it: Case, command: CaseCommand, facts: Facts): Decided {
  const refusal = refusePutAway(it, command.do);
  if (refusal) return { ok: false, refusal };
  return apply(it, command, command.do, facts);
}
