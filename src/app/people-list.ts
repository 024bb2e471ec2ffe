import { mayAtSchool } from '../domain/authorise.ts';
import { peopleCard } from '../view/cards/people-card.ts';
import type { Reply } from '../view/reply.ts';
import type { Caller } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { refuseAtSchool } from './school-form.ts';

/** How the school's list of parents and carers stands. */
export async function showPeople(caller: Caller): Promise<Reply> {
  const { app, unit, at, member } = caller;
  const { policy } = at.current;
  if (!mayAtSchool('see_list', member, policy))
    return refuseAtSchool(
      caller,
      'people',
      'The list of parents and carers is for the office and for those who decide. Ask the office.',
    );
  const all = await unit.people.all(at.school.id);
  const here = all.filter((row) => row.leftOn === null);
  return {
    is: 'card',
    card: peopleCard(
      await sceneFor(app, unit, at, member.id),
      {
        here: here.length,
        addresses: here.filter((row) => row.address !== null).length,
        checked: here.filter((row) => row.addressConfirmed !== null).length,
        left: all.length - here.length,
      },
      mayAtSchool('import_list', member, policy),
    ),
  };
}
