import { LIST_DEEDS } from '../domain/authorise.ts';
import { sameColumns } from '../domain/contacts/columns.ts';
import { type MemberId, UploadId } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import type { Card } from '../view/card.ts';
import { listPutAwayCard } from '../view/cards/list-put-away-card.ts';
import { listReadCard } from '../view/cards/list-read-card.ts';
import type { Carries } from '../view/form-kind.ts';
import { confirmList } from '../view/forms/confirm-list.ts';
import { importList, listAsked } from '../view/forms/import-list.ts';
import { listColumns } from '../view/forms/list-columns.ts';
import type { ListScene } from '../view/list-shown.ts';
import type { App } from './app.ts';
import { type Caller, said } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { importContacts } from './import-contacts.ts';
import { asksForNone } from './import-signatures.ts';
import { type LookedAtList, lookAtList } from './looked-at-list.ts';
import { type AtSchool, atSchool } from './school.ts';
import { numberOf, type SceneOrReply, schoolForm } from './school-form.ts';
import { changeSettings } from './school-setup.ts';
import { signaturesCardFor } from './signatures-form.ts';
import { FETCHED, LIST_REFUSED, oweList, putAwayList, stagedList } from './staged-list.ts';

const MOVED_ON =
  'The list has changed since you opened this. Look at the numbers as they are now, then send it again.';

interface Scene extends ListScene {
  readonly looked: LookedAtList;
}

/** The file behind a button, for whoever sent it. */
async function sceneOf(caller: Caller, carries: Carries): Promise<SceneOrReply<Scene>> {
  const { app, unit, at, member } = caller;
  const upload = UploadId.safeParse(carries.upload);
  const staged = upload.success ? await stagedList(unit, at, upload.data, member.id) : null;
  const scene = await sceneFor(app, unit, at, member.id);
  if (!upload.success || staged?.state !== 'here' || staged.list !== 'people')
    return { reply: { is: 'card', card: listPutAwayCard('people') } };
  const looked = await lookAtList(app, unit, at, upload.data, staged);
  return { scene: { ...scene, list: looked.shown, looked } };
}

/** What a file would change, for whoever sent it. */
export async function listCard(
  app: App,
  unit: Unit,
  at: AtSchool,
  reader: MemberId,
  upload: UploadId,
): Promise<Card> {
  const staged = await stagedList(unit, at, upload, reader);
  if (staged?.state !== 'here') return listPutAwayCard(staged?.list ?? null);
  switch (staged.list) {
    case 'people':
      return listReadCard(
        await sceneFor(app, unit, at, reader),
        (await lookAtList(app, unit, at, upload, staged)).shown,
      );
    case 'signatures':
      return signaturesCardFor(app, unit, at, reader, upload, staged);
    default:
      return staged.list satisfies never;
  }
}

/** A file is chosen here, and told about in a message once it has been fetched. */
export const importListForm = schoolForm({
  kind: importList,
  deed: (carries) => LIST_DEEDS[listAsked(carries)],
  refused: (carries) => LIST_REFUSED[listAsked(carries)],
  stale: MOVED_ON,
  async scene({ app, unit, at, member }, carries) {
    const none = listAsked(carries) === 'signatures' ? asksForNone(at) : null;
    return none === null
      ? { scene: await sceneFor(app, unit, at, member.id) }
      : { reply: said(none, 'info') };
  },
  revision: async () => 0,
  async act(caller, _scene, { file }, { carries }) {
    await oweList(caller, listAsked(carries), file);
    return said(FETCHED, 'good');
  },
});

/** The columns are the school's from now on: the next file with the same ones is read the same way. */
export const listColumnsForm = schoolForm({
  kind: listColumns,
  deed: 'import_list',
  refused: LIST_REFUSED.people,
  stale: MOVED_ON,
  scene: sceneOf,
  revision: async ({ app }, { list }) => numberOf(app, list.columns),
  async act(caller, scene, columns) {
    const { app, unit, at, member } = caller;
    if (!sameColumns(at.settings.contactColumns, columns)) {
      const changed = await changeSettings(app, unit, at.school, { contactColumns: columns }, member.id);
      if (!changed.ok) return { errors: { form: changed.refusal.words } };
    }
    const now = { ...caller, at: await atSchool(app, unit, at.school.id) };
    const found = await sceneOf(now, { upload: scene.list.upload });
    return 'reply' in found ? found.reply : { is: 'card', card: listReadCard(found.scene, found.scene.list) };
  },
});

const sums = ({ added, changed, same, missing, questions }: ListScene['list']) => [
  added,
  changed,
  same,
  missing,
  questions,
];

/** Does it: all of the file, or nothing. */
export const confirmListForm = schoolForm({
  kind: confirmList,
  deed: 'import_list',
  refused: LIST_REFUSED.people,
  stale: MOVED_ON,
  async scene(caller, carries) {
    const found = await sceneOf(caller, carries);
    if ('reply' in found) return found;
    const { list } = found.scene;
    const nothing = list.added + list.changed + list.missing.length + list.questions.length === 0;
    return list.problems.length > 0 || nothing
      ? { reply: { is: 'card', card: listReadCard(found.scene, list) } }
      : found;
  },
  revision: async ({ app }, { list }) => numberOf(app, sums(list)),
  async act(caller, scene, { answers, leavers }) {
    const { app, unit, at, member } = caller;
    const { upload } = scene.list;
    const staged = await stagedList(unit, at, upload, member.id);
    if (staged?.state !== 'here') return said('That file has been put away. Send it again.');
    const { plan } = await lookAtList(app, unit, at, upload, staged, answers);
    const [problem] = plan.problems;
    if (problem !== undefined) return { errors: { form: problem } };
    await importContacts(app, unit, at, plan, { leavers }, member.id);
    await putAwayList(caller, upload, staged.list);
    const left = leavers ? plan.missing.length : 0;
    return said(
      `Imported: ${plan.add.length.toLocaleString('en-GB')} new, ${plan.change.length.toLocaleString('en-GB')} changed, ${plan.same.toLocaleString('en-GB')} as they were${left > 0 ? `, ${left.toLocaleString('en-GB')} left` : ''}. The file is forgotten.`,
      'good',
    );
  },
});
