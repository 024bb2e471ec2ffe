import type { PersonParts } from './boxes.ts';
import { inputsOf } from './card-tree.ts';
import { CARD } from './checked-activity.ts';
import { ClientRefusal, clientError, firstValue } from './client-rules.ts';
import { isGood } from './delivery.ts';
import { cardAnswer, TROUBLE, taskAnswer } from './invoke-answers.ts';
import { at, isJson, type Json, wordsOf } from './json.ts';
import { NOTHING, type Outcome, told } from './outcome.ts';
import type { Dialog } from './surfaces.ts';
import { type FoundAction, findAction, type What, type Where } from './targets.ts';
import type { FakeMessage } from './tenant.ts';

/** What a press takes with it, or null where a box is not as it must be and says so. */
function gathered({ surface, all, action }: FoundAction): Json | null {
  const { state } = surface;
  state.errors.clear();
  const boxes = inputsOf(all, action);
  const typed = boxes.map(({ it, id }) => ({ it, id, value: state.values.get(id) ?? firstValue(it) }));
  for (const { it, id, value } of typed) {
    const error = clientError(it, value);
    if (error !== null) state.errors.set(id, error);
  }
  if (state.errors.size > 0) return null;
  // As Microsoft's own library does it: what is empty is left out, and all that is there is text.
  const filled = typed.filter(({ value }) => value !== '').map(({ id, value }) => [id, value]);
  return { ...(isJson(action.it.data) ? action.it.data : {}), ...Object.fromEntries(filled) };
}

function toggle({ surface, all: _, action }: FoundAction): void {
  const targets = Array.isArray(action.it.targetElements) ? action.it.targetElements : [];
  for (const target of targets) {
    const id = isJson(target) ? wordsOf(target.elementId) : wordsOf(target);
    const now = surface.state.visible.get(id) ?? true;
    surface.state.visible.set(
      id,
      isJson(target) && typeof target.isVisible === 'boolean' ? target.isVisible : !now,
    );
  }
}

/** The buttons in front of one person. */
export function fakePresses({ core, delivery, activities, user, surfaces, complaints }: PersonParts) {
  /** Opens what comes back, or leaves everything as it was. */
  async function task(name: string, activity: Json, from: Dialog['from']): Promise<Outcome> {
    const ack = await delivery.send(activity);
    const read = taskAnswer(core, name, ack);
    if (!read.ok) return told(complaints, ack, TROUBLE);
    surfaces.show(from, read.value);
    return told(complaints, ack, null);
  }

  async function execute(message: FakeMessage, it: Json, data: Json): Promise<Outcome> {
    const ack = await delivery.send(
      activities.cardAction(user, message, {
        verb: wordsOf(it.verb),
        data,
        ...(typeof it.id === 'string' ? { id: it.id } : {}),
        title: wordsOf(it.title),
      }),
    );
    const read = cardAnswer(core, ack);
    if (!read.ok) return told(complaints, ack, TROUBLE);
    const { value: answer } = read;
    switch (answer.type) {
      case CARD:
        surfaces.replace(message, answer.value);
        return told(complaints, ack, null);
      case 'application/vnd.microsoft.activity.message':
        return told(complaints, ack, null, answer.value);
      case 'application/vnd.microsoft.error':
        return told(complaints, ack, answer.value.message);
      default:
        return answer satisfies never;
    }
  }

  async function fromMessage(message: FakeMessage, it: Json, data: Json): Promise<Outcome> {
    if (it.type === 'Action.Execute') return execute(message, it, data);
    if (at(data, 'msteams').type === 'task/fetch')
      return task('task/fetch', activities.taskFetch(user, data, message), { via: 'task', message });
    const ack = await delivery.send(activities.cardMessage(user, message, data));
    return told(complaints, ack, null);
  }

  async function fromDialog(dialog: Dialog, data: Json): Promise<Outcome> {
    const { from } = dialog;
    return from.via === 'command'
      ? task(
          'composeExtension/submitAction',
          activities.submitAction(user, from.command, data, from.message),
          from,
        )
      : task('task/submit', activities.taskSubmit(user, data, from.message), from);
  }

  return {
    task,
    /** Sends a bare answer's activity: where 200 is all that is wanted. */
    async plain(activity: Json): Promise<Outcome> {
      const ack = await delivery.send(activity);
      const isInvoke = activity.type === 'invoke';
      return told(complaints, ack, isInvoke && !isGood(ack) ? TROUBLE : null);
    },
    async press(what: What, where?: Where): Promise<Outcome> {
      const found = findAction(core, user.id, surfaces, what, where);
      const { surface, action } = found;
      switch (action.it.type) {
        case 'Action.ShowCard': {
          const { opened } = surface.state;
          if (!opened.delete(action.place)) opened.add(action.place);
          return NOTHING;
        }
        case 'Action.ToggleVisibility':
          toggle(found);
          return NOTHING;
        case 'Action.OpenUrl':
          return NOTHING;
        case 'Action.Execute':
        case 'Action.Submit': {
          const data = gathered(found);
          if (data === null) return NOTHING;
          const dialog = surfaces.dialog();
          if (surface.in === 'dialog' && dialog) return fromDialog(dialog, data);
          if (!surface.message) throw new ClientRefusal('There is no message to press in.');
          return fromMessage(surface.message, action.it, data);
        }
        default:
          throw new ClientRefusal(`${wordsOf(action.it.type)} is no button.`);
      }
    },
  };
}
