import { apartBy } from '../domain/contacts/contact.ts';
import type { CaseId, CaseRef } from '../domain/ids.ts';
import { SiteExtent } from '../domain/policy/rules.ts';
import { isWalledOff } from '../domain/standing.ts';
import type { GateRow } from '../view/cards/gate-words.ts';
import type { Caller } from './caller.ts';
import { loadCase } from './load-case.ts';

/** The case's reference, unless its reader is the person it is about, or of their family. */
async function refFor({ app, unit, at, member }: Caller, id: CaseId): Promise<CaseRef | null> {
  const loaded = await loadCase(app, unit, at, id, 'without_history');
  return loaded && !isWalledOff(member.id, loaded.it, loaded.book) ? loaded.it.ref : null;
}

/**
 * Who may not come on site today: from the first day to the last, not a day longer; identified people only, and
 * never a matter from which the reader is walled off.
 */
export async function gateRows(caller: Caller): Promise<GateRow[]> {
  const { unit, at } = caller;
  const rows = (await unit.restrictions.inForce(at.school.id, at.today)).filter(
    (row) => row.about === 'site',
  );
  const found = await Promise.all(
    rows.map(async (row): Promise<GateRow[]> => {
      const person = await unit.people.byId(at.school.id, row.person);
      const ref = await refFor(caller, row.case);
      if (!person || !ref) return [];
      const places = row.extents.map((extent) => SiteExtent.parse(extent));
      return [
        {
          name: person.name,
          detail: apartBy(person),
          ref,
          status: row.status,
          extent: { of: 'site', places },
          start: row.start,
          end: row.end,
        },
      ];
    }),
  );
  return found.flat();
}
