import { mayAtSchool, placesOf } from '../domain/authorise.ts';
import { apartBy } from '../domain/contacts/contact.ts';
import type { Person } from '../domain/contacts/person.ts';
import type { History } from '../domain/history.ts';
import { PersonId } from '../domain/ids.ts';
import { isWalledOff } from '../domain/standing.ts';
import { type PersonMatters, personCard } from '../view/cards/person-card.ts';
import { severalPeopleCard } from '../view/cards/several-people-card.ts';
import type { Reply } from '../view/reply.ts';
import { standingOf } from './agreement-standing.ts';
import { type Caller, said, writeAccess } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { historyOf, type LoadedCase, loadCase } from './load-case.ts';
import { refuseAtSchool } from './school-form.ts';

const NO_CASE = 'none' as LoadedCase['it']['id'];
/** Offered where several people fit. */
const MOST_FOUND = 6;

export const NOBODY_CALLED_SO = "Nobody of that name is on this school's list.";

/** Matters from which the reader is walled off are not in it, whatever roles they hold. */
async function mattersFor(caller: Caller, all: History): Promise<PersonMatters> {
  const { app, unit, at, member } = caller;
  const loaded = await Promise.all(all.map((row) => loadCase(app, unit, at, row.case)));
  const history = all.filter((_, index) => {
    const one = loaded[index];
    return one && !isWalledOff(member.id, one.it, one.book);
  });
  const decided = loaded.flatMap((one) =>
    one &&
    placesOf(member.id, {
      it: one.it,
      policy: one.policy.policy,
      book: one.book,
      today: at.today,
    }).has('decider')
      ? [one.it.id]
      : [],
  );
  return { history, decides: new Set(decided) };
}

async function pageOf(caller: Caller, person: Person): Promise<Reply> {
  const { app, unit, at, member } = caller;
  const may = (deed: Parameters<typeof mayAtSchool>[0]) => mayAtSchool(deed, member, at.current.policy);
  const matters = may('see_matters')
    ? await mattersFor(caller, await historyOf(unit, at, { id: NO_CASE, person: person.id }))
    : null;
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
