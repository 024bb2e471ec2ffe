import { z } from 'zod';
import { SlackUser } from './directory.ts';
import { ViewState } from './read-form.ts';

/**
 * What Slack sends, as far as Accord reads it. Signed by Slack, and read as if it were not: anything else is set
 * aside with a log line that repeats none of it.
 */
const id = z.string().min(1).max(200);
const User = z.object({ id, name: z.string().max(200).optional(), team_id: id.optional() });
const Team = z.object({ id, domain: z.string().max(200).optional() });

export const Command = z.object({
  text: z.string().max(20_000).default(''),
  user_id: id,
  user_name: z.string().max(200).optional(),
  team_id: id,
  channel_id: id.optional(),
  trigger_id: id,
  response_url: z.url().max(500).optional(),
});
export type Command = z.infer<typeof Command>;

const View = z.object({
  id,
  type: z.enum(['modal', 'home']),
  private_metadata: z.string().max(3000).default(''),
  root_view_id: id.nullish(),
  previous_view_id: id.nullish(),
});

export const Press = z.object({
  type: z.literal('block_actions'),
  user: User,
  team: Team.nullish(),
  trigger_id: id,
  view: View.nullish(),
  channel: z.object({ id }).nullish(),
  message: z
    .object({
      ts: id,
      blocks: z.array(z.looseObject({ type: z.string(), block_id: z.string().exactOptional() })).default([]),
    })
    .nullish(),
  response_url: z.url().max(500).optional(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        block_id: z.string().default(''),
        value: z.string().max(2000).optional(),
      }),
    )
    .min(1),
});
export type Press = z.infer<typeof Press>;

export const Submission = z.object({
  type: z.literal('view_submission'),
  user: User,
  team: Team.nullish(),
  view: View.extend({
    state: ViewState,
    blocks: z.array(z.object({ type: z.string(), block_id: z.string().default('') })).default([]),
  }),
});
export type Submission = z.infer<typeof Submission>;

export const Suggestion = z.object({
  type: z.literal('block_suggestion'),
  user: User,
  team: Team.nullish(),
  action_id: z.string().max(255),
  value: z.string().max(3000).default(''),
  view: View.nullish(),
});
export type Suggestion = z.infer<typeof Suggestion>;

const shortcut = { user: User, team: Team.nullish(), trigger_id: id };
export const Shortcut = z.discriminatedUnion('type', [
  z.object({ type: z.literal('shortcut'), ...shortcut }),
  z.object({
    type: z.literal('message_action'),
    ...shortcut,
    channel: z.object({ id }).nullish(),
    message: z.object({ ts: id.optional(), text: z.string().max(50_000).nullish() }).nullish(),
  }),
]);
export type Shortcut = z.infer<typeof Shortcut>;

const SlackEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('app_home_opened'), user: id, tab: z.string().default('home') }),
  z.object({
    type: z.literal('message'),
    channel: id,
    channel_type: z.string().optional(),
    user: id.optional(),
    bot_id: id.nullish(),
    app_id: id.nullish(),
    subtype: z.string().optional(),
    text: z.string().max(50_000).default(''),
    ts: id,
    thread_ts: id.nullish(),
    team: id.optional(),
    user_team: id.optional(),
    files: z.array(z.object({ id })).max(100).default([]),
  }),
  z.object({ type: z.literal('user_change'), user: SlackUser }),
  z.object({ type: z.enum(['subteam_members_changed', 'subteam_updated']) }),
  z.object({ type: z.enum(['app_uninstalled', 'tokens_revoked']) }),
]);
export type SlackEvent = z.infer<typeof SlackEvent>;
export const SentEvent = z.object({ team_id: id, api_app_id: id.optional(), event: SlackEvent });
