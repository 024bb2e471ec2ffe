import { sees } from '../domain/authorise.ts';
import { mediaWords } from '../view/cards/file-words.ts';
import type { Tap } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, oweCaller, said, writeAccess } from './caller.ts';
import type { LoadedCase } from './load-case.ts';
import { NO_SUCH_CASE } from './show-case.ts';

/** A file of the case, owed to whoever asks for it and sees the whole case. Asking is looking, and is written down. */
export async function sendFile(
  caller: Caller,
  { it, policy, book }: LoadedCase,
  { carries }: Extract<Tap, { tap: 'act' }>,
): Promise<Reply> {
  const { app, at, member } = caller;
  if (!sees(member.id, 'whole', { it, policy: policy.policy, book, today: at.today })) {
    await writeAccess(caller, 'attempt_refused', { what: 'send_file', case: it.id });
    return said(NO_SUCH_CASE);
  }
  const file = it.files.find((row) => row.id === carries.file);
  if (!file) return said('That file is not with this case any more. Open the case again.');
  await writeAccess(caller, 'file_viewed', { case: it.id, file: file.id });
  await oweCaller(caller, `${it.ref}/file/${file.id}/${member.id}/${app.ids.next()}`, {
    show: 'file',
    case: it.id,
    file: file.id,
  });
  return said(`${mediaWords(file.media)} is on its way to you, in a message of its own.`, 'good');
}
