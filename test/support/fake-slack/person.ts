import type { Element } from '../../../adapters/slack/block-kit.ts';
import { fakeBoxes } from './boxes.ts';
import { ClientRefusal, type Filling, type UserFile } from './client-rules.ts';
import { type Core, refuse } from './core.ts';
import { type Ack, type FakeDelivery, isGood } from './delivery.ts';
import type { FakePayloads } from './payloads.ts';
import { sayBack } from './response-urls.ts';
import { type ShownMessage, type ShownView, shownMessage, shownView } from './shown.ts';
import { findTarget, type MessageStates, messagesOf, type Target, type Where } from './targets.ts';
import { afterSubmission, parsedJson, TROUBLE } from './view-acks.ts';
import type { FakeView } from './views.ts';
import type { PlacedBlock } from './workspace.ts';

export interface Screen {
  /** In the direct messages with the app and in the channels they are in, the newest last. */
  readonly messages: readonly ShownMessage[];
  readonly ephemerals: readonly ShownMessage[];
  /** The window in front; below it `views` has the whole stack, the undermost first. */
  readonly view: ShownView | null;
  readonly views: readonly ShownView[];
  readonly home: ShownView | null;
  /** What Slack itself last had to complain about. */
  readonly trouble: string | null;
}

export interface Outcome {
  /** False where the person thought better of it. */
  readonly isSent: boolean;
  readonly ack: Ack;
  /** What Slack's client shows when an app fails. */
  readonly trouble: string | null;
}

export interface Parts {
  readonly core: Core;
  readonly delivery: FakeDelivery;
  readonly payloads: FakePayloads;
  /** The slash command that Slack knows. */
  readonly command: string;
}

const NOTHING: Outcome = { isSent: false, ack: { status: 0, body: '', ms: 0 }, trouble: null };

