import type { Who } from '../../src/surface.ts';
import { withDone } from '../../src/view/answer-card.ts';
import type { Values } from '../../src/view/form-kind.ts';
import { type Again, type Intent, submittedValues } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import { MOST_QUOTED } from '../../src/view/with-narrative.ts';
import type { Invoke, InvokeOf } from './activity.ts';
import { readSentForm, readTap, type SentForm } from './coded.ts';
import { dialogOf, TRY_AGAIN } from './dialogs.ts';
import { personChoice } from './draw-field.ts';
import { takeFile } from './file-consent.ts';
import { inTime, type TeamsParts } from './parts.ts';
import { readForm } from './read-form.ts';
import { refilled } from './refilled.ts';
import { cut } from './text.ts';
import type { InvokeAnswer } from './transport.ts';

const OLD = 'That button is from an older Accord. Open the case again with its reference.';
const said = (text: string): Reply => ({ is: 'said', text, level: 'info' });

/** Commands of the message extension, as the manifest names them. */
export const COMMANDS = { report: 'incident', reportMessage: 'report-message' } as const;

/** What can be asked for again: not what opened a form. */
const againOf = (intent: Again): Again | null =>
  intent.do === 'say' || intent.tap.tap !== 'form' ? intent : null;

async function receive(
  parts: TeamsParts,
  who: Who,
  intent: Exclude<Intent, { do: 'find_person' }>,
): Promise<Reply | null> {
  const reply = await inTime(parts, parts.door.receive(who, intent));
  parts.settle();
  return reply?.value ?? null;
}

/** A button that shows something opens a dialog, which only whoever pressed it sees. */
async function show(parts: TeamsParts, who: Who, data: unknown): Promise<InvokeAnswer> {
  const pressed = readTap(data);
  if (!pressed) return dialogOf(said(OLD), undefined, null);
  const { school, key, tap } = pressed;
  const intent = { do: 'tap', key, tap, ...(school ? { school } : {}) } as const;
  const reply = await receive(parts, who, intent);
  if (!reply) return TRY_AGAIN;
  // Something was done from a card in a dialog: the card is shown as it is now, with what was done above it.
  if (reply.is === 'said' && reply.level === 'good' && pressed.again)
    return shownAgain(parts, who, pressed.again, reply.text);
  return dialogOf(reply, school, reply.is === 'form' ? pressed.again : againOf(intent));
}

async function shownAgain(parts: TeamsParts, who: Who, again: Again, done: string): Promise<InvokeAnswer> {
  const { school, ...rest } = again;
  const reply = await receive(parts, who, school ? { ...rest, school } : rest);
  if (reply?.is !== 'card') return dialogOf({ is: 'said', text: done, level: 'good' }, school, null);
  return dialogOf({ is: 'card', card: withDone(reply.card, done) }, school, again);
}

const accountsIn = (form: Values): readonly string[] =>
  Object.values(form).flatMap((value) => (typeof value === 'object' ? [...value] : []));

/** Names of the accounts that were picked; asked for only where the form is the one that picks them. */
async function namesFor(
  parts: TeamsParts,
  sent: SentForm,
  values: Values,
): Promise<Readonly<Record<string, string>>> {
  if (sent.name !== 'setup') return {};
  const found = await inTime(parts, parts.names(accountsIn(values))).catch(() => null);
  return Object.fromEntries(found?.value ?? []);
}

/** A refusal in a sentence leaves the form, and what was typed in it, where they are. */
async function refusedForm(
  parts: TeamsParts,
  who: Who,
  sent: SentForm,
  values: Values,
  error: string,
): Promise<InvokeAnswer> {
  const opened = await receive(parts, who, {
    do: 'tap',
    key: sent.key,
    tap: { tap: 'form', form: sent.name, case: sent.case, carries: { ...sent.carries } },
    school: sent.school,
  });
  return opened?.is === 'form' && opened.form.name === sent.name
    ? dialogOf(
        { is: 'form_again', form: refilled({ ...opened.form, key: sent.key }, values, error) },
        sent.school,
        sent.again,
      )
    : dialogOf({ is: 'said', text: error, level: 'refused' }, sent.school, null);
}

