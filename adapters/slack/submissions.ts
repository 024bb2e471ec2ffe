import type { ModalView } from '@slack/types';
import type { Directory, Who } from '../../src/surface.ts';
import type { Form } from '../../src/view/form.ts';
import { type Intent, submittedValues } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import { admitted, OUTSIDE } from './admit.ts';
import { refreshCard, refreshHome } from './answers.ts';
import { readMeta, type SentForm } from './coded.ts';
import { drawCardModal, drawSaidModal } from './draw-card.ts';
import { drawForm } from './draw-form.ts';
import { inTime, NAMES_MS, type SlackParts } from './parts.ts';
import type { Submission } from './payloads.ts';
import { readForm, shownIn, type ViewState } from './read-form.ts';
import { cut } from './text.ts';

export type SubmissionAck =
  | { readonly response_action: 'update'; readonly view: ModalView }
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> };

const LATE =
  'Accord is slow just now and could not say yet that this is saved. What you typed is still here: send it again in a moment, it counts once.';
const FAILED =
  'This could not be saved just now. What you typed is still here: send it again in a moment. If it goes on, tell whoever looks after Accord.';
const OLD = 'This form is from an older Accord. Copy what you typed, close it and open it again.';

/** Room for a sentence under a box. */
const ERROR_MAX = 500;

const inputs = ({ view }: Submission): readonly string[] =>
  view.blocks.flatMap((block) => (block.type === 'input' ? [block.block_id] : []));

/** A window with nothing to fill in has no box for a sentence to stand under: there it stands alone. */
function refusal(submission: Submission, text: string): SubmissionAck {
  const [first] = inputs(submission);
  return first
    ? { response_action: 'errors', errors: { [first]: cut(text, ERROR_MAX) } }
    : { response_action: 'update', view: drawSaidModal(text, 'refused', undefined) };
}

const isSame = (form: Form, sent: SentForm): boolean =>
  form.name === sent.name &&
  form.key === sent.key &&
  form.revision === sent.revision &&
  JSON.stringify(form.carries) === JSON.stringify(sent.carries);

const drawnFrom = ({ under }: SentForm, { view }: Submission) => ({ known: shownIn(view.state), under });

/** A sentence at each box where every one has its box and nothing else changed; otherwise the form is drawn anew. */
function again(form: Form, sent: SentForm, submission: Submission): SubmissionAck {
  const boxes = new Set(inputs(submission));
  const blockOf = (name: string): string => (boxes.has(name) ? name : `${name}~day`);
  const rows = Object.entries(form.errors);
  if (rows.length > 0 && isSame(form, sent) && rows.every(([name]) => boxes.has(blockOf(name))))
    return {
      response_action: 'errors',
      errors: Object.fromEntries(rows.map(([name, text]) => [blockOf(name), cut(text, ERROR_MAX)])),
    };
  return { response_action: 'update', view: drawForm(form, drawnFrom(sent, submission)) };
}

function answerTo(reply: Reply, sent: SentForm, submission: Submission): SubmissionAck {
  switch (reply.is) {
    case 'form_again':
      return again(reply.form, sent, submission);
    case 'form':
      return { response_action: 'update', view: drawForm(reply.form, drawnFrom(sent, submission)) };
    case 'card':
      return { response_action: 'update', view: drawCardModal(reply.card, sent.school, null) };
    case 'said':
      // A refusal leaves the form and what was typed in it where they are.
      return reply.level === 'refused'
        ? refusal(submission, reply.text)
        : { response_action: 'update', view: drawSaidModal(reply.text, reply.level, sent.school) };
    default:
      return reply satisfies never;
  }
}

const pickedIn = (state: ViewState): readonly string[] =>
  Object.values(state.values)
    .flatMap((row) => Object.values(row))
    .flatMap((box) => box.selected_users ?? []);

/** Names of the accounts that were picked; those Slack does not tell in time are missing, and the form says so. */
async function namesOf(directory: Directory, state: ViewState): Promise<Readonly<Record<string, string>>> {
  const picked = pickedIn(state);
  if (picked.length === 0) return {};
  const found = await inTime(directory.names(picked), NAMES_MS).catch(() => null);
  return Object.fromEntries(found?.value ?? []);
}

async function intentOf(
  { directory }: SlackParts,
  sent: SentForm,
  state: ViewState,
): Promise<Extract<Intent, { do: 'submit' }>> {
  return {
    do: 'submit',
    school: sent.school,
    submit: {
      form: sent.name,
      key: sent.key,
      case: sent.case,
      revision: sent.revision,
      values: submittedValues(readForm(state)),
      carries: { ...sent.carries },
      names: await namesOf(directory, state),
    },
  };
}

/** What stands behind the window shows what was done from it. */
function afterwards(parts: SlackParts, who: Who, { under }: SentForm): void {
  parts.settle();
  refreshHome(parts, who);
  if (under) parts.after('The card under a form', () => refreshCard(parts, who, under.view, under.again));
}

/**
 * A form was sent. It is kept before Slack is answered; where it cannot be, the window stays open with what was
 * typed. Slack sends it again when the answer was lost, and the same key then gets the same answer.
 */
export async function onSubmission(
  parts: SlackParts,
  submission: Submission,
  ack: (answer?: SubmissionAck) => Promise<void>,
): Promise<void> {
  const who = admitted(parts, submission.user, submission.team?.id);
  if (!who) return ack(refusal(submission, OUTSIDE));
  const sent = readMeta(submission.view.private_metadata);
  if (sent?.is !== 'form') return ack(refusal(submission, OLD));
  let answer: SubmissionAck;
  try {
    const reply = await inTime(
      intentOf(parts, sent, submission.view.state).then((intent) => parts.door.receive(who, intent)),
    );
    answer = reply ? answerTo(reply.value, sent, submission) : refusal(submission, LATE);
    if (reply?.value.is === 'said') afterwards(parts, who, sent);
  } catch (cause) {
    parts.log.error('A form sent in Slack could not be saved; it stays open with what was typed.', cause, {
      form: sent.name,
    });
    answer = refusal(submission, FAILED);
  }
  await ack(answer);
}
