import { z } from 'zod';
import { RoleId } from '../ids.ts';
import { Source } from './source.ts';

/** The parts people play in Accord, whatever a school calls them. Permissions hang on these alone. */
export const PARTS = [
  'staff',
  'head',
  'deputy',
  'chair',
  'vice_chair',
  'governor',
  'office',
  'dsl',
  'dpo',
  'admin',
  'trust',
] as const;
export const Part = z.enum(PARTS);
export type Part = z.infer<typeof Part>;

const text = z.string().trim().min(1).max(200);

/** A title of the school's own for a part: `exec_head: { title: Executive Headteacher, plays: head }`. */
export const Role = z.strictObject({ title: text, plays: Part });

/** Several people who decide, hear or review together. */
export const Panel = z.strictObject({
  id: RoleId,
  title: text,
  members: z.array(RoleId).min(1),
  quorum: z.int().min(2).max(9),
  independent: z.int().min(0).max(3).default(0),
  source: Source,
});

/** Who does a thing: one role, any of several, several jointly, or a panel. */
export const Owner = z.union(
  [
    RoleId.transform((role) => ({ how: 'one' as const, roles: [role] })),
    z
      .strictObject({ any: z.array(RoleId).min(1) })
      .transform(({ any }) => ({ how: 'any' as const, roles: any })),
    z
      .strictObject({ jointly: z.array(RoleId).min(2) })
      .transform(({ jointly }) => ({ how: 'jointly' as const, roles: jointly })),
    z.strictObject({ panel: RoleId }).transform(({ panel }) => ({ how: 'panel' as const, roles: [panel] })),
  ],
  { error: 'name a role, or { any: [..] }, { jointly: [..] } or { panel: name }' },
);
export type Owner = z.output<typeof Owner>;
