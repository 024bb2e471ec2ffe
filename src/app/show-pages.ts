import type { PagesAsked } from '../view/form-kind.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, oweCaller, said, writeAccess } from './caller.ts';
import { keepLetter } from './kept-letter.ts';
import type { LoadedCase } from './load-case.ts';

/** The words are kept and a picture of their pages is owed: it is made when it is sent. */
export async function showPages(
  caller: Caller,
  { it }: LoadedCase,
  { pages, words }: PagesAsked,
): Promise<Reply> {
  const { app, member } = caller;
  await keepLetter(caller, pages, words);
  await writeAccess(caller, 'file_viewed', { case: it.id, letter: pages, as: 'pages' });
  await oweCaller(caller, `${it.ref}/pages/${pages}/${member.id}/${app.ids.next()}`, {
    show: 'letter_pages',
    case: it.id,
    letter: pages,
  });
  return said(
    'The pages are on their way to you as a picture. Your words are kept for a day: open the letter again to change or sign it.',
    'good',
  );
}
