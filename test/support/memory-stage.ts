import type { MemorySurface } from '../../adapters/playground/memory-surface.ts';
import type { App } from '../../src/app/app.ts';
import { deliverAll } from '../../src/app/deliver.ts';
import { fetchAll } from '../../src/app/fetch-files.ts';
import { receive } from '../../src/app/receive.ts';
import { tick } from '../../src/app/tick.ts';
import { IntentKey, type MemberId } from '../../src/domain/ids.ts';
import { cardText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { replyText } from './reply-text.ts';
import type { Player, ShownListener, Stage } from './stage.ts';
import { submitted } from './submitted.ts';

const LEADERSHIP = { kind: 'channel', channel: 'leadership' } as const;

/** A chat platform in memory: what is done goes straight to the door, and what comes back is what is seen. */
export function memoryStage(app: App, surface: MemorySurface): Stage {
  let players = new Map<MemberId, Player>();
  const listeners: ShownListener[] = [];

  surface.onShown((to, { card, preview }) => {
    const reader = to.kind === 'channel' ? to.channel : players.get(to.member)?.role;
    if (!reader) throw new Error('Something was shown to nobody of the school.');
    for (const listener of listeners) listener(reader, `${cardText(card)}\n${JSON.stringify(card)}`, preview);
  });

  const shown = ({ role }: Player, reply: Reply): Reply => {
    for (const listener of listeners) listener(role, `${replyText(reply)}\n${JSON.stringify(reply)}`, null);
    return reply;
  };

  const texts = (to: Parameters<MemorySurface['messages']>[0]): readonly string[] => {
    const [first] = players.values();
    return first ? surface.messages(to, first.school).map((row) => cardText(row.card)) : [];
  };

  return {
    platform: 'playground',
    channel: 'leadership',
    account: (role, school) => `${school}:${role}`,
    begin(all) {
      players = new Map(all.map((row) => [row.member, row]));
    },
    say: async (by, words) => shown(by, await receive(app, by.who, { do: 'say', words })),
    async tap(by, tap, key = app.ids.next(), to = undefined) {
      const reply = await receive(app, by.who, {
        do: 'tap',
        key: IntentKey.parse(key),
        tap,
        ...(to === undefined ? {} : { school: to }),
      });
      return shown(by, reply);
    },
    submit: async (by, form, values) => shown(by, await receive(app, by.who, submitted(form, values))),
    async settle() {
      await tick(app);
      await fetchAll(app, new Map([['playground', surface.directory]]), 'test');
      await deliverAll(app, surface, 'test');
    },
    messages: ({ member }) => texts({ kind: 'member', member }),
    leadership: () => texts(LEADERSHIP),
    files: async ({ member, school }) =>
      surface.files({ kind: 'member', member }, school).map(({ file }) => file),
    screen: () => null,
    onShown: (listener) => void listeners.push(listener),
    end() {},
  };
}
