import { ModalView } from '../adapters/slack/block-kit.ts';
import { type SignedRequest, signedRequest } from '../test/support/fake-slack/signed.ts';
import { drawnState, type StateValue, type ViewState } from '../test/support/fake-slack/view-state.ts';
import { REPORTER, SECRET, TEAM } from './slack-school.ts';

const form = (fields: Readonly<Record<string, string>>): SignedRequest =>
  signedRequest(new URLSearchParams(fields).toString(), { secret: SECRET });

export const command = (trigger: string): SignedRequest =>
  form({
    token: 'benchmark',
    team_id: TEAM,
    team_domain: 'invented',
    channel_id: 'C0000001',
    channel_name: 'general',
    user_id: REPORTER,
    user_name: 'colleague',
    command: '/incident',
    text: '',
    api_app_id: 'A0000001',
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:1/commands/T0000001/1/benchmark',
    trigger_id: trigger,
  });

export const NARRATIVE =
  'Shouted at a member of staff at the front gate, for about five minutes, in front of children. '.repeat(4);

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });

/** A view with a report typed into it, as Slack sends it: its blocks, and what stands in its boxes. */
export function filledReport(drawn: string, yesterday: string) {
  const view = ModalView.parse(JSON.parse(drawn));
  const blocks = view.blocks.map((block, n) => ({ ...block, block_id: block.block_id ?? `b${n}` }));
  const typed: Readonly<Record<string, (before: StateValue) => StateValue>> = {
    who: () => ({
      type: 'external_select',
      selected_option: {
        value: 'new:Jordan Vale (invented), red coat',
        text: plain('Someone new: Jordan Vale (invented), red coat'),
      },
    }),
    breaches: (before) => ({
      type: before.type === 'checkboxes' ? 'checkboxes' : 'multi_static_select',
      selected_options: [
        { value: 'disrespectful_interaction', text: plain('Behaving in a disrespectful way') },
      ],
    }),
    'when~day': () => ({ type: 'datepicker', selected_date: yesterday }),
    'when~time': () => ({ type: 'timepicker', selected_time: '15:10' }),
    where: () => ({ type: 'static_select', selected_option: { value: 'on_site', text: plain('On site') } }),
    narrative: () => ({ type: 'plain_text_input', value: NARRATIVE }),
  };
  const values: ViewState = Object.fromEntries(
    Object.entries(drawnState(blocks)).map(([block, boxes]) => [
      block,
      Object.fromEntries(
        Object.entries(boxes).map(([action, value]) => [action, typed[block]?.(value) ?? value]),
      ),
    ]),
  );
  return { ...view, blocks, state: { values } };
}

/** The form sent under a key of its own, so that each is another report. */
export function submission(
  filled: ReturnType<typeof filledReport>,
  key: string,
  trigger: string,
): SignedRequest {
  const meta: Readonly<Record<string, unknown>> = JSON.parse(filled.private_metadata ?? '{}');
  const view = {
    id: `V${trigger}`,
    team_id: TEAM,
    external_id: '',
    hash: `1700000000.${trigger}`,
    clear_on_close: false,
    notify_on_close: false,
    root_view_id: `V${trigger}`,
    previous_view_id: null,
    app_id: 'A0000001',
    bot_id: 'B0000001',
    app_installed_team_id: TEAM,
    ...filled,
    private_metadata: JSON.stringify({ ...meta, k: key }),
  };
  const payload = {
    type: 'view_submission',
    token: 'benchmark',
    api_app_id: 'A0000001',
    team: { id: TEAM, domain: 'invented' },
    user: { id: REPORTER, username: 'colleague', name: 'colleague', team_id: TEAM },
    enterprise: null,
    is_enterprise_install: false,
    trigger_id: trigger,
    view,
    response_urls: [],
  };
  return form({ payload: JSON.stringify(payload) });
}
