import { expect, onTestFinished } from 'vitest';
import { readMeta } from '../../../adapters/slack/coded.ts';
import type { App } from '../../../src/app/app.ts';
import { doorOf } from '../../../src/app/receive.ts';
import { PersonId } from '../../../src/domain/ids.ts';
import { addressesIn } from '../../../src/live/surfaces.ts';
import type { Reply } from '../../../src/view/reply.ts';
import { ClientRefusal } from '../fake-slack/client-rules.ts';
import { shownMessage } from '../fake-slack/shown.ts';
import { heardDoor } from '../heard-door.ts';
import { type RunningSlack, runSlack } from '../running-slack.ts';
import { type StagedSurface, settleOver } from '../settle-stage.ts';
import { type MakeStage, NotSent, type Player, type ShownListener, type Stage } from '../stage.ts';
import { EVERYBODY } from '../story.ts';
import type { RoleName } from '../world.ts';
import { differences } from './agrees.ts';
import { allShown } from './all-shown.ts';
import { fillView } from './fill-view.ts';
import { pressForged, pressReal } from './press-button.ts';
import { messageText, viewText } from './slack-text.ts';

export interface SlackStage extends StagedSurface {
  readonly stage: Stage;
  /** On buttons that stood before somebody, and such as nobody had before them. */
  readonly clicks: { readonly real: number; readonly forged: number };
  readonly fake: RunningSlack['fake'];
}

const accountOf = (role: RoleName): string => `U0${role.toUpperCase().replaceAll('_', '')}`;

