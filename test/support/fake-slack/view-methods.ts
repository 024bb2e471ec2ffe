import { z } from 'zod';
import { HomeView, ModalView } from '../../../adapters/slack/block-kit.ts';
import { checked, isTooLarge } from './checked.ts';
import type { Core } from './core.ts';
import { type Answer, method, no } from './method.ts';
import type { FakeView } from './views.ts';

type ReadView<T> = { readonly ok: true; readonly view: T } | { readonly ok: false; readonly answer: Answer };

function readView<T>(schema: z.ZodType<T>, view: unknown): ReadView<T> {
  if (isTooLarge(view ?? null)) return { ok: false, answer: no('view_too_large') };
  const read = checked(schema, view, 'view');
  return read.ok
    ? { ok: true, view: read.value }
    : { ok: false, answer: no('invalid_arguments', read.messages) };
}

const said = (it: Core, view: FakeView): Answer => ({ ok: true, view: it.views.asSlackSays(view) });

const opening = z.strictObject({ trigger_id: z.string(), view: z.unknown() });

export const VIEW_METHODS = {
  'views.open': method(opening, (args, it) => {
    const trigger = it.triggers.look(args.trigger_id);
    if (!trigger.ok) return no(trigger.error);
    const read = readView(ModalView, args.view);
    if (!read.ok) return read.answer;
    if (read.view.external_id && it.views.byExternalId(read.view.external_id))
      return no('duplicate_external_id');
    it.triggers.exchange(args.trigger_id);
    return said(it, it.views.open(trigger.user, read.view));
  }),
  'views.push': method(opening, (args, it) => {
    const trigger = it.triggers.look(args.trigger_id);
    if (!trigger.ok) return no(trigger.error);
    const read = readView(ModalView, args.view);
    if (!read.ok) return read.answer;
    if (!trigger.inView || !it.views.byId(trigger.inView)) return no('not_found');
    it.triggers.exchange(args.trigger_id);
    const pushed = it.views.push(trigger.user, read.view);
    return pushed ? said(it, pushed) : no('push_limit_reached');
  }),
  'views.update': method(
    z.strictObject({
      view_id: z.string().optional(),
      external_id: z.string().optional(),
      hash: z.string().optional(),
      view: z.unknown(),
    }),
    (args, it) => {
      const found =
        (args.view_id ? it.views.byId(args.view_id) : null) ??
        (args.external_id ? it.views.byExternalId(args.external_id) : null);
      if (found?.view.type !== 'modal') return no('not_found');
      if (args.hash !== undefined && args.hash !== found.hash) return no('hash_conflict');
      const read = readView(ModalView, args.view);
      return read.ok ? said(it, it.views.redrawn(found, read.view)) : read.answer;
    },
  ),
  'views.publish': method(
    z.strictObject({ user_id: z.string(), view: z.unknown(), hash: z.string().optional() }),
    (args, it) => {
      if (!it.workspace.users.has(args.user_id)) return no('user_not_found');
      const home = it.views.homeOf(args.user_id);
      if (args.hash !== undefined && home && args.hash !== home.hash) return no('hash_conflict');
      const read = readView(HomeView, args.view);
      return read.ok ? said(it, it.views.publish(args.user_id, read.view)) : read.answer;
    },
  ),
};
