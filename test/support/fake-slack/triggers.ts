import type { FakeClock } from './fake-clock.ts';
import { LIMITED_TO } from './lifetimes.ts';

export type TriggerUse =
  | { readonly ok: true; readonly user: string; readonly inView: string | null }
  | {
      readonly ok: false;
      readonly error: 'invalid_trigger_id' | 'expired_trigger_id' | 'exchanged_trigger_id';
    };

/** Short-lived leave to open a window in front of somebody: three seconds of the fake's clock, and once. */
export function fakeTriggers(clock: FakeClock) {
  const all = new Map<string, { user: string; inView: string | null; until: number; isUsed: boolean }>();
  const look = (id: string): TriggerUse => {
    const found = all.get(id);
    if (!found) return { ok: false, error: 'invalid_trigger_id' };
    if (found.isUsed) return { ok: false, error: 'exchanged_trigger_id' };
    if (clock.now() > found.until) return { ok: false, error: 'expired_trigger_id' };
    return { ok: true, user: found.user, inView: found.inView };
  };
  return {
    /** `inView` is the view it was given in, which is where a push goes. */
    give(user: string, inView: string | null = null): string {
      const n = all.size + 1;
      const id = `${1000 + n}.${2000 + n}.${String(n).padStart(32, 'f')}`;
      all.set(id, { user, inView, until: clock.now() + LIMITED_TO.triggerMs, isUsed: false });
      return id;
    },
    look,
    exchange(id: string): TriggerUse {
      const found = look(id);
      const row = all.get(id);
      if (found.ok && row) row.isUsed = true;
      return found;
    },
  };
}

export type Triggers = ReturnType<typeof fakeTriggers>;
