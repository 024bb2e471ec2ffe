import { sees } from '../domain/authorise.ts';
import { addDays } from '../domain/time.ts';
import type { Tap } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, oweCaller, said, writeAccess } from './caller.ts';
import type { LoadedCase } from './load-case.ts';
import { NO_SUCH_CASE } from './show-case.ts';

/** How long a case file stays in chat: long enough to put it where it is needed. Days. */
const DAYS_IN_CHAT = 7;

/** The whole case as one PDF, owed to whoever asks for it and sees all of it. Who made which is written down. */
export async function sendBundle(
  caller: Caller,
  { it, policy, book }: LoadedCase,
  { carries }: Extract<Tap, { tap: 'act' }>,
): Promise<Reply> {
  const { app, at, member } = caller;
  if (!sees(member.id, 'whole', { it, policy: policy.policy, book, today: at.today })) {
    await writeAccess(caller, 'attempt_refused', { what: 'send_bundle', case: it.id });
    return said(NO_SUCH_CASE);
  }
  if (it.erased !== null)
    return said('The texts of this case were erased, so there is no file of it any more.');
  const redacted = carries.names !== 'kept';
  await writeAccess(caller, 'bundle_made', { case: it.id, redacted });
  await oweCaller(caller, `${it.ref}/bundle/${member.id}/${app.ids.next()}`, {
    show: 'bundle',
    case: it.id,
    redacted,
    until: addDays(at.today, DAYS_IN_CHAT),
  });
  return said(
    `The case file of ${it.ref} is being made and comes to you in a message of its own${redacted ? ', with names taken out. Read every page before you hand it on' : ''}. It stays in the chat for ${DAYS_IN_CHAT} days: put it where it is needed.`,
    'good',
  );
}