/** Somebody in front of Slack: they can do what its client lets them, and see what it shows. */
export function fakePerson({ core, delivery, payloads, command }: Parts, id: string) {
  const states: MessageStates = new Map();
  let trouble: string | null = null;

  const told = (ack: Ack, what: string | null): Outcome => {
    trouble = what;
    return { isSent: true, ack, trouble: what };
  };

  /** Presses and shortcuts want an empty answer: a body would be shown nowhere. */
  const bare = (ack: Ack, at: string): Outcome => {
    if (!isGood(ack)) return told(ack, TROUBLE);
    if (ack.body !== '') refuse(core, `answer to ${at}`, 'a body that Slack ignores', [ack.body]);
    return told(ack, null);
  };

  const top = (): FakeView => {
    const view = core.views.top(id);
    if (!view) throw new ClientRefusal(`No window is open in front of ${id}.`);
    return view;
  };

  const isNamed = (what: string) => (it: Element, block: PlacedBlock) =>
    block.block_id === what || it.action_id === what;
  const target = (what: string, where: Where | undefined): Target =>
    findTarget(core, id, states, where, isNamed(what), what);

  const act = async (at: Target, more: Readonly<Record<string, unknown>>): Promise<Outcome> => {
    const place =
      at.place.in === 'message'
        ? { ...at.place, state: states.get(at.place.message) ?? at.place.state }
        : at.place;
    const action = { type: at.it.type, action_id: at.it.action_id, block_id: at.block.block_id, ...more };
    return bare(await delivery.interactive(payloads.blockActions(id, place, action)), 'block_actions');
  };

  const { search, put, mustBeComplete } = fakeBoxes({ core, delivery, payloads }, id, states, (what) => {
    trouble = what;
  });

  const buttonNamed = (what: string) => (it: Element) =>
    (it.type === 'button' && (it.text.text === what || it.action_id === what)) ||
    (it.type === 'overflow' && it.options.some((option) => option.text.text === what));

  async function press(what: string, where?: Where, answer: 'yes' | 'no' = 'yes'): Promise<Outcome> {
    const at = findTarget(core, id, states, where, buttonNamed(what), what);
    if ('confirm' in at.it && at.it.confirm && answer === 'no') return NOTHING;
    if (at.it.type === 'overflow') {
      const selected_option = at.it.options.find((option) => option.text.text === what);
      return act(at, { selected_option });
    }
    if (at.it.type !== 'button') throw new ClientRefusal(`${what} is no button.`);
    const { text, value, style, confirm } = at.it;
    return act(at, {
      text,
      ...(value ? { value } : {}),
      ...(style ? { style } : {}),
      ...(confirm ? { confirm } : {}),
    });
  }

  async function fill(values: Readonly<Record<string, Filling>>): Promise<void> {
    for (const [what, value] of Object.entries(values)) {
      top();
      const at = target(what, 'view');
      const next = await put(at, value);
      if (at.block.type === 'input' && at.block.dispatch_action) await act(at, next);
    }
  }

  async function submit(): Promise<Outcome> {
    const view = top();
    if (view.view.type !== 'modal' || !view.view.submit)
      throw new ClientRefusal('The window in front has no button to send it.');
    mustBeComplete(view);
    view.errors = {};
    const ack = await delivery.interactive(payloads.viewSubmission(id, view));
    return told(ack, afterSubmission(core, view, ack));
  }

  return {
    id,
    screen(): Screen {
      const all = messagesOf(core, id);
      const views = core.views.stackOf(id).map(shownView);
      const home = core.views.homeOf(id);
      const show = (isEphemeral: boolean) =>
        all
          .filter((one) => (one.ephemeralTo !== null) === isEphemeral)
          .map((one) => shownMessage(one, core.workspace));
      return {
        messages: show(false),
        ephemerals: show(true),
        view: views.at(-1) ?? null,
        views,
        home: home ? shownView(home) : null,
        trouble,
      };
    },
    /** A slash command; in the direct messages with the app unless told where. */
    async type(line: string, channel = core.workspace.dm(id).id): Promise<Outcome> {
      const [first = '', ...rest] = line.trim().split(/\s/);
      if (first !== command) throw new ClientRefusal(`Slack knows no command ${first}.`);
      const text = rest.join(' ').trim();
      const ack = await delivery.command(payloads.command(id, first, text, channel));
      if (!isGood(ack)) {
        const why = ack.status === 0 ? 'operation_timeout' : 'dispatch_failed';
        return told(ack, `${first} failed with the error "${why}"`);
      }
      if (ack.body === '') return told(ack, null);
      const said = parsedJson(ack.body) ?? { text: ack.body };
      sayBack(core, 'answer to a command', { user: id, channel, original: null }, said);
      return told(ack, null);
    },
    /** By the words on it or its action_id. Says yes where it asks once more, unless told otherwise. */
    press,
    /** Two presses at once, as by an impatient finger. */
    pressTwice: (what: string, where?: Where): Promise<readonly [Outcome, Outcome]> =>
      Promise.all([press(what, where), press(what, where)]),
    /** A menu that acts at once. */
    async choose(what: string, value: Filling, where?: Where): Promise<Outcome> {
      const at = target(what, where);
      return act(at, await put(at, value));
    },
    fill,
    submit,
    async fillAndSubmit(values: Readonly<Record<string, Filling>>): Promise<Outcome> {
      await fill(values);
      return submit();
    },
    /** The cross or the close button. */
    async close(): Promise<Outcome> {
      const view = top();
      const isCleared = view.view.type === 'modal' && (view.view.clear_on_close ?? false);
      if (isCleared) core.views.closeAll(id);
      else core.views.close(view);
      if (view.view.type !== 'modal' || !view.view.notify_on_close) return NOTHING;
      return bare(await delivery.interactive(payloads.viewClosed(id, view, isCleared)), 'view_closed');
    },
    /** The words of what a search offers. */
    suggest: async (what: string, text: string, where?: Where): Promise<readonly string[]> =>
      (await search(target(what, where), text)).map((option) => option.text.text),
    shortcut: async (callbackId: string): Promise<Outcome> =>
      bare(await delivery.interactive(payloads.shortcut(id, callbackId)), 'shortcut'),
    async messageAction(callbackId: string, at: { channel: string; ts: string }): Promise<Outcome> {
      const message = core.workspace.find(at.channel, at.ts);
      if (!message) throw new ClientRefusal(`There is no message ${at.ts} in ${at.channel}.`);
      return bare(
        await delivery.interactive(payloads.messageAction(id, callbackId, message)),
        'message_action',
      );
    },
    openHome: async (): Promise<Outcome> =>
      bare(await delivery.event(payloads.homeOpened(id)), 'app_home_opened'),
    /** Something said in a channel; the app does not hear it. */
    say(channel: string, text: string): ShownMessage {
      return shownMessage(core.workspace.post({ channel, user: id, fromApp: false, text }), core.workspace);
    },
    async sendDm(text: string, files: readonly UserFile[] = []): Promise<Outcome> {
      const channel = core.workspace.dm(id).id;
      const kept = files.map(({ name, bytes, mimetype }) =>
        core.workspace.addFile({
          name,
          owner: id,
          size: bytes.length,
          bytes,
          complete: true,
          sharedIn: new Set([channel]),
          ...(mimetype ? { mimetype } : {}),
        }),
      );
      const message = core.workspace.post({
        channel,
        user: id,
        fromApp: false,
        text,
        files: kept.map((file) => file.id),
      });
      return bare(await delivery.event(payloads.directMessage(message, kept)), 'message.im');
    },
  };
}

export type FakePerson = ReturnType<typeof fakePerson>;
