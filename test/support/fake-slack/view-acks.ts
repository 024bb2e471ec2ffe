import { z } from 'zod';
import { ModalView } from '../../../adapters/slack/block-kit.ts';
import { checked, isTooLarge } from './checked.ts';
import { type Core, refuse } from './core.ts';
import { type Ack, isGood } from './delivery.ts';
import type { FakeView } from './views.ts';

export const TROUBLE = 'We had some trouble connecting. Try again?';

const ResponseAction = z.discriminatedUnion('response_action', [
  z.strictObject({ response_action: z.literal('update'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('push'), view: z.unknown() }),
  z.strictObject({ response_action: z.literal('clear') }),
  z.strictObject({
    response_action: z.literal('errors'),
    errors: z.record(z.string(), z.string().min(1)),
  }),
]);

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const AT = 'answer to view_submission';

/**
 * What Slack's client makes of the answer to a submission: an empty one closes the view, sentences stand at their
 * boxes, and whatever cannot be understood leaves the view open with what was typed. Returns the trouble shown.
 */
export function afterSubmission(it: Core, view: FakeView, ack: Ack): string | null {
  const trouble = (error: string, detail: readonly string[] = []): string => {
    refuse(it, AT, error, detail);
    return TROUBLE;
  };
  // No answer, a late one or a bad status is the app's misfortune, not a mistake in what it said.
  if (!isGood(ack)) return TROUBLE;
  if (ack.body === '') {
    it.views.close(view);
    return null;
  }
  const read = checked(ResponseAction, parsedJson(ack.body), '');
  if (!read.ok) return trouble('an answer Slack does not know', read.messages);
  const action = read.value;
  switch (action.response_action) {
    case 'clear':
      it.views.closeAll(view.user);
      return null;
    case 'errors': {
      const inputs = new Set(
        view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id),
      );
      const strays = Object.keys(action.errors).filter((block) => !inputs.has(block));
      if (strays.length > 0 || Object.keys(action.errors).length === 0)
        return trouble('errors at no input block', strays);
      view.errors = action.errors;
      return null;
    }
    case 'update':
    case 'push': {
      const next = checked(ModalView, action.view, 'view');
      if (!next.ok) return trouble('invalid view', next.messages);
      if (isTooLarge(action.view)) return trouble('view_too_large');
      if (action.response_action === 'update') {
        it.views.redrawn(view, next.value);
        return null;
      }
      return it.views.push(view.user, next.value) ? null : trouble('push_limit_reached');
    }
    default:
      return action satisfies never;
  }
}
