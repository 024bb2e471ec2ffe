import { seesLetter } from '../domain/authorise.ts';
import { mayGoOut } from '../domain/internal-letters.ts';
import type { Tap } from '../view/intent.ts';
import { LETTER_FILES, letterFileName } from '../view/letter-paper.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, oweCaller, said, writeAccess } from './caller.ts';
import type { LoadedCase } from './load-case.ts';
import { NO_SUCH_CASE } from './show-case.ts';

/** A signed letter as a file, owed to whoever asks and may see it. Asking is looking, and is written down. */
export async function sendLetterFile(
  caller: Caller,
  { it, policy, book }: LoadedCase,
  { carries }: Extract<Tap, { tap: 'act' }>,
): Promise<Reply> {
  const { app, at, member } = caller;
  const letter = it.letters.find((row) => row.id === carries.letter);
  const looking = { it, policy: policy.policy, book, today: at.today };
  if (!letter || !seesLetter(member.id, letter, looking)) {
    await writeAccess(caller, 'attempt_refused', { what: 'send_letter_file', case: it.id });
    return said(NO_SUCH_CASE);
  }
  const as = LETTER_FILES.find((one) => one === carries.as);
  if (!as) return said('That button belongs to a card that is out of date. Open the case again.');
  if (!letter.signed)
    return said('That letter is not signed yet. It can be had as a file once it is.', 'refused');
  if (!mayGoOut(letter, it))
    return said('A "do not contact" is in force, so no letter is handed out until it has been lifted.');
  if (it.erased !== null)
    return said('The texts of this case were erased, so there is no letter of it any more.');
  await writeAccess(caller, 'file_viewed', { case: it.id, letter: letter.id, as });
  await oweCaller(caller, `${it.ref}/letter/${letter.id}/${as}/${member.id}/${app.ids.next()}`, {
    show: 'letter_file',
    case: it.id,
    letter: letter.id,
    as,
  });
  const name = letterFileName(it.ref, it.letters.indexOf(letter) + 1, as);
  return said(`It is on its way to you as ${name}, in a message of its own.`, 'good');
}
