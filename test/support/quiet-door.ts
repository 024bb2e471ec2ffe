import { IntentKey } from '../../src/domain/ids.ts';
import type { Door } from '../../src/surface.ts';

/** What a door does besides receiving, for a test in which nothing comes of it. */
export const QUIET_DOOR: Omit<Door, 'receive'> = {
  findPeople: async () => [],
  quote: async () => ({
    do: 'tap',
    key: IntentKey.parse('quoted'),
    tap: { tap: 'form', form: 'report', case: null, carries: { draft: 'quoted' } },
  }),
  evidence: async () => ({ is: 'said', text: 'Kept.', level: 'good' }),
  later: async () => {},
  reachable: async () => {},
  accountGone: async () => {},
};
