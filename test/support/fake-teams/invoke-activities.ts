import type { Activity, ActivityBase } from './activity-base.ts';
import type { Core } from './core.ts';
import type { Json } from './json.ts';
import type { FakeMessage, FakeUser } from './tenant.ts';

/** A command of the message extension, as somebody chose it. */
export interface Command {
  readonly commandId: string;
  readonly commandContext: 'compose' | 'commandBox' | 'message';
  readonly messagePayload?: Json;
}

/** What asks for an answer at once. */
export const invokeActivities = ({ tenant, files }: Core, { invoke }: ActivityBase) => ({
  fetchTask: (user: FakeUser, command: Command, message: FakeMessage | null = null): Activity =>
    invoke(
      user,
      'composeExtension/fetchTask',
      { ...command, requestId: tenant.nextId(), context: { theme: 'default' } },
      message,
    ),
  submitAction: (
    user: FakeUser,
    command: Command,
    data: Json,
    message: FakeMessage | null = null,
  ): Activity =>
    invoke(
      user,
      'composeExtension/submitAction',
      { ...command, data, requestId: tenant.nextId(), context: { theme: 'default' } },
      message,
    ),
  taskFetch: (user: FakeUser, data: Json, message: FakeMessage | null = null): Activity =>
    invoke(user, 'task/fetch', { data, context: { theme: 'default' } }, message),
  taskSubmit: (user: FakeUser, data: Json, message: FakeMessage | null = null): Activity =>
    invoke(user, 'task/submit', { data, context: { theme: 'default' } }, message),
  /** Action.Execute. */
  cardAction: (
    user: FakeUser,
    message: FakeMessage,
    action: { verb: string; data: Json; id?: string; title?: string },
  ): Activity =>
    invoke(
      user,
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', ...action }, trigger: 'manual' },
      message,
    ),
  search: (
    user: FakeUser,
    dataset: string,
    queryText: string,
    message: FakeMessage | null = null,
  ): Activity =>
    invoke(user, 'application/search', { queryText, queryOptions: { skip: 0, top: 15 }, dataset }, message),
  fileConsent(
    user: FakeUser,
    message: FakeMessage,
    action: 'accept' | 'decline',
    name: string,
    context: unknown,
  ): Activity {
    const uploadInfo = action === 'accept' ? { uploadInfo: files.allowUpload(name) } : {};
    return invoke(
      user,
      'fileConsent/invoke',
      { type: 'fileUpload', action, context, ...uploadInfo },
      message,
    );
  },
});
