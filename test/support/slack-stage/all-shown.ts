import type { FakeSlack } from '../fake-slack/fake-slack.ts';
import type { ShownListener } from '../stage.ts';
import type { RoleName } from '../world.ts';

type Reader = RoleName | 'leadership';

export interface Readers {
  ofUser(user: string): Reader;
  ofChannel(channel: string): Reader;
}

/** Every text in what the app gave Slack, with nothing of its own left out. */
const whole = (given: unknown): string => `${textsIn(given).join('\n')}\n${JSON.stringify(given)}`;

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * Hears of everything that the app ever gave Slack to show, from its calls and its answers: what was cut down or
 * replaced a moment later too. Windows are told of by whoever acted.
 */
export function allShown(
  fake: FakeSlack,
  readers: Readers,
  tell: ShownListener,
): (actor: Reader | null) => void {
  let calls = 0;
  let answers = 0;
  return (actor) => {
    for (const { method, args, answer } of fake.calls.slice(calls)) {
      const given = args as Readonly<Record<string, unknown>>;
      if (answer?.ok !== true) continue;
      if (method === 'chat.postMessage' || method === 'chat.update')
        tell(readers.ofChannel(textOf(given.channel)), whole(given), textOf(given.text));
      else if (method === 'chat.postEphemeral') tell(readers.ofUser(textOf(given.user)), whole(given), null);
      else if (method === 'files.completeUploadExternal')
        tell(readers.ofChannel(textOf(given.channel_id)), whole(given), textOf(given.initial_comment));
      else if (method === 'views.publish') tell(readers.ofUser(textOf(given.user_id)), whole(given), null);
      else if (method.startsWith('views.')) {
        if (!actor) throw new Error(`A window changed (${method}) when nobody had done anything.`);
        tell(actor, whole(given), null);
      }
    }
    calls = fake.calls.length;
    for (const { kind, ack } of fake.delivery.log.slice(answers)) {
      if (ack.body === '' || kind === 'events_api') continue;
      if (!actor) throw new Error('Slack was answered when nobody had done anything.');
      tell(actor, ack.body, null);
    }
    answers = fake.delivery.log.length;
  };
}
