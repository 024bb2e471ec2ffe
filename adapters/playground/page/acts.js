/** @import { Button } from '../../../src/view/card.ts' */
/** @import { Intent } from '../../../src/view/intent.ts' */
/** @import { Form } from '../../../src/view/form.ts' */
/** @import { Reply } from '../../../src/view/reply.ts' */
/** @import { Values } from './types.d.ts' */
import { get, post, Refused } from './api.js';
import { since } from './held.js';
import { forgetForm, keepForm } from './kept.js';
import { change, goTo, isConversation, model } from './model.js';
import { acting, refresh, turn } from './refresh.js';
import { toast } from './toast.js';

/**
 * Done, answered and shown: in a conversation the answer comes with all that it has changed there.
 * @param {Intent} intent
 * @param {{ typed?: boolean, from?: number | null }} [how]
 * @returns {Promise<{ reply: Reply, show: () => Promise<boolean> }>}
 */
async function send(intent, { typed = false, from = null } = {}) {
  const { place } = model;
  const mine = turn();
  const wanted = place && isConversation(place) ? { in: place.at, ...since(place) } : null;
  const { reply, state } = await post('/api/intent', { ...acting(), intent, typed, from, wanted });
  return { reply, show: async () => state !== null && mine.show(state, null) };
}

/** Whether an answer at the end of the conversation will be in front of whoever asked. */
const endInSight = () => {
  const log = document.getElementById('log');
  return (
    model.place?.at === 'accord' && log !== null && log.scrollHeight - log.scrollTop - log.clientHeight < 120
  );
};

/** @param {Awaited<ReturnType<typeof send>>} answer @param {number | null} from */
async function take({ reply, show }, from) {
  if (reply.is === 'form' || reply.is === 'form_again') {
    if (model.place) keepForm(model.place, { form: reply.form, from, busy: false, trouble: null }, {});
    change({ form: { form: reply.form, from, busy: false, trouble: null } });
    return;
  }
  if (reply.is === 'said' && !endInSight()) toast(reply.text, reply.level);
  if (reply.is === 'card' && reply.once !== undefined) change({ once: reply.card });
  if (reply.is === 'card' && model.place && model.place.at !== 'accord') goTo({ at: 'accord' });
  if (!(await show())) await refresh();
}

/** @param {unknown} cause */
const tell = (cause) =>
  toast(
    cause instanceof Refused ? cause.message : 'Something went wrong here. Load the page again.',
    'refused',
  );

/** @param {string} words @param {{ typed?: boolean, again?: Intent }} [how] */
export async function say(words, { typed = false } = {}) {
  try {
    await take(await send({ do: 'say', words }, { typed }), null);
    return true;
  } catch (cause) {
    tell(cause);
    return false;
  }
}

/** @param {string} words @param {readonly string[]} files their handles @param {string} key */
export async function sendFiles(words, files, key) {
  try {
    const { reply } = await post('/api/evidence', { ...acting(), words, files, key });
    if (reply.is === 'said' && !endInSight()) toast(reply.text, reply.level);
    await refresh();
    return true;
  } catch (cause) {
    tell(cause);
    return false;
  }
}

/** @param {Intent} intent */
export async function askAgain(intent) {
  try {
    await take(await send(intent), null);
  } catch (cause) {
    tell(cause);
  }
}

/** @param {Button} button @param {number | null} from */
export async function press(button, from) {
  const go = async () => {
    change({ confirm: null });
    try {
      const school = button.school ? { school: button.school } : {};
      await take(await send({ do: 'tap', key: button.key, tap: button.tap, ...school }, { from }), from);
    } catch (cause) {
      tell(cause);
    }
  };
  if (button.confirm) change({ confirm: { ask: button.confirm, yes: () => void go() } });
  else await go();
}

/** @param {Form} form @param {Values} values */
export async function submit(form, values) {
  const open = model.form;
  if (!open || open.busy) return;
  change({ form: { ...open, busy: true, trouble: null } });
  try {
    const answer = await send(
      {
        do: 'submit',
        submit: {
          form: form.name,
          key: form.key,
          case: form.case,
          revision: form.revision,
          values,
          carries: { ...form.carries },
        },
      },
      { from: open.from },
    );
    const { reply } = answer;
    // A refusal that is not about a field leaves the form as it is, with everything typed in it.
    if (reply.is === 'said' && reply.level === 'refused')
      return change({ form: { ...open, busy: false, trouble: reply.text } });
    if (reply.is === 'said' || reply.is === 'card') closeForm();
    await take(answer, open.from);
  } catch (cause) {
    change({
      form: {
        ...open,
        busy: false,
        trouble:
          cause instanceof Refused
            ? cause.message
            : 'Something went wrong here. What you typed is still here.',
      },
    });
  }
}

export function closeForm() {
  forgetForm();
  change({ form: null });
}

/** @param {string} text @returns {Promise<readonly {id: string, name: string, detail: string}[]>} */
export const findPeople = async (text) => {
  try {
    return (
      await post('/api/intent', { ...acting(), intent: { do: 'find_person', text: text.slice(0, 80) } })
    ).found;
  } catch {
    return [];
  }
};

/** @param {string} pack */
export async function openSchool(pack) {
  try {
    const { school } = await post('/api/open', { pack });
    const { people } = await get('/api/people', { school });
    location.hash = `#/${encodeURIComponent(school)}/${encodeURIComponent(people[0])}/accord`;
  } catch (cause) {
    tell(cause);
  }
}

/** @param {'skip' | 'away' | 'back'} what */
export async function guide(what) {
  try {
    await post('/api/guide', { school: model.place?.school, change: what });
    await refresh();
  } catch (cause) {
    tell(cause);
  }
}

/** @param {{ to: 'deadline' | 'weekly' } | { to: 'moment', at: string }} move @returns {Promise<string | null>} what stands in the way */
export async function moveClock(move) {
  try {
    const { ok, words } = await post('/api/clock', { school: model.place?.school, move });
    if (!ok) return words;
    change({ clock: false, menu: false });
    toast(words, 'good');
    await refresh();
    return null;
  } catch (cause) {
    return cause instanceof Refused ? cause.message : 'Something went wrong here.';
  }
}

export async function startAfresh() {
  change({ confirm: null });
  try {
    await post('/api/afresh', { sure: true });
  } catch (cause) {
    tell(cause);
  }
}
