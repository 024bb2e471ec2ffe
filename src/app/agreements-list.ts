import { latestOf, type Signed } from '../domain/agreements.ts';
import { mayAtSchool } from '../domain/authorise.ts';
import type { PersonId } from '../domain/ids.ts';
import { printDay } from '../domain/letters/print-day.ts';
import type { Day } from '../domain/time.ts';
import type { Post } from '../ports.ts';
import type { Outlet, Sent } from '../surface.ts';
import { agreementPaper } from '../view/agreement-paper.ts';
import { agreementWords } from '../view/cards/agreement-words.ts';
import { agreementsCard, type Coverage } from '../view/cards/agreements-card.ts';
import type { Reply } from '../view/reply.ts';
import type { App } from './app.ts';
import { type Caller, oweCaller, said } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { policyVersions } from './policy-versions.ts';
import { atSchool } from './school.ts';
import { refuseAtSchool } from './school-form.ts';

const REFUSED = 'Who has signed our code is for the office and for those who decide. Ask the office.';

const sinceOf = async (caller: Pick<Caller, 'unit' | 'at'>): Promise<Day> =>
  (await policyVersions(caller))[0]?.since ?? caller.at.today;

/** Visitors are asked to sign nothing, and leavers are on the list no more. */
async function coverageOf(caller: Caller): Promise<Coverage> {
  const { unit, at } = caller;
  const signed = new Map<PersonId, Signed[]>();
  for (const row of await unit.agreements.ofSchool(at.school.id))
    signed.set(row.person, [...(signed.get(row.person) ?? []), row]);
  const onList = (await unit.people.all(at.school.id)).filter(
    (row) => row.leftOn === null && row.capacity !== 'visitor',
  );
  const latest = onList.flatMap((row) => latestOf(signed.get(row.id) ?? [], at.current.sha256) ?? []);
  const current = latest.filter((row) => row.sha256 === at.current.sha256).length;
  return {
    onList: onList.length,
    thisVersion: current,
    olderVersion: latest.length - current,
    since: await sinceOf(caller),
  };
}

/** How many of those on the list have signed the code. */
export async function showAgreements(caller: Caller): Promise<Reply> {
  const { app, unit, at, member } = caller;
  const { policy } = at.current;
  if (!mayAtSchool('see_agreements', member, policy)) return refuseAtSchool(caller, 'agreements', REFUSED);
  const scene = await sceneFor(app, unit, at, member.id);
  const mayRecord = mayAtSchool('record_agreement', member, policy);
  return { is: 'card', card: agreementsCard(scene, policy, await coverageOf(caller), mayRecord) };
}

/** The form to print comes as a file, in a message of its own. */
export async function askForAgreementForm(caller: Caller): Promise<Reply> {
  const { at, member } = caller;
  const { policy } = at.current;
  if (!mayAtSchool('see_agreements', member, policy)) return refuseAtSchool(caller, 'agreements', REFUSED);
  const { how } = policy.agreement;
  if (how !== 'signed') return said(agreementWords({ is: how }, at.today), 'info');
  // To the minute: pressed twice it is one form.
  await oweCaller(caller, `agreement_form/${member.id}/${at.now.slice(0, 16)}`, { show: 'agreement_form' });
  return said('The form is on its way to you, in a message of its own.', 'good');
}

/** Made when it is sent, from the policy as it is then. */
export async function sendAgreementForm(app: App, outlet: Outlet, post: Post): Promise<Sent> {
  const { to } = post;
  if (to.kind !== 'member') return { ok: true, message: '' };
  const paper = await app.store.read(async (unit) => {
    const at = await atSchool(app, unit, post.school);
    const reader = at.members.find((row) => row.id === to.member);
    const { policy } = at.current;
    if (!reader || !mayAtSchool('see_agreements', reader, policy) || policy.agreement.how !== 'signed')
      return null;
    return agreementPaper({
      school: at.school.name,
      policy,
      settings: at.settings,
      since: printDay(await sinceOf({ unit, at })),
      at: at.now,
    });
  });
  if (!paper) return { ok: true, message: '' };
  const { bytes } = await app.documents.pdf(paper);
  return outlet.file(
    to,
    post.school,
    { name: 'agreement-form.pdf', mediaType: 'application/pdf', bytes },
    'The form on which parents sign our code, to print.',
  );
}
