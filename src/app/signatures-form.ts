import type { StagedList } from '../domain/contacts/staged-list.ts';
import { type MemberId, UploadId } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import type { Card } from '../view/card.ts';
import { text } from '../view/cards/blocks.ts';
import { LIST_TITLES, listPutAwayCard } from '../view/cards/list-put-away-card.ts';
import { signaturesCard } from '../view/cards/signatures-card.ts';
import type { Carries } from '../view/form-kind.ts';
import { confirmSignatures } from '../view/forms/confirm-signatures.ts';
import type { SignaturesScene, SignaturesShown } from '../view/signatures-shown.ts';
import type { App } from './app.ts';
import { type Caller, said } from './caller.ts';
import { sceneFor } from './drawing.ts';
import {
  asksForNone,
  planSignatures,
  RECORDED_BY,
  recordSignatures,
  type SignaturesPlan,
} from './import-signatures.ts';
import { policyVersions } from './policy-versions.ts';
import type { AtSchool } from './school.ts';
import { numberOf, type SceneOrReply, schoolForm } from './school-form.ts';
import { putAwayList, stagedList } from './staged-list.ts';

/** What a file that is here would record, as the list and what is recorded are now. */
async function lookAtSignatures(
  app: App,
  unit: Unit,
  at: AtSchool,
  upload: UploadId,
  staged: Extract<StagedList, { state: 'here' }>,
): Promise<{ readonly plan: SignaturesPlan; readonly shown: SignaturesShown }> {
  const plan = await planSignatures(app, unit, at, Buffer.from(staged.base64, 'base64'));
  const { signatures, ...file } = plan.file;
  const [now, before] = await policyVersions({ unit, at });
  const since = now?.since ?? at.today;
  return {
    plan,
    shown: {
      ...file,
      upload,
      encoding: plan.encoding,
      since,
      earlier: before ? signatures.filter((one) => one.on < since).map((one) => one.row) : [],
      rows: signatures.length,
      fresh: plan.fresh.length,
      changed: plan.changed.length,
      same: plan.same,
      unknown: plan.unknown,
      otherNames: plan.otherNames,
      problems: plan.problems,
    },
  };
}

/** What a file would record, for whoever sent it; or why there is nothing to record any more. */
export async function signaturesCardFor(
  app: App,
  unit: Unit,
  at: AtSchool,
  reader: MemberId,
  upload: UploadId,
  staged: Extract<StagedList, { state: 'here' }>,
): Promise<Card> {
  const none = asksForNone(at);
  return none === null
    ? signaturesCard(
        await sceneFor(app, unit, at, reader),
        (await lookAtSignatures(app, unit, at, upload, staged)).shown,
      )
    : { title: LIST_TITLES.signatures, tone: 'done', blocks: [text(none)] };
}

interface Scene extends SignaturesScene {
  readonly plan: SignaturesPlan;
}

/** The file behind a button, for whoever sent it. */
async function sceneOf(caller: Caller, carries: Carries): Promise<SceneOrReply<Scene>> {
  const { app, unit, at, member } = caller;
  const none = asksForNone(at);
  if (none !== null) return { reply: said(none, 'info') };
  const upload = UploadId.safeParse(carries.upload);
  const staged = upload.success ? await stagedList(unit, at, upload.data, member.id) : null;
  if (!upload.success || staged?.state !== 'here' || staged.list !== 'signatures')
    return { reply: { is: 'card', card: listPutAwayCard('signatures') } };
  const scene = await sceneFor(app, unit, at, member.id);
  const { plan, shown } = await lookAtSignatures(app, unit, at, upload.data, staged);
  return plan.problems.length > 0 || plan.fresh.length + plan.changed.length === 0
    ? { reply: { is: 'card', card: signaturesCard(scene, shown) } }
    : { scene: { ...scene, list: shown, plan } };
}

const number = (n: number): string => n.toLocaleString('en-GB');

/** Records who signed: all of the file, or nothing. */
export const confirmSignaturesForm = schoolForm<'confirm_signatures', Scene, Record<never, never>>({
  kind: confirmSignatures,
  deed: 'record_agreement',
  refused: RECORDED_BY,
  stale:
    'The list, or what is recorded, has changed since you opened this. Look at the numbers as they are now, then send it again.',
  scene: sceneOf,
  revision: async ({ app }, { plan: { sha256, fresh, changed, same, otherNames } }) =>
    numberOf(app, [sha256, fresh, changed, same, otherNames]),
  async act(caller, { plan, list }) {
    const { app, unit, at, member } = caller;
    await recordSignatures(app, unit, at, plan, member.id);
    await putAwayList(caller, list.upload, 'signatures');
    const changed = plan.changed.length > 0 ? `, ${number(plan.changed.length)} with other ticks` : '';
    return said(
      `Recorded: ${number(plan.fresh.length)} new${changed}, ${number(plan.same)} as they were. The file is forgotten.`,
      'good',
    );
  },
});
