import { EVERYBODY } from '../story.ts';
import type { RoleName } from '../world.ts';

/** The account of whoever plays this, as the whole tenant knows it. */
export const teamsAccount = (role: RoleName): string =>
  `d0000000-0000-4000-8000-${String(EVERYBODY.indexOf(role) + 1).padStart(12, '0')}`;

/** The same person, as Teams names them to this app alone. */
export const teamsUserId = (role: RoleName): string => `29:1invented-${role}`;
