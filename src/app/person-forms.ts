import type { Person } from '../domain/contacts/person.ts';
import { PersonId } from '../domain/ids.ts';
import type { Carries } from '../view/form-kind.ts';
import { type LinkAsked, linkMember } from '../view/forms/link-member.ts';
import { type PersonAsked, person as personKind } from '../view/forms/person.ts';
import type { PersonScene } from '../view/person-page.ts';
import { type Caller, said } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { NOBODY_CALLED_SO } from './person-page.ts';
import { numberOf, type SceneOrReply, schoolForm } from './school-form.ts';
import { appendToSchool } from './school-setup.ts';

interface Scene extends PersonScene {
  readonly person: Person;
}

const STALE =
  'Somebody has changed this person since you opened it. What you typed is still here: look it over, then send it again.';

/** There is no such person for a member who is that person or of their family. */
async function sceneOf(caller: Caller, carries: Carries): Promise<SceneOrReply<Scene>> {
  const { app, unit, at, member } = caller;
  const id = PersonId.safeParse(carries.person);
  const person = id.success ? await unit.people.byId(at.school.id, id.data) : null;
  if (!person || person.member === member.id) return { reply: said(NOBODY_CALLED_SO) };
  return { scene: { ...(await sceneFor(app, unit, at, member.id)), person } };
}

const revision = async ({ app }: Caller, { person }: Scene): Promise<number> => numberOf(app, person);

/** Cards that show the person, or are not their family's any more, are drawn again. */
async function redraw({ unit, at }: Caller, person: Person): Promise<void> {
  for (const row of await unit.cases.ofPerson(at.school.id, person.id))
    await unit.owed.wantRedrawn(at.school.id, row.id);
}

const changedIn = (was: Person, is: Person): (keyof Person)[] =>
  (Object.keys(is) as (keyof Person)[]).filter(
    (key) => key !== 'addressConfirmed' && JSON.stringify(is[key]) !== JSON.stringify(was[key]),
  );

const only = (person: Person, keys: readonly (keyof Person)[]) =>
  Object.fromEntries(keys.map((key) => [key, person[key]]));

/** What is kept about somebody. The record holds the names of what changed; what it was and is can be erased. */
export const personForm = schoolForm<'person', Scene, PersonAsked>({
  kind: personKind,
  deed: 'change_person',
  refused: 'What is kept about a person is changed by the office and by those who decide.',
  stale: STALE,
  scene: sceneOf,
  revision,
  async act(caller, { person: was }, { answers, checked, left }) {
    const { app, unit, at, member } = caller;
    const moved = answers.address !== was.address;
    const confirmed = checked ? { by: member.id, on: at.today } : moved ? null : was.addressConfirmed;
    const is: Person = {
      ...was,
      ...answers,
      leftOn: left ? (was.leftOn ?? at.today) : null,
      addressConfirmed: confirmed,
    };
    const what = changedIn(was, is);
    if (what.length === 0 && !checked) return said('Nothing was changed.', 'info');
    await unit.people.put(is);
    const school = at.school.id;
    const keep = (text: unknown) => unit.particulars.keep(school, 'person', JSON.stringify(text));
    const events = [
      ...(what.length > 0
        ? [
            {
              type: 'person_changed' as const,
              person: was.id,
              what,
              kept: await keep({ was: only(was, what), is: only(is, what) }),
            },
          ]
        : []),
      ...(checked
        ? [
            {
              type: 'address_confirmed' as const,
              person: was.id,
              on: at.today,
              kept: await keep({ address: is.address }),
            },
          ]
        : []),
    ];
    await appendToSchool(app, unit, school, events, member.id);
    await redraw(caller, is);
    return said(checked ? 'Saved, and the address is marked as checked by you today.' : 'Saved.', 'good');
  },
});

/** Who here is the person, or of their family: they are walled off from every matter of theirs (moment 2). */
export const linkMemberForm = schoolForm<'link_member', Scene, LinkAsked>({
  kind: linkMember,
  deed: 'link_member',
  refused: 'Who is a colleague or a governor is said by the head or an administrator.',
  stale: STALE,
  scene: sceneOf,
  revision,
  async act(caller, { person: was }, { member: linked }) {
    const { app, unit, at, member } = caller;
    if (linked === was.member) return said('Nothing was changed.', 'info');
    await unit.people.put({ ...was, member: linked });
    await appendToSchool(
      app,
      unit,
      at.school.id,
      [{ type: 'person_linked', person: was.id, member: linked }],
      member.id,
    );
    await redraw(caller, was);
    return said(
      linked
        ? 'Saved. From now on they see nothing of the matters that concern this person.'
        : 'Saved. Nobody here is linked to this person any more.',
      'good',
    );
  },
});
