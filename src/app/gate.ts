import { mayAtSchoolToday } from '../domain/authorise.ts';
import { apartBy } from '../domain/contacts/contact.ts';
import type { CaseId, CaseRef, MemberId } from '../domain/ids.ts';
import { SiteExtent } from '../domain/policy/rules.ts';
import { isWalledOff } from '../domain/standing.ts';
import { gateCard } from '../view/cards/gate-card.ts';
import type { GateRow } from '../view/cards/gate-words.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, oweCaller, said, writeAccess } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { loadCase } from './load-case.ts';
import { bookOf } from './school.ts';

/** Whoever looks, and where. */
type Looker = Pick<Caller, 'app' | 'unit' | 'at'> & { readonly member: { readonly id: MemberId } };

export const seesGate = async ({ unit, at, member }: Looker): Promise<boolean> =>
  mayAtSchoolToday('see_gate_list', member.id, {
    policy: at.current.policy,
    book: await bookOf(unit, at, null),
    today: at.today,
  });

/** The case's reference, unless its reader is the person it is about, or of their family. */
async function refFor({ app, unit, at, member }: Looker, id: CaseId): Promise<CaseRef | null> {
  const loaded = await loadCase(app, unit, at, id, 'without_history');
  return loaded && !isWalledOff(member.id, loaded.it, loaded.book) ? loaded.it.ref : null;
}

/**
 * Who may not come on site today: from the first day to the last, not a day longer; identified people only, and
 * never a matter from which the reader is walled off.
 */
export async function gateRows(looker: Looker): Promise<GateRow[]> {
  const { unit, at } = looker;
  const rows = (await unit.restrictions.inForce(at.school.id, at.today)).filter(
    (row) => row.about === 'site',
  );
  const found = await Promise.all(
    rows.map(async (row): Promise<GateRow[]> => {
      const person = await unit.people.byId(at.school.id, row.person);
      const ref = await refFor(looker, row.case);
      if (!person || !ref) return [];
      const places = row.extents.map((extent) => SiteExtent.parse(extent));
      return [
        {
          person: row.person,
          name: person.name,
          detail: apartBy(person),
          ref,
          status: row.status,
          extent: { of: 'site', places },
          start: row.start,
          end: row.end,
          capacity: person.capacity,
        },
      ];
    }),
  );
  return found.flat();
}

const NOT_YOURS =
  'The front gate list is kept in the office. If somebody is here who should not be, call the office or the head.';

/** On paper for the day. What it holds is asked when it is made; that it was asked for is written down now. */
export async function printGate(caller: Caller): Promise<Reply> {
  const { at, member } = caller;
  if (!(await seesGate(caller))) return said(NOT_YOURS);
  await writeAccess(caller, 'gate_list_printed', { on: at.today });
  const rows = await gateRows(caller);
  // Pressed twice within a minute it is one page, unless the list has changed meanwhile.
  await oweCaller(
    caller,
    `gate/${member.id}/${at.now.slice(0, 16)}/${rows.map((row) => `${row.ref}:${row.status}:${row.end}`).join()}`,
    { show: 'gate_list', until: at.today },
  );
  return said('The list is on its way to you, as a page to print. It holds for today only.', 'good');
}

/** The front gate list is for the office and the heads; each look is written down. */
export async function gate(caller: Caller): Promise<Reply> {
  const { app, unit, at, member } = caller;
  if (!(await seesGate(caller))) return said(NOT_YOURS);
  await writeAccess(caller, 'gate_list_viewed', { on: at.today });
  return {
    is: 'card',
    card: gateCard(await sceneFor(app, unit, at, member.id), await gateRows(caller)),
  };
}
