import { titleOf } from '../book.ts';
import { mayGoOut } from '../internal-letters.ts';
import { printDay } from '../letters/print-day.ts';
import { refuse } from '../refusal.ts';
import { maySign } from '../standing.ts';
import { record, type Verbs } from './decided.ts';

export const letteringVerbs: Verbs<'sign_letter' | 'send_letter'> = {
  sign_letter: (it, command, facts) => {
    const row = it.letters.find((one) => one.id === command.letter);
    if (!row || row.dropped) return refuse('not_found', 'That letter is not owed any more.');
    if (!maySign(facts.actor, row, it, facts.policy, facts.book, facts.today))
      return refuse(
        'not_allowed',
        `This letter is signed by: ${row.signers.map((role) => titleOf(role, facts.policy)).join(', ')}.`,
      );
    if (row.signed) return refuse('already_done', 'That letter is signed. Its text stays as it was signed.');
    if (!mayGoOut(row, it))
      return refuse('on_hold', 'A "do not contact" is in force. Sign and send when it has been lifted.');
    return record({
      type: 'letter_signed',
      letter: row.id,
      by: facts.actor,
      text: command.text,
      language: command.language,
      on: facts.today,
    });
  },
  send_letter: (it, command, facts) => {
    const row = it.letters.find((one) => one.id === command.letter);
    if (!row || row.dropped) return refuse('not_found', 'That letter is not owed any more.');
    if (row.sent) return refuse('already_done', 'That letter is marked as sent already.');
    if (!row.signed) return refuse('must_happen_first', 'The letter has to be signed before it goes.');
    if (!mayGoOut(row, it))
      return refuse('on_hold', 'A "do not contact" is in force. Keep the letter until it has been lifted.');
    if (command.on > facts.today)
      return refuse('dates_wrong', 'That day has not come yet. Give the day on which it went.', 'on');
    if (command.on < row.signed.on)
      return refuse(
        'dates_wrong',
        `It was signed on ${printDay(row.signed.on)} and cannot have gone before that. Give the day on which it went.`,
        'on',
      );
    if (!command.addressConfirmed)
      return refuse(
        'input',
        "Look at the address once more and tick that it is this parent's own.",
        'address_confirmed',
      );
    return record({
      type: 'letter_sent',
      letter: row.id,
      on: command.on,
      how: command.how,
      addressConfirmed: true,
      proof: command.proof,
    });
  },
};
