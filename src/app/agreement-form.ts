import { PersonId } from '../domain/ids.ts';
import type { Carries } from '../view/form-kind.ts';
import {
  type AgreementAsked,
  type AgreementScene,
  agreement as agreementKind,
} from '../view/forms/agreement.ts';
import { type Caller, said } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { asksForNone, RECORDED_BY } from './import-signatures.ts';
import { policyVersions } from './policy-versions.ts';
import { numberOf, type SceneOrReply, schoolForm } from './school-form.ts';
import { appendToSchool } from './school-setup.ts';

interface Scene extends AgreementScene {
  readonly person: { readonly id: PersonId; readonly name: string };
}

async function sceneOf(caller: Caller, carries: Carries): Promise<SceneOrReply<Scene>> {
  const { app, unit, at, member } = caller;
  const none = asksForNone(at);
  if (none !== null) return { reply: said(none, 'info') };
  const id = PersonId.safeParse(carries.person);
  const person = id.success ? await unit.people.byId(at.school.id, id.data) : null;
  if (!person || person.member === member.id)
    return { reply: said("Nobody of that name is on this school's list.") };
  return {
    scene: {
      ...(await sceneFor(app, unit, at, member.id)),
      person: { id: person.id, name: person.name },
      signed: await unit.agreements.ofPerson(at.school.id, person.id),
      versions: await policyVersions(caller),
    },
  };
}

/** Who signed the code: recorded and taken out, and of no consequence for any case. */
export const agreementForm = schoolForm<'agreement', Scene, AgreementAsked>({
  kind: agreementKind,
  deed: 'record_agreement',
  refused: RECORDED_BY,
  stale:
    'Somebody has recorded something for this person since you opened it. Look at it, then send it again.',
  scene: sceneOf,
  revision: async ({ app }, { signed, versions }) => numberOf(app, [signed, versions]),
  async act({ app, unit, at, member }, { person: { id } }, asked) {
    const school = at.school.id;
    const { sha256, on } = asked;
    if (asked.do === 'take_out') {
      await unit.agreements.remove(school, { person: id, sha256, on });
      const event = { type: 'agreement_taken_out' as const, person: id, sha256, on };
      await appendToSchool(app, unit, school, [event], member.id);
      return said('Taken out.', 'good');
    }
    const ticks = [...asked.ticks];
    await unit.agreements.record(school, [{ person: id, sha256, on, ticks }], member.id, at.now);
    const event = { type: 'agreement_recorded' as const, person: id, sha256, on, ticks };
    await appendToSchool(app, unit, school, [event], member.id);
    return said('Recorded.', 'good');
  },
});
