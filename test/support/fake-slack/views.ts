import type { HomeView, ModalView } from '../../../adapters/slack/block-kit.ts';
import { LIMITS } from '../../../adapters/slack/limits.ts';
import { drawnState, type ViewState } from './view-state.ts';
import type { PlacedBlock, Workspace } from './workspace.ts';

export interface FakeView {
  readonly id: string;
  readonly user: string;
  readonly rootId: string;
  readonly previousId: string | null;
  /** New at every change, so that two changes at once can be told apart. */
  hash: string;
  view: ModalView | HomeView;
  blocks: readonly PlacedBlock[];
  state: ViewState;
  /** Sentences at the boxes, by block. */
  errors: Readonly<Record<string, string>>;
}

/** The windows in front of each person, the undermost first, and their home tabs. */
export function fakeViews(workspace: Workspace, name: { botId: string; appId: string }) {
  const stacks = new Map<string, FakeView[]>();
  const homes = new Map<string, FakeView>();
  let count = 0;
  let changes = 0;
  const hash = () => `${1_700_000_000 + ++changes}.${changes.toString(36).padStart(8, 'h')}`;

  const made = (user: string, view: ModalView | HomeView, under: FakeView | undefined): FakeView => {
    const id = `V1${String(++count).padStart(8, '0')}`;
    const blocks = workspace.placed(view.blocks);
    return {
      id,
      user,
      rootId: under?.rootId ?? id,
      previousId: under?.id ?? null,
      hash: hash(),
      view,
      blocks,
      state: drawnState(blocks),
      errors: {},
    };
  };
  const redrawn = (it: FakeView, view: ModalView | HomeView): FakeView => {
    it.view = view;
    it.blocks = workspace.placed(view.blocks);
    it.state = drawnState(it.blocks, it.state);
    it.errors = {};
    it.hash = hash();
    return it;
  };
  const stackOf = (user: string): readonly FakeView[] => stacks.get(user) ?? [];
  const modals = () => [...stacks.values()].flat();

  return {
    stackOf,
    top: (user: string) => stackOf(user).at(-1) ?? null,
    homeOf: (user: string) => homes.get(user) ?? null,
    byId: (id: string) => [...modals(), ...homes.values()].find((one) => one.id === id) ?? null,
    byExternalId: (id: string) => modals().find((one) => one.view.external_id === id) ?? null,
    /** In place of whatever was open. */
    open(user: string, view: ModalView): FakeView {
      const it = made(user, view, undefined);
      stacks.set(user, [it]);
      return it;
    },
    /** Null where three are open already. */
    push(user: string, view: ModalView): FakeView | null {
      const stack = stackOf(user);
      if (stack.length >= LIMITS.viewStack) return null;
      const it = made(user, view, stack.at(-1));
      stacks.set(user, [...stack, it]);
      return it;
    },
    redrawn,
    publish(user: string, view: HomeView): FakeView {
      const home = homes.get(user);
      if (home) return redrawn(home, view);
      const it = made(user, view, undefined);
      homes.set(user, it);
      return it;
    },
    /** The view and what lies above it go; what lay under it is in front again. */
    close(it: FakeView): void {
      const stack = stackOf(it.user);
      const at = stack.indexOf(it);
      if (at >= 0) stacks.set(it.user, stack.slice(0, at));
    },
    closeAll: (user: string) => void stacks.delete(user),
    /** As Slack hands it out, in answers and in payloads. */
    asSlackSays(it: FakeView) {
      const { view } = it;
      const isModal = view.type === 'modal';
      return {
        id: it.id,
        team_id: workspace.teamId,
        type: view.type,
        blocks: it.blocks,
        private_metadata: view.private_metadata ?? '',
        callback_id: view.callback_id ?? '',
        external_id: view.external_id ?? '',
        state: { values: it.state },
        hash: it.hash,
        title: isModal ? view.title : { type: 'plain_text', text: 'View Title', emoji: true },
        submit: isModal ? (view.submit ?? null) : null,
        close: isModal ? (view.close ?? null) : null,
        clear_on_close: isModal ? (view.clear_on_close ?? false) : false,
        notify_on_close: isModal ? (view.notify_on_close ?? false) : false,
        root_view_id: it.rootId,
        previous_view_id: it.previousId,
        app_id: name.appId,
        bot_id: name.botId,
        app_installed_team_id: workspace.teamId,
      };
    },
  };
}

export type Views = ReturnType<typeof fakeViews>;
