import { nearest } from '../domain/policy/nearest.ts';
import type { School, Store } from '../ports.ts';
import { shown } from './table.ts';

export type Found =
  | { readonly ok: true; readonly school: School }
  | { readonly ok: false; readonly why: string };

/** A school by its id or its name, however the name is capitalised. */
export async function findSchool(store: Store, asked: string): Promise<Found> {
  const all = await store.read((unit) => unit.schools.all());
  const plain = (text: string) => text.trim().toLowerCase();
  const found = all.filter((school) => school.id === asked || plain(school.name) === plain(asked));
  const [only, another] = found;
  if (only && !another) return { ok: true, school: only };
  if (another)
    return {
      ok: false,
      why: `Several schools are called "${shown(asked)}". Give the id instead; "accord school list" shows it.`,
    };
  if (all.length === 0)
    return { ok: false, why: 'There is no school in this database yet. Add one with "accord school add".' };
  const near = nearest(
    asked.trim(),
    all.map((school) => school.name),
  );
  return {
    ok: false,
    why: `There is no school called "${shown(asked)}" here. ${near === null ? '"accord school list" shows those there are.' : `Did you mean "${shown(near)}"?`}`,
  };
}
