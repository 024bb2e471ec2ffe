import { expect, onTestFinished } from 'vitest';
import type { App } from '../../../src/app/app.ts';
import { doorOf } from '../../../src/app/receive.ts';
import { PersonId } from '../../../src/domain/ids.ts';
import { addressesIn } from '../../../src/live/surfaces.ts';
import type { Reply } from '../../../src/view/reply.ts';
import { ClientRefusal } from '../fake-teams/client-rules.ts';
import type { FakeMessage } from '../fake-teams/tenant.ts';
import { heardDoor } from '../heard-door.ts';
import { type RunningTeams, runTeams } from '../running-teams.ts';
import { type StagedSurface, settleOver } from '../settle-stage.ts';
import { type MakeStage, NotSent, type Player, type ShownListener, type Stage } from '../stage.ts';
import { EVERYBODY } from '../story.ts';
import type { RoleName } from '../world.ts';
import { differences } from './agrees.ts';
import { allShown } from './all-shown.ts';
import { fillDialog } from './fill-dialog.ts';
import { dialogCard, pressForged, pressReal } from './press-button.ts';
import { teamsAccount, teamsUserId } from './teams-account.ts';
import { cardBodyText, messageText } from './teams-text.ts';

const LEADERS: readonly RoleName[] = ['head', 'deputy', 'chair'];
/** For a machine that does much else: a story is about what is said, not about how soon. Milliseconds. */
const SLOW = 60_000;

export interface TeamsStage extends StagedSurface {
  readonly stage: Stage;
  /** On buttons that stood before somebody, and such as nobody had before them. */
  readonly clicks: { readonly real: number; readonly forged: number };
  readonly fake: RunningTeams['fake'];
}

/**
 * A school in Teams: its people write, press and fill there, and all of it goes the whole way over real connections,
 * with tokens that are checked. What they type is answered in their chat with Accord, what they press in a dialog.
 */
