import { LIST_DEEDS, mayAtSchool } from '../domain/authorise.ts';
import { type ListName, StagedList } from '../domain/contacts/staged-list.ts';
import { type MemberId, UploadId } from '../domain/ids.ts';
import { Instant } from '../domain/time.ts';
import type { KeptFile, Unit } from '../ports.ts';
import type { App } from './app.ts';
import type { Caller } from './caller.ts';
import { RECORDED_BY } from './import-signatures.ts';
import type { AtSchool } from './school.ts';

/** Said to whoever may not. */
export const LIST_REFUSED: Readonly<Record<ListName, string>> = {
  people: 'The list of parents and carers is for the office and the administrator.',
  signatures: RECORDED_BY,
};

export const FETCHED =
  'Your file is being fetched. In a moment you get a message that says what it would change.';

/** How long a file waits to be imported. Then it is forgotten: it holds everybody's address. Hours. */
const WAITS_HOURS = 24;

const draftKey = (upload: UploadId): string => `upload/${upload}`;

async function keep(
  unit: Unit,
  at: Pick<AtSchool, 'school' | 'now'>,
  upload: UploadId,
  member: MemberId,
  staged: StagedList,
): Promise<void> {
  const until = new Date(Date.parse(at.now) + WAITS_HOURS * 3_600_000).toISOString();
  await unit.drafts.keep(draftKey(upload), at.school.id, member, staged, Instant.parse(until));
}

/** For whoever sent it alone. Null: it is not there any more, or was somebody else's. */
export async function stagedList(
  unit: Unit,
  at: Pick<AtSchool, 'now'>,
  upload: UploadId,
  member: MemberId,
): Promise<StagedList | null> {
  const kept = await unit.drafts.find(draftKey(upload), member, at.now);
  return kept === null ? null : StagedList.parse(kept);
}

/** Owes the fetching of a file for a list; what it would change is told in a message once it is here. */
export async function oweList(caller: Caller, list: ListName, handle: string): Promise<void> {
  const { app, unit, at, member, who } = caller;
  const upload = UploadId.parse(app.ids.next());
  await keep(unit, at, upload, member.id, { state: 'asked', list });
  await unit.fetches.owe(
    [
      {
        school: at.school.id,
        about: { upload },
        member: member.id,
        platform: who.platform,
        handle,
        originalOf: null,
      },
    ],
    at.now,
  );
}

/** The file is here. It changes nothing yet: whoever sent it is told what it would change. */
export async function takeList(
  app: App,
  unit: Unit,
  at: AtSchool,
  upload: UploadId,
  sender: MemberId,
  file: KeptFile,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: string }> {
  const member = at.members.find((row) => row.id === sender);
  const asked = await stagedList(unit, at, upload, sender);
  if (!asked) return { ok: false, why: 'it came later than a day after it was sent' };
  if (!member || !mayAtSchool(LIST_DEEDS[asked.list], member, at.current.policy))
    return { ok: false, why: 'whoever sent it may not import any more' };
  // Another worker was quicker.
  if (asked.state !== 'asked') return { ok: true };
  await keep(unit, at, upload, sender, {
    state: 'here',
    list: asked.list,
    base64: Buffer.from(file.bytes).toString('base64'),
  });
  await unit.owed.owe(
    [
      {
        key: `list_read/${upload}`,
        school: at.school.id,
        to: { kind: 'member', member: sender },
        about: { show: 'list_read', upload },
      },
    ],
    app.clock.now(),
  );
  return { ok: true };
}

/** Imported: what it held is in the list, and the file is forgotten. */
export const putAwayList = ({ unit, at, member }: Caller, upload: UploadId, list: ListName): Promise<void> =>
  keep(unit, at, upload, member.id, { state: 'done', list });
