import type { Case } from '../case.ts';
import type { Facts } from '../facts.ts';
import { printDay } from '../letters/print-day.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { addMonths } from '../time.ts';
import { record, type Verbs } from './decided.ts';

/** Years. A record is kept longer for a reason that ends; for more, it is decided again. */
const LONGEST_YEARS = 6;

/** Why a record may not be erased now, or null where it may. */
function refuseToErase(it: Case, elsewhere: readonly string[], facts: Facts): Refusal | null {
  const no = (code: Parameters<typeof refuse>[0], words: string) => refuse(code, words).refusal;
  if (it.keepUntil === null || it.status === 'open')
    return no('not_open', 'Only the record of a case that is closed or taken back can be erased.');
  if (it.hold) return no('on_hold', 'A "do not contact" is in force, so nothing is erased.');
  if (it.requests.some((row) => !row.answered))
    return no(
      'must_happen_first',
      'They have asked for something and have no answer yet. Nothing about them is erased before that.',
    );
  if (elsewhere.length > 0)
    return no(
      'must_happen_first',
      `They have asked for something and have no answer yet: ${elsewhere.join(', ')}. Nothing about them is erased before that.`,
    );
  if (facts.today <= it.keepUntil)
    return no(
      'dates_wrong',
      `The record is kept until ${printDay(it.keepUntil)}. It can be erased after that.`,
    );
  return null;
}

export const disposingVerbs: Verbs<'erase_record' | 'keep_longer'> = {
  erase_record: (it, command, facts) => {
    const refusal = refuseToErase(it, command.elsewhere, facts);
    return refusal
      ? { ok: false, refusal }
      : record({ type: 'record_erased', texts: command.texts, files: command.files, on: facts.today });
  },
  keep_longer: (it, command, facts) => {
    if (it.keepUntil === null || it.status === 'open')
      return refuse('not_open', 'How long it is kept is settled when the case is closed.');
    if (command.until <= it.keepUntil || command.until <= facts.today)
      return refuse(
        'dates_wrong',
        `It is kept until ${printDay(it.keepUntil)} already. Choose a later day than that and than today.`,
        'until',
      );
    if (command.until > addMonths(facts.today, LONGEST_YEARS * 12))
      return refuse(
        'dates_wrong',
        `At most ${LONGEST_YEARS} years at a time. It can be kept longer again when that day comes.`,
        'until',
      );
    return record({
      type: 'record_kept_longer',
      until: command.until,
      why: command.why,
      reason: command.reason,
      on: facts.today,
    });
  },
};