/** A form was sent. It is kept before Teams is answered; where it cannot be, the dialog stays open as it is. */
async function submit(
  parts: TeamsParts,
  who: Who,
  sent: SentForm,
  data: Readonly<Record<string, unknown>>,
): Promise<InvokeAnswer> {
  const values = readForm(sent, data);
  let reply: Reply | null;
  try {
    reply = await receive(parts, who, {
      do: 'submit',
      school: sent.school,
      submit: {
        form: sent.name,
        key: sent.key,
        case: sent.case,
        revision: sent.revision,
        values: submittedValues(values),
        carries: { ...sent.carries },
        names: await namesFor(parts, sent, values),
      },
    });
  } catch (cause) {
    parts.log.error('A form sent in Teams could not be saved; it stays open with what was typed.', cause, {
      form: sent.name,
    });
    return TRY_AGAIN;
  }
  if (!reply) return TRY_AGAIN;
  if (reply.is === 'said' && reply.level === 'refused')
    return refusedForm(parts, who, sent, values, reply.text);
  if (reply.is === 'said' && reply.level === 'good' && sent.again)
    return shownAgain(parts, who, sent.again, reply.text);
  return dialogOf(reply, sent.school, sent.again);
}

/** A message that somebody wants to report, with where it stands. Teams gives its text as HTML. */
function quoted({ value }: InvokeOf<'composeExtension/fetchTask'>): string {
  const { messagePayload: message } = value;
  const text = (message?.body?.content ?? '')
    .replaceAll(/<(br|\/p|\/div|\/li)[^>]*>/gi, '\n')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim();
  return ['A message in Teams says:', text, message?.linkToMessage ?? '']
    .filter((row) => row !== '')
    .join('\n\n');
}

async function command(
  parts: TeamsParts,
  who: Who,
  heard: InvokeOf<'composeExtension/fetchTask'>,
): Promise<InvokeAnswer> {
  const asked: Promise<Again> =
    heard.value.commandId === COMMANDS.reportMessage
      ? parts.door.quote(who, cut(quoted(heard), MOST_QUOTED))
      : Promise.resolve({ do: 'say', words: 'report' });
  const reply = await inTime(
    parts,
    asked.then((intent) => parts.door.receive(who, intent)),
  );
  parts.settle();
  return reply ? dialogOf(reply.value, undefined, null) : TRY_AGAIN;
}

/** A button that acts at once. The card itself is drawn again for everybody by what is owed, never by this answer. */
async function act(
  parts: TeamsParts,
  who: Who,
  heard: InvokeOf<'adaptiveCard/action'>,
): Promise<InvokeAnswer> {
  const told = (text: string): InvokeAnswer => ({
    status: 200,
    body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text },
  });
  const pressed = readTap(heard.value.action.data);
  if (!pressed) return told(OLD);
  const { school, key, tap } = pressed;
  const reply = await receive(parts, who, { do: 'tap', key, tap, ...(school ? { school } : {}) });
  if (!reply) return told('Accord is slow just now. Nothing is lost: look again in a moment.');
  return told(
    reply.is === 'said' ? reply.text : 'This has moved on since it was drawn. It is shown anew in a moment.',
  );
}

const SEARCH = 'application/vnd.microsoft.search.searchResponse';
const PEOPLE = 'people/';

/** Those on the school's list, and the name as it was typed. Nothing where there is no answer in time: they type on. */
async function search(
  parts: TeamsParts,
  who: Who,
  heard: InvokeOf<'application/search'>,
): Promise<InvokeAnswer> {
  const typed = (heard.value.queryText ?? '').trim();
  const isPeople = (heard.value.dataset ?? '').startsWith(PEOPLE);
  const found = isPeople ? await inTime(parts, parts.door.findPeople(who, cut(typed, 80))) : null;
  const results = [
    ...(found?.value ?? []).map(({ id, name, detail }) => ({
      value: id,
      title: detail ? `${name} (${detail})` : name,
    })),
    ...(isPeople && typed.length > 1 ? [personChoice(`new:${cut(typed, 160)}`, undefined)] : []),
    ...(isPeople ? [personChoice('unknown', undefined)] : []),
  ];
  return { status: 200, body: { statusCode: 200, type: SEARCH, value: { results } } };
}

export async function onInvoke(parts: TeamsParts, who: Who, heard: Invoke): Promise<InvokeAnswer> {
  switch (heard.name) {
    case 'composeExtension/fetchTask':
      return command(parts, who, heard);
    case 'task/fetch':
      return show(parts, who, heard.value.data);
    case 'composeExtension/submitAction':
    case 'task/submit': {
      const data = heard.value.data ?? {};
      const sent = readSentForm(data);
      return sent ? submit(parts, who, sent, data) : show(parts, who, data);
    }
    case 'adaptiveCard/action':
      return act(parts, who, heard);
    case 'application/search':
      return search(parts, who, heard);
    case 'fileConsent/invoke':
      return takeFile(parts, who, heard);
    default:
      return heard satisfies never;
  }
}
