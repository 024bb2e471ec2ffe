import type { FakeTeams } from '../fake-teams/fake-teams.ts';
import { at, isJson, wordsOf } from '../fake-teams/json.ts';
import type { ShownListener } from '../stage.ts';
import type { RoleName } from '../world.ts';

type Reader = RoleName | 'leadership';

export interface Readers {
  ofUser(user: string): Reader;
  /** A personal chat or a channel, without its thread. */
  ofConversation(conversation: string): Reader;
}

/** Every text in what the app gave Teams, with nothing of its own left out. */
const whole = (given: unknown): string => `${textsIn(given).join('\n')}\n${JSON.stringify(given)}`;

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

/**
 * Hears of everything that the app ever gave Teams to show, from its calls and its answers: what was drawn again or
 * taken away a moment later too.
 */
export function allShown(fake: FakeTeams, readers: Readers, tell: ShownListener): () => void {
  let calls = 0;
  let answers = 0;
  return () => {
    for (const { place, path, body, status } of fake.calls.slice(calls)) {
      if (place !== 'post' && place !== 'update') continue;
      if (status === null || status >= 300 || !isJson(body)) continue;
      const conversation = /\/conversations\/([^/;]+)/.exec(path)?.[1] ?? '';
      tell(readers.ofConversation(conversation), whole(body), wordsOf(body.summary) || wordsOf(body.text));
    }
    calls = fake.calls.length;
    for (const { activity, ack } of fake.delivery.log.slice(answers)) {
      if (ack.body === '') continue;
      const said: unknown = JSON.parse(ack.body);
      tell(readers.ofUser(wordsOf(at(activity, 'from').id)), whole(said), null);
    }
    answers = fake.delivery.log.length;
  };
}
