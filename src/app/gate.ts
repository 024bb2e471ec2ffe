import type { CaseId, CaseRef } from '../domain/ids.ts';
import { SiteExtent } from '../domain/policy/rules.ts';
import type { Unit } from '../ports.ts';
import type { GateRow } from '../view/cards/gate-words.ts';
import type { AtSchool } from './school.ts';

const refOf = async (unit: Unit, at: AtSchool, id: CaseId): Promise<CaseRef | null> =>
  (await unit.cases.byId(at.school.id, id))?.ref ?? null;

/** Who may not come on site today: from the first day to the last, not a day longer; identified people only. */
export async function gateRows(unit: Unit, at: AtSchool): Promise<GateRow[]> {
  const rows = (await unit.restrictions.inForce(at.school.id, at.today)).filter(
    (row) => row.about === 'site',
  );
  const found = await Promise.all(
    rows.map(async (row): Promise<GateRow[]> => {
      const person = await unit.people.byId(at.school.id, row.person);
      const ref = await refOf(unit, at, row.case);
      if (!person || !ref) return [];
      const places = row.extents.map((extent) => SiteExtent.parse(extent));
      return [
        {
          name: person.name,
          detail: person.detail,
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