/** A school in Slack: its people click and type there, and all of it goes the whole way over real connections. */
export async function openSlackStage(app: App, mode: 'http' | 'socket' = 'http'): Promise<SlackStage> {
  const { store } = app;
  const spy = heardDoor(doorOf(app));
  const running = await runSlack({
    door: spy.door,
    addressOf: addressesIn(store),
    log: app.log,
    counts: app.counts,
    mode,
  });
  onTestFinished(() => running.stop());
  const { fake, slack } = running;
  for (const role of EVERYBODY) fake.workspace.addUser({ id: accountOf(role), realName: `Invented ${role}` });
  const channel = fake.workspace.addChannel('leadership', {
    isPrivate: true,
    withApp: true,
    members: ['head', 'deputy', 'chair'].map((role) => accountOf(role as RoleName)),
  }).id;

  const roles = new Map(EVERYBODY.map((role) => [accountOf(role), role]));
  const places = new Map([
    [channel, 'leadership' as const],
    ...EVERYBODY.map((role) => [fake.workspace.dm(accountOf(role)).id, role] as const),
  ]);
  const known = <T>(found: T | undefined, what: string): T => {
    if (found === undefined) throw new Error(`Something was shown to ${what}, who is nobody of the school.`);
    return found;
  };
  const listeners: ShownListener[] = [];
  const collect = allShown(
    fake,
    {
      ofUser: (user) => known(roles.get(user), user),
      ofChannel: (at) => known(places.get(at), at),
    },
    (...shown) => {
      for (const listener of listeners) listener(...shown);
    },
  );
  const clicks = { real: 0, forged: 0 };
  const screens = new Map<string, string>();

  function nothingWrong(): void {
    expect(fake.violations, 'Slack refused something').toEqual([]);
    for (const user of roles.keys())
      expect(fake.user(user).screen().trouble, `trouble at ${user}`).toBe(null);
  }

  /** What stands in the boxes of an open form is before their eyes, whoever put it there. */
  function tellBoxes({ role, who }: Player): void {
    const open = fake.views.top(who.user);
    if (open) for (const listener of listeners) listener(role, JSON.stringify(open.state), null);
  }

  /** Does it, waits until it is shown, and sees that what is shown is what was answered. */
  async function act(by: Player, work: () => Promise<unknown>, isSubmit = false): Promise<Reply> {
    const { user } = by.who;
    const person = fake.user(user);
    const before = { whispers: person.screen().ephemerals.length, replies: spy.replies(user).length };
    await work();
    await running.settled();
    collect(by.role);
    nothingWrong();
    tellBoxes(by);
    const reply = spy.replies(user)[before.replies];
    if (!reply) throw new Error(`What ${by.role} did never came to the door.`);
    const { view, ephemerals } = person.screen();
    const whispers = ephemerals.slice(before.whispers);
    const wrong = differences(reply, { view, whispers }, !isSubmit);
    expect(wrong, `Slack shows ${by.role} something else than was answered`).toEqual([]);
    const last = whispers.at(-1);
    screens.set(user, last ? messageText(last) : view ? viewText(view) : '');
    return reply;
  }

  async function nameOf(by: Player, id: string): Promise<string> {
    const person = await store.read((unit) => unit.people.byId(by.school, PersonId.parse(id)));
    if (!person) throw new Error('There is no such person on the list.');
    return person.name;
  }

  const textsIn = (at: string): readonly string[] =>
    fake.workspace.messages
      .filter((row) => row.channel === at && row.fromApp && row.ephemeralTo === null && !row.deleted)
      .map((row) => messageText(shownMessage(row, fake.workspace)));

  const staged: StagedSurface = {
    surface: slack,
    async shown() {
      await running.settled();
      collect(null);
      nothingWrong();
    },
  };
  const stage: Stage = {
    platform: 'slack',
    channel,
    account: accountOf,
    begin() {},
    say: (by, words) =>
      act(by, async () => {
        const person = fake.user(by.who.user);
        while (person.screen().view) await person.close();
        await person.type(`${app.command} ${words}`);
      }),
    tap: (by, tap, key, school = by.school) =>
      act(by, async () => {
        const { user } = by.who;
        if (await pressReal(fake, user, { tap, key })) clicks.real += 1;
        else {
          clicks.forged += 1;
          await pressForged(fake, user, tap, key ?? app.ids.next(), school);
        }
      }),
    submit: (by, form, values) =>
      act(
        by,
        async () => {
          const { user } = by.who;
          const person = fake.user(user);
          const meta = readMeta(person.screen().view?.privateMetadata ?? '');
          if (meta?.is !== 'form' || meta.key !== form.key)
            throw new Error(`The form "${form.name}" is not in front of ${by.role}.`);
          await fillView({ fake, user, nameOf: (id) => nameOf(by, id) }, form, values);
          await person.submit().catch((cause) => {
            const { view } = person.screen();
            tellBoxes(by);
            // Slack's own client asks for what must be answered, and sends nothing until it is.
            throw cause instanceof ClientRefusal && view
              ? new NotSent(`${viewText(view)}\n${cause.message}`)
              : cause;
          });
        },
        true,
      ),
    settle: () => settleOver(app, [staged]),
    messages: ({ who }) => textsIn(fake.workspace.dm(who.user).id),
    leadership: () => textsIn(channel),
    async files({ who }) {
      const dm = fake.workspace.dm(who.user).id;
      return fake.workspace.messages
        .filter((row) => row.channel === dm && row.fromApp && !row.deleted)
        .flatMap((row) => row.files)
        .flatMap((id) => {
          // What stands there of a file that was deleted is that there was one.
          const file = fake.workspace.files.get(id);
          return file?.bytes ? [{ name: file.name, bytes: file.bytes }] : [];
        });
    },
    screen: ({ who }) => screens.get(who.user) ?? null,
    onShown: (listener) => void listeners.push(listener),
    end() {
      nothingWrong();
      expect(clicks.real, 'most clicks are on real buttons').toBeGreaterThan(clicks.forged);
    },
  };
  return { ...staged, stage, clicks, fake };
}

export const slackStage =
  (mode: 'http' | 'socket' = 'http'): MakeStage =>
  async (app) =>
    (await openSlackStage(app, mode)).stage;
