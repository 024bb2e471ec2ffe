import { IntentKey } from '../domain/ids.ts';
import type { Who } from '../surface.ts';
import type { Form } from '../view/form.ts';
import type { Carries } from '../view/form-kind.ts';
import type { Intent } from '../view/intent.ts';
import { MOST_QUOTED, withNarrative } from '../view/with-narrative.ts';
import type { App } from './app.ts';
import type { Caller } from './caller.ts';
import { draftUntil, draftValues } from './forms.ts';

/**
 * The words go into no button, no window and no message that is owed: they stand with us until the form is open, so
 * that they are there when somebody has to choose their school first, or when the form could not be opened in time.
 */
export const quote = (app: App, who: Who, words: string): Promise<Extract<Intent, { do: 'tap' }>> =>
  app.store.write(async (unit) => {
    const key = IntentKey.parse(app.ids.next());
    const members = await unit.members.byIdentity(who.platform, who.user);
    const values = { narrative: words.slice(0, MOST_QUOTED) };
    for (const { id, school, active } of members)
      if (active) await unit.drafts.keep(key, school, id, values, draftUntil(app.clock.now()));
    return { do: 'tap', key, tap: { tap: 'form', form: 'report', case: null, carries: { draft: key } } };
  });

/** The form with the words that were kept for it; as it is where there are none, or none any more. */
export async function withQuoted(caller: Caller, form: Form, carries: Carries): Promise<Form> {
  const { narrative } = await draftValues(caller, carries);
  return typeof narrative === 'string' ? withNarrative(form, (max) => narrative.slice(0, max)) : form;
}
