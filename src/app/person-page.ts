import { mayAtSchool, placesOf } from '../domain/authorise.ts';
import { apartBy } from '../domain/contacts/contact.ts';
import type { Person } from '../domain/contacts/person.ts';
import { toEarlier } from '../domain/history.ts';
import { type CaseId, PersonId } from '../domain/ids.ts';
import { isWalledOff } from '../domain/standing.ts';
import { type PersonMatters, personCard } from '../view/cards/person-card.ts';
import { severalPeopleCard } from '../view/cards/several-people-card.ts';
import type { Reply } from '../view/reply.ts';
import { standingOf } from './agreement-standing.ts';
import { type Caller, said, writeAccess } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { loadCase } from './load-case.ts';
import { refuseAtSchool } from './school-form.ts';

/** Offered where several people fit. */
const MOST_FOUND = 6;

export const NOBODY_CALLED_SO = "Nobody of that name is on this school's list.";

/**
 * What counts about the person, newest first. Matters from which the reader is walled off are not in it, whatever roles
 * they hold.
 */
async function mattersFor(caller: Caller, person: PersonId): Promise<PersonMatters> {
  const { app, unit, at, member } = caller;
  const rows = await unit.cases.ofPerson(at.school.id, person);
  const matters: PersonMatters['matters'][number][] = [];
  const decides = new Set<CaseId>();
  for (const row of rows.toReversed()) {
    const loaded = await loadCase(app, unit, at, row.id, 'without_history');
    const earlier = loaded && toEarlier(loaded.it);
    if (!earlier || isWalledOff(member.id, loaded.it, loaded.book)) continue;
    matters.push({ earlier, it: loaded.it });
    const { it, policy, book } = loaded;
    if (placesOf(member.id, { it, policy: policy.policy, book, today: at.today }).has('decider'))
      decides.add(it.id);
  }
  return { matters, decides };
}

async function pageOf(caller: Caller, person: Person): Promise<Reply> {
  const { app, unit, at, member } = caller;
  const may = (deed: Parameters<typeof mayAtSchool>[0]) => mayAtSchool(deed, member, at.current.policy);
  const matters = may('see_matters') ? await mattersFor(caller, person.id) : null;
  const scene = await sceneFor(app, unit, at, member.id);
  return {
    is: 'card',
    card: personCard(scene, person, await standingOf(unit, at, person.id), matters, {
      change: may('change_person'),
      link: may('link_member'),
      record: may('record_agreement'),
    }),
  };
}

/**
 * Somebody's own page, by name or by the id that a button carries: never for a member who is that person or of
 * their family, for whom there is no such person.
 */
export async function showPerson(caller: Caller, asked: string): Promise<Reply> {
  const { app, unit, at, member } = caller;
  if (!mayAtSchool('see_person', member, at.current.policy))
    return refuseAtSchool(
      caller,
      'person',
      'What is kept about a person is for the office and for those who decide. Ask the head.',
    );
  const text = asked.trim();
  if (text === '') return said('Type the name after it, such as "person Jordan Smith".', 'info');
  await writeAccess(caller, 'person_searched', {});
  const id = PersonId.safeParse(text);
  const one = id.success ? await unit.people.byId(at.school.id, id.data) : null;
  const found = (one ? [one] : await unit.people.search(at.school.id, text, MOST_FOUND + 1)).filter(
    (row) => row.member !== member.id,
  );
  const [first, second] = found;
  if (!first) return said(NOBODY_CALLED_SO, 'info');
  if (!second) return pageOf(caller, first);
  const rows = found
    .slice(0, MOST_FOUND)
    .map((row) => ({ id: row.id, name: row.name, detail: apartBy(row) }));
  return {
    is: 'card',
    card: severalPeopleCard(await sceneFor(app, unit, at, member.id), rows, found.length > MOST_FOUND),
  };
}