export async function openTeamsStage(app: App): Promise<TeamsStage> {
  const { store } = app;
  const spy = heardDoor(doorOf(app));
  const running = await runTeams({
    door: spy.door,
    addressOf: addressesIn(store),
    log: app.log,
    counts: app.counts,
    answerMs: SLOW,
    wanted: { invokeMs: SLOW, messageMs: SLOW },
  });
  onTestFinished(() => running.stop());
  const { fake, teams } = running;
  for (const role of EVERYBODY)
    fake.tenant.addUser({ id: teamsUserId(role), aadObjectId: teamsAccount(role), name: `Invented ${role}` });
  const team = fake.tenant.addTeam('Leadership', { members: LEADERS.map(teamsUserId) });
  const channel = team.general.id;

  const chatOf = (role: RoleName): string => fake.tenant.personalChat(teamsUserId(role)).id;
  const roles = new Map(EVERYBODY.map((role) => [teamsUserId(role), role]));
  const places = new Map([
    [channel, 'leadership' as const],
    ...EVERYBODY.map((role) => [chatOf(role), role] as const),
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
      ofConversation: (at) => known(places.get(at), at),
    },
    (...shown) => {
      for (const listener of listeners) listener(...shown);
    },
  );
  const clicks = { real: 0, forged: 0 };
  const screens = new Map<RoleName, string>();
  /** Messages that answered what somebody had written. */
  const answered = new Set<FakeMessage>();

  /** Teams complains to whoever has just done something, and to nobody else. */
  function nothingWrong(by: readonly RoleName[]): void {
    expect(fake.violations, 'Teams refused something').toEqual([]);
    for (const role of by)
      expect(fake.user(teamsUserId(role)).screen().trouble, `trouble at ${role}`).toBe(null);
  }

  const standingIn = (conversation: string): readonly FakeMessage[] =>
    fake.tenant.messages.filter(
      (row) => row.conversation === conversation && row.fromApp && !row.isDeleted && !answered.has(row),
    );

  function windowText({ role, who }: Player): string {
    const { dialog } = fake.user(teamsUserId(role)).screen();
    const card = dialogCard(fake, who.user);
    if (!dialog) return '';
    return [dialog.title, card ? cardBodyText(card) : '', dialog.message ?? '', ...dialog.lines].join('\n');
  }

  /** What stands in the boxes of an open form is before their eyes, whoever put it there. */
  function tellBoxes({ role }: Player): void {
    const { dialog } = fake.user(teamsUserId(role)).screen();
    if (dialog) for (const listener of listeners) listener(role, JSON.stringify(dialog.boxes), null);
  }

  /**
   * Does it, waits until it is shown, and sees that what is shown is what was answered. `work` says how many answers
   * it went through on its way.
   */
  async function act(by: Player, work: () => Promise<number>, isSubmit = false): Promise<Reply> {
    const { role, who } = by;
    const before = { answers: standingIn(chatOf(role)).length, replies: spy.replies(who.user).length };
    const skipped = await work();
    await running.settled();
    collect();
    nothingWrong([role]);
    tellBoxes(by);
    const reply = spy.replies(who.user)[before.replies + skipped];
    if (!reply) throw new Error(`What ${role} did never came to the door.`);
    const { dialog, said } = fake.user(who.user).screen();
    const fresh = standingIn(chatOf(role)).slice(before.answers);
    for (const row of fresh) answered.add(row);
    const answers = fresh.map(messageText);
    const wrong = differences(reply, { dialog, said, answers, text: windowText(by) }, !isSubmit);
    expect(wrong, `Teams shows ${role} something else than was answered`).toEqual([]);
    screens.set(role, answers.at(-1) ?? (dialog ? windowText(by) : (said ?? '')));
    return reply;
  }

  async function nameOf(by: Player, id: string): Promise<string> {
    const person = await store.read((unit) => unit.people.byId(by.school, PersonId.parse(id)));
    if (!person) throw new Error('There is no such person on the list.');
    return person.name;
  }

  const staged: StagedSurface = {
    surface: teams,
    async shown() {
      await running.settled();
      collect();
      nothingWrong([]);
    },
  };
  const stage: Stage = {
    platform: 'teams',
    channel,
    account: teamsAccount,
    begin() {},
    say: (by, words) =>
      act(by, async () => {
        const { user } = by.who;
        const person = fake.user(user);
        if (person.screen().dialog) person.close();
        const before = spy.replies(user).length;
        await person.say(words);
        await running.settled();
        // Nothing opens by itself in a chat: for a form, and for what is private, there is a button.
        const asked = spy.replies(user)[before];
        const shut = person.screen().messages.at(-1)?.buttons ?? [];
        if (asked?.is === 'form') await person.press('Open the form');
        else if (asked?.is === 'card' && shut.includes('Open it')) await person.press('Open it');
        else return 0;
        return 1;
      }),
    tap: (by, tap, key, school = by.school) =>
      act(by, async () => {
        const { user } = by.who;
        if (await pressReal(fake, user, { tap, key })) clicks.real += 1;
        else {
          clicks.forged += 1;
          await pressForged(fake, user, tap, key ?? app.ids.next(), school);
        }
        return 0;
      }),
    submit: (by, form, values) =>
      act(
        by,
        async () => {
          const person = fake.user(by.who.user);
          if (!person.screen().dialog?.buttons.includes(form.submit))
            throw new Error(`The form "${form.name}" is not in front of ${by.role}.`);
          const kept = (why: string): NotSent => {
            tellBoxes(by);
            return new NotSent(`${windowText(by)}\n${why}`);
          };
          try {
            await fillDialog({ person, nameOf: (id) => nameOf(by, id) }, form, values);
          } catch (cause) {
            // Teams' own client lets nobody choose a day that is out of bounds, nor write more than fits.
            throw cause instanceof ClientRefusal ? kept(cause.message) : cause;
          }
          const { isSent } = await person.submit(form.submit);
          if (!isSent) {
            const boxes = Object.values(person.screen().dialog?.boxes ?? {});
            throw kept(boxes.flatMap(({ label, error }) => (error ? [`${label}: ${error}`] : [])).join('\n'));
          }
          return 0;
        },
        true,
      ),
    settle: () => settleOver(app, [staged]),
    // An answer to typed words stands in the chat as it was given, where elsewhere it is a window that closes.
    messages: ({ role }) => standingIn(chatOf(role)).map(messageText),
    leadership: () => standingIn(channel).map(messageText),
    async files({ role, who }) {
      const person = fake.user(who.user);
      const offered = person.screen().messages.filter((row) => row.fromApp && row.consent !== null);
      for (const message of offered) await person.acceptFile(message);
      await running.settled();
      collect();
      nothingWrong([role]);
      return standingIn(chatOf(role)).flatMap((row) =>
        row.attachments.flatMap(({ contentUrl }) => {
          const file = typeof contentUrl === 'string' ? fake.files.uploaded.get(contentUrl) : undefined;
          return file ? [file] : [];
        }),
      );
    },
    screen: ({ role }) => screens.get(role) ?? null,
    onShown: (listener) => void listeners.push(listener),
    end() {
      nothingWrong(EVERYBODY);
      expect(clicks.real, 'most clicks are on real buttons').toBeGreaterThan(clicks.forged);
    },
  };
  return { ...staged, stage, clicks, fake };
}

export const teamsStage: MakeStage = async (app) => (await openTeamsStage(app)).stage;
