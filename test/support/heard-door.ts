import type { Door } from '../../src/surface.ts';
import type { Reply } from '../../src/view/reply.ts';

export interface HeardDoor {
  readonly door: Door;
  /** What the door answered an account, in its order. */
  replies(user: string): readonly Reply[];
}

/** A door whose answers can be looked up afterwards. */
export function heardDoor(door: Door): HeardDoor {
  const all: { readonly user: string; readonly reply: Reply }[] = [];
  return {
    door: {
      ...door,
      async receive(who, intent) {
        const reply = await door.receive(who, intent);
        all.push({ user: who.user, reply });
        return reply;
      },
    },
    replies: (user) => all.filter((row) => row.user === user).map((row) => row.reply),
  };
}
