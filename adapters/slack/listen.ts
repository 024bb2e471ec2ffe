import type { App, ViewSubmitAction } from '@slack/bolt';
import type { z } from 'zod';
import { onCommand, onShortcut } from './commands.ts';
import { eventHandler } from './events.ts';
import type { SlackParts } from './parts.ts';
import { Command, Press, SentEvent, Shortcut, Submission, Suggestion } from './payloads.ts';
import { onPress } from './presses.ts';
import { onSubmission } from './submissions.ts';
import { onSuggestion } from './suggestions.ts';

const ANY = /^/;

/** One listener for each kind of request: Bolt walks through all of them every time. */
export function listen(app: App, parts: SlackParts): void {
  const { log } = parts;
  const onEvent = eventHandler(parts);

  /** Nothing of a request that cannot be read is repeated; whoever waits gets an empty answer. */
  async function read<T>(
    shape: z.ZodType<T>,
    what: string,
    body: unknown,
    work: (asked: T) => Promise<void>,
    otherwise: () => Promise<void>,
  ): Promise<void> {
    const asked = shape.safeParse(body);
    if (asked.success) return work(asked.data);
    log.warn('Slack sent something in a shape that Accord does not know; it was set aside.', { what });
    return otherwise();
  }

  app.command(ANY, ({ body, ack }) =>
    read(Command, 'command', body, (asked) => onCommand(parts, asked, ack), ack),
  );
  app.action(ANY, ({ body, ack }) =>
    read(
      Press,
      'button',
      body,
      (asked) => onPress(parts, asked, () => ack()),
      () => ack(),
    ),
  );
  app.view<ViewSubmitAction>({ callback_id: ANY, type: 'view_submission' }, ({ body, ack }) =>
    read(Submission, 'form', body, (asked) => onSubmission(parts, asked, ack), ack),
  );
  app.options(ANY, ({ body, ack }) =>
    read(
      Suggestion,
      'suggestion',
      body,
      (asked) => onSuggestion(parts, asked, ack),
      () => ack({ options: [] }),
    ),
  );
  app.shortcut(ANY, ({ body, ack }) =>
    read(
      Shortcut,
      'shortcut',
      body,
      (asked) => onShortcut(parts, asked, () => ack()),
      () => ack(),
    ),
  );
  app.event(ANY, async ({ body }) => {
    const sent = SentEvent.safeParse(body);
    // Most kinds of events are none that Accord asked for; they are let pass without a word.
    if (!sent.success) return;
    if (sent.data.team_id !== parts.team()) return parts.counts.count('outside');
    const { event, api_app_id: own } = sent.data;
    // Slack tells an app of its own messages too.
    if (event.type === 'message' && own !== undefined && event.app_id === own) return;
    return onEvent(event);
  });
}
