import { authorise } from '../domain/authorise.ts';
import { refusePutAway } from '../domain/decide/decide.ts';
import { CaseRef, type ParticularsRef } from '../domain/ids.ts';
import type { SentFiles } from '../surface.ts';
import { MOST_FILES } from '../view/forms/evidence.ts';
import { isBlank, isHandle, LONG } from '../view/forms/read-values.ts';
import type { Reply } from '../view/reply.ts';
import { attempt } from './attempt.ts';
import { type Caller, said, writeAccess } from './caller.ts';
import { commitCase } from './commit.ts';
import { keepTexts } from './keep-texts.ts';
import { loadCase } from './load-case.ts';
import { fetchingWords, oweFetches } from './owe-fetches.ts';
import { listIn, sendList } from './send-list.ts';
import { NO_SUCH_CASE } from './show-case.ts';
import { Undone } from './undone.ts';

const REFERENCE = /\bAC-\d{2}-\d{4,6}\b/gi;

const WHICH =
  'Send it again with the reference, such as AC-26-0042, so that I know which case it belongs to. Nothing was kept.';
const ONE_CASE =
  'There is more than one reference in it. Send it again with the one that it belongs to. Nothing was kept.';

/** References among the words, each once. */
export const refsIn = (words: string): readonly string[] => [
  ...new Set((words.match(REFERENCE) ?? []).map((ref) => ref.toUpperCase())),
];

/** What stands beside the reference, without the marks that joined the two. */
const besides = (words: string): string =>
  words
    .replace(REFERENCE, ' ')
    .replace(/^[\s:,.;()-]+|[\s:,;(-]+$/g, '')
    .trim();

/** Why these files are not taken at all, before any case is looked for. */
function refuseFiles({ words, files }: SentFiles): string | null {
  if (files.length === 0) return 'There was no file in it. Send it again with the file.';
  if (files.length > MOST_FILES)
    return `Those are too many at once. Send ${MOST_FILES} files at most, and the rest afterwards. Nothing was kept.`;
  if (!files.every(isHandle)) return 'One of those files did not arrive. Send it again. Nothing was kept.';
  if (words.length > LONG)
    return `What you wrote with it is too long: there is room for ${LONG.toLocaleString('en-GB')} characters. Shorten it and send it again. Nothing was kept.`;
  return null;
}

/** Files sent to Accord itself with a case's reference among the words: evidence, like that of the form. */
export async function sendEvidence(caller: Caller, sent: SentFiles): Promise<Reply> {
  const { app, unit, at, member } = caller;
  const refused = refuseFiles(sent);
  if (refused) return said(refused);
  const [ref, another] = refsIn(sent.words);
  const list = ref === undefined ? listIn(sent.words) : null;
  if (list) return sendList(caller, list, sent.files);
  if (ref === undefined) return said(WHICH, 'info');
  if (another !== undefined) return said(ONE_CASE, 'info');
  const row = await unit.cases.byRef(at.school.id, CaseRef.parse(ref));
  const loaded = row && (await loadCase(app, unit, at, row.id));
  if (!loaded) return said(NO_SUCH_CASE);
  const looking = { it: loaded.it, policy: loaded.policy.policy, book: loaded.book, today: at.today };
  // A case that is not theirs is told from one that does not exist by nothing.
  if (authorise('add_evidence_file', member.id, looking)) {
    await writeAccess(caller, 'attempt_refused', { what: 'evidence', case: loaded.it.id });
    return said(NO_SUCH_CASE);
  }
  const putAway = refusePutAway(loaded.it, 'add_evidence_file');
  if (putAway) return said(putAway.words);
  const beside = besides(sent.words.replaceAll('\u0000', ''));
  if (!isBlank(beside)) {
    const what = await keepTexts<ParticularsRef>(unit, at.school.id, { typed: beside, kind: 'evidence' });
    const done = attempt(caller, loaded, loaded.it, {
      do: 'add_evidence',
      kind: 'other',
      what,
      seenAt: null,
    });
    if (!done.ok) throw new Undone(said(done.refusal.words));
    const { policy, book } = looking;
    await commitCase(unit, at, loaded.it, done.events, { actor: member.id, policy, book });
  }
  await oweFetches(caller, loaded.it, sent.files);
  return said(`Thank you. It goes to ${loaded.it.ref}. ${fetchingWords(sent.files.length)}`, 'good');
}
