import type { FakeActivities, UserFile } from './activities.ts';
import { fakeBoxes } from './boxes.ts';
import { CONSENT } from './checked-activity.ts';
import { ClientRefusal, type Filling } from './client-rules.ts';
import type { Core } from './core.ts';
import type { FakeDelivery } from './delivery.ts';
import { at, listOf, wordsOf } from './json.ts';
import { type Complaints, NOTHING, type Outcome } from './outcome.ts';
import { fakePresses } from './presses.ts';
import { type ShownDialog, type ShownMessage, shownDialog, shownMessage } from './shown.ts';
import { fakeSurfaces } from './surfaces.ts';
import { messagesOf, type What, type Where } from './targets.ts';
import type { FakeChannel, FakeMessage, FakeTeam, FakeUser } from './tenant.ts';

export interface Screen {
  /** In personal chat and in the channels they can read, the newest last. */
  readonly messages: readonly ShownMessage[];
  readonly dialog: ShownDialog | null;
  /** What the app last said in passing to a button. */
  readonly said: string | null;
  /** What Teams itself last had to complain about. */
  readonly trouble: string | null;
}

export interface Parts {
  readonly core: Core;
  readonly delivery: FakeDelivery;
  readonly activities: FakeActivities;
  /** The ids the manifest gives: the command that opens a dialog, and the one on messages. */
  readonly command: string;
  readonly messageCommand: string;
}

