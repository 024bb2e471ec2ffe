import { expect, onTestFinished } from 'vitest';
import { openChat } from '../../adapters/playground/chat.ts';
import { conversationKey } from '../../adapters/playground/memory-surface.ts';
import type { PlayedSchool } from '../../adapters/playground/playground.ts';
import type { App } from '../../src/app/app.ts';
import { doorOf } from '../../src/app/receive.ts';
import { tick } from '../../src/app/tick.ts';
import { IntentKey } from '../../src/domain/ids.ts';
import { deliverNow } from '../../src/playground/open.ts';
import type { Intent } from '../../src/view/intent.ts';
import { cardText } from '../../src/view/plain-text.ts';
import type { Reply } from '../../src/view/reply.ts';
import { replyText } from './reply-text.ts';
import { type Row, serveChat } from './served-chat.ts';
import type { MakeStage, Player, ShownListener, Stage } from './stage.ts';
import { submitted } from './submitted.ts';
import type { RoleName } from './world.ts';

const LEADERS: readonly RoleName[] = ['head', 'deputy', 'chair'];
const CHANNEL = { kind: 'channel', channel: 'leadership' } as const;

const textOf = ({ card, text }: Row): string => (card ? cardText(card) : (text ?? ''));

/** What the conversation keeps of an answer. */
const keptOf = (reply: Extract<Reply, { is: 'card' | 'said' }>): string =>
  reply.is === 'card' && reply.once !== undefined ? reply.once : replyText(reply);

/** A school in the playground: what its people type, press, fill and save goes over HTTP, as their pages send it. */
export const playgroundStage: MakeStage = async (app: App): Promise<Stage> => {
  let players: readonly Player[] = [];
  const chat = openChat(':memory:', app.clock, async () => true);
  const school = (): PlayedSchool => {
    const [first] = players;
    if (!first) throw new Error('Nobody plays yet.');
    return {
      id: first.school,
      pack: 'invented',
      name: 'An invented school',
      policy: 'A code',
      people: players.map(({ role, who, member }) => ({
        user: who.user,
        member,
        name: role,
        title: role,
        group: 'Staff',
        part: 'staff',
        channels: LEADERS.includes(role) ? ['leadership'] : [],
        knowsGate: false,
      })),
    };
  };
  const page = await serveChat({ door: doorOf(app), chat, now: app.clock.now, log: app.log, school });
  onTestFinished(async () => {
    await page.close();
    chat.close();
  });
  const listeners: ShownListener[] = [];
  const tell: ShownListener = (...shown) => {
    for (const listener of listeners) listener(...shown);
  };
  const changed = new Set<string>();
  chat.onChange((conversation) => void changed.add(conversation));
  const texts = (rows: readonly Row[]): readonly string[] =>
    rows.flatMap((row) => (row.from === 'accord' && row.card && !row.onlyYou ? [textOf(row)] : []));
  const inChannel = (): Promise<readonly Row[]> => {
    const leader = players.find(({ role }) => LEADERS.includes(role));
    if (!leader) throw new Error('Nobody is in the channel.');
    return page.rows(leader.who.user, 'leadership');
  };
  const standing = new Map<RoleName | 'leadership', readonly Row[]>();

  function see(reader: RoleName | 'leadership', rows: readonly Row[]): void {
    standing.set(reader, rows);
    const theirs = rows.filter((row) => row.from === 'accord');
    tell(reader, theirs.flatMap((row) => [textOf(row), JSON.stringify(row)]).join('\n'), null);
  }

  /** Looks at every conversation in which something has changed, as an open page does. */
  async function look(): Promise<void> {
    const at = school().id;
    for (const { role, member, who } of players)
      if (changed.has(conversationKey({ kind: 'member', member }, at)))
        see(role, await page.rows(who.user, 'accord'));
    if (changed.has(conversationKey(CHANNEL, at))) see('leadership', await inChannel());
    changed.clear();
  }

  /** Does it, and sees that the conversation holds what was answered. */
  async function act({ role, who }: Player, intent: Intent): Promise<Reply> {
    const { reply, message } = await page.intent(who.user, intent);
    tell(role, `${replyText(reply)}\n${JSON.stringify(reply)}`, null);
    await look();
    if (reply.is === 'card' || reply.is === 'said') {
      const row = standing.get(role)?.find(({ id }) => id === message);
      expect(row && textOf(row), `The playground shows ${role} something else than was answered`).toBe(
        keptOf(reply),
      );
    }
    return reply;
  }

  return {
    platform: 'playground',
    channel: CHANNEL.channel,
    account: (role, id) => `${id}:${role}`,
    begin(all) {
      players = all;
    },
    say: (by, words) => act(by, { do: 'say', words }),
    tap: (by, tap, key = app.ids.next(), to = undefined) =>
      act(by, { do: 'tap', key: IntentKey.parse(key), tap, ...(to === undefined ? {} : { school: to }) }),
    submit: (by, form, values) => act(by, submitted(form, values)),
    async settle() {
      await tick(app);
      await deliverNow({ app, chat });
      await look();
    },
    messages: ({ role }) => texts(standing.get(role) ?? []),
    leadership: () => texts(standing.get('leadership') ?? []),
    async files({ role, who }) {
      await look();
      const rows = (standing.get(role) ?? []).filter((row) => row.hasFile);
      return Promise.all(rows.map(({ id }) => page.download(who.user, id)));
    },
    screen: () => null,
    onShown: (listener) => void listeners.push(listener),
    end() {},
  };
};