/** Somebody in front of Teams: they can do what its client lets them, and see what it shows. */
export function fakePerson({ core, delivery, activities, command, messageCommand }: Parts, user: FakeUser) {
  const surfaces = fakeSurfaces();
  const complaints: Complaints = { trouble: null, said: null };
  const parts = { core, delivery, activities, user, surfaces, complaints };
  const { fill, suggest } = fakeBoxes(parts);
  const { press, task, plain } = fakePresses(parts);

  const mustHaveApp = (): void => {
    if (!user.installed)
      throw new ClientRefusal(
        `${core.names.botName} is not installed for ${user.name}: it must be added first.`,
      );
  };

  const theMessage = ({ conversation, id }: Pick<ShownMessage, 'conversation' | 'id'>): FakeMessage => {
    const found = messagesOf(core, user.id).find((one) => one.conversation === conversation && one.id === id);
    if (!found) throw new ClientRefusal(`The message ${id} is not in front of ${user.name}.`);
    return found;
  };

  async function say(text: string, files: readonly UserFile[] = []): Promise<Outcome> {
    mustHaveApp();
    const conversation = core.tenant.personalChat(user.id).id;
    const message = core.tenant.post({ conversation, fromApp: false, from: user.id, text });
    const activity = activities.personalMessage(user, text, files, message.id);
    message.attachments = listOf(activity.attachments);
    return plain(activity);
  }

  /** The newest message that asks whether a file may be saved, unless one is named. */
  async function answerConsent(
    action: 'accept' | 'decline',
    message?: Pick<ShownMessage, 'conversation' | 'id'>,
  ): Promise<Outcome> {
    const there = message ? [theMessage(message)] : [...messagesOf(core, user.id)].reverse();
    for (const one of there) {
      const consent = one.attachments.find(({ contentType }) => contentType === CONSENT);
      if (!consent) continue;
      const content = at(consent, 'content');
      const context = action === 'accept' ? content.acceptContext : content.declineContext;
      return plain(activities.fileConsent(user, one, action, wordsOf(consent.name), context));
    }
    throw new ClientRefusal(`No file is offered to ${user.name}.`);
  }

  async function submit(label?: What): Promise<Outcome> {
    const dialog = surfaces.dialog();
    if (!dialog?.card) throw new ClientRefusal(`No form is open in front of ${user.name}.`);
    const first = listOf(dialog.card.actions).find(({ type }) => type === 'Action.Submit');
    return press(label ?? wordsOf(first?.title), 'dialog');
  }

  const mustBeIn = (channel: FakeChannel): void => {
    if (!core.tenant.isIn(user.id, channel.id))
      throw new ClientRefusal(`${user.name} is not in ${channel.name}.`);
  };

  return {
    id: user.id,
    user,
    screen(): Screen {
      const dialog = surfaces.dialog();
      return {
        messages: messagesOf(core, user.id).map((one) => shownMessage(core, one, surfaces)),
        dialog: dialog && shownDialog(dialog, surfaces),
        ...complaints,
      };
    },
    /** Something written to the app in personal chat. */
    say,
    sendFile: (file: UserFile, text = ''): Promise<Outcome> => say(text, [file]),
    /** In a channel, with the app mentioned: nothing else there is heard by it. */
    async mention(channel: FakeChannel, text: string, given: { thread?: string } = {}): Promise<Outcome> {
      mustBeIn(channel);
      if (channel.kind === 'private' || !core.tenant.teams.get(channel.team)?.installed)
        throw new ClientRefusal(`${core.names.botName} cannot be mentioned in ${channel.name}.`);
      const { botName } = core.names;
      const message = core.tenant.post({
        conversation: channel.id,
        fromApp: false,
        from: user.id,
        text: `${botName} ${text}`,
        thread: given.thread ?? null,
      });
      return plain(activities.channelMessage(user, channel, text, { id: message.id, ...given }));
    },
    /** In a channel, for the app not to hear. */
    write(channel: FakeChannel, text: string): ShownMessage {
      mustBeIn(channel);
      const message = core.tenant.post({ conversation: channel.id, fromApp: false, from: user.id, text });
      return shownMessage(core, message, surfaces);
    },
    /** The command that opens the dialog, from the box for messages or with a slash. */
    async openCommand(commandContext: 'compose' | 'commandBox' = 'compose'): Promise<Outcome> {
      mustHaveApp();
      const chosen = { commandId: command, commandContext };
      const activity = activities.fetchTask(user, chosen);
      return task('composeExtension/fetchTask', activity, { via: 'command', command: chosen, message: null });
    },
    /** The command among those of a message. */
    async messageAction(on: Pick<ShownMessage, 'conversation' | 'id'>): Promise<Outcome> {
      mustHaveApp();
      const message = theMessage(on);
      const chosen = {
        commandId: messageCommand,
        commandContext: 'message',
        messagePayload: activities.payloadOf(message),
      } as const;
      const activity = activities.fetchTask(user, chosen, message);
      return task('composeExtension/fetchTask', activity, { via: 'command', command: chosen, message });
    },
    /** By the words on it, or by some of what it carries. */
    press,
    /** Two presses at once, as by an impatient finger. */
    pressTwice: (what: What, where?: Where): Promise<readonly [Outcome, Outcome]> =>
      Promise.all([press(what, where), press(what, where)]),
    /** By the id of the box. */
    fill,
    /** The button of the form that is open; its first where none is named. */
    submit,
    async fillAndSubmit(values: Readonly<Record<string, Filling>>, label?: What): Promise<Outcome> {
      await fill(values);
      return submit(label);
    },
    suggest,
    /** The cross: the app does not hear of it. */
    close(): Outcome {
      if (!surfaces.dialog()) throw new ClientRefusal(`No window is open in front of ${user.name}.`);
      surfaces.close();
      return NOTHING;
    },
    acceptFile: (message?: Pick<ShownMessage, 'conversation' | 'id'>) => answerConsent('accept', message),
    declineFile: (message?: Pick<ShownMessage, 'conversation' | 'id'>) => answerConsent('decline', message),
    async install(): Promise<Outcome> {
      user.installed = true;
      let last = NOTHING;
      for (const activity of activities.installed(user)) last = await plain(activity);
      return last;
    },
    async uninstall(): Promise<Outcome> {
      mustHaveApp();
      user.installed = false;
      return plain(activities.uninstalled(user));
    },
    async addToTeam(team: FakeTeam): Promise<Outcome> {
      team.installed = true;
      let last = NOTHING;
      for (const activity of activities.teamInstalled(user, team)) last = await plain(activity);
      return last;
    },
    async removeFromTeam(team: FakeTeam): Promise<Outcome> {
      team.installed = false;
      let last = NOTHING;
      for (const activity of activities.teamUninstalled(user, team)) last = await plain(activity);
      return last;
    },
    react: (message: Pick<ShownMessage, 'conversation' | 'id'>, kind = 'like'): Promise<Outcome> =>
      plain(activities.reaction(user, theMessage(message), kind)),
  };
}

export type FakePerson = ReturnType<typeof fakePerson>;
