import { binding } from '../../domain/restriction.ts';
import type { Block, Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { buttons, fact, facts, heading, list, notice, says, section, shows, text } from './blocks.ts';
import { REQUEST_WORDS, withDetail } from './case-words.ts';
import { stepLabel } from './cited.ts';
import { forDpo } from './dpo-card.ts';
import { atTheGate, gateLines, notSure } from './gate-words.ts';

/** For the office: who is at the gate list because of this case, or that nobody is any more. */
function officeOf(d: Drawing): readonly Block[] {
  const { it, person, today } = d;
  const rows = person
    ? atTheGate(
        binding(it).map((row) => ({
          ...row,
          person: person.id,
          name: person.name,
          detail: person.detail,
          ref: it.ref,
          capacity: it.capacity,
        })),
        today,
      )
    : [];
  const coming = binding(it).filter((row) => row.extent.of === 'site' && row.start > today);
  return [
    ...(it.hold
      ? [
          notice(
            'danger',
            `Do not contact the person this is about: no calls, letters or meetings. Looked at again by ${sayDay(it.hold.reviewOn, today)}.`,
          ),
        ]
      : []),
    heading('Front gate list'),
    rows.length > 0
      ? facts(rows.map((row) => fact(withDetail(row), gateLines(row, d).join(' '))))
      : text('Nobody is on the list because of this matter.'),
    ...coming.map((row) => text(`From ${sayDay(row.start, today)} somebody joins the list.`)),
    text(notSure(d.gate)),
    ...buttons([says(d, 'Front gate list', 'gate')]),
  ];
}

const dpoOf = (d: Drawing): readonly Block[] => [
  ...section(
    'A time set by law is running',
    d.it.requests
      .filter((row) => row.law && !row.answered)
      .map((row) => ({
        text: `${REQUEST_WORDS[row.kind]}, received ${sayDay(row.receivedOn, d.today)}: an answer is owed by ${sayDay(row.due, d.today)}. Holidays do not stop it, and nothing about them may be deleted meanwhile.`,
        mark: 'todo' as const,
      })),
  ),
  ...(forDpo(d) ? buttons([shows(d, d.it.id, d.it.ref, 'main')]) : []),
];

/** What moved on, for those who decide the case: they open it from here. */
const MOVED: Readonly<Record<string, string>> = {
  view_given: 'The view that you asked for has been given.',
  view_link_unsent:
    'The email with the link for a view could not be sent. Make a new link, and check the address or copy it.',
  their_side_received: 'Their side has arrived.',
  meeting_outcome_recorded: 'The outcome of the meeting has been recorded.',
  request_received: 'They have sent a request or a complaint, and a clock is running.',
  hold_placed: 'Do not contact the person for now: no calls, letters or meetings.',
  hold_lifted: 'The person may be contacted again.',
};

/** For whoever reported it: that it has moved on, and no more than that. */
const REPORTED: Readonly<Record<string, string>> = {
  decision_made: 'What you reported has been decided.',
  case_closed: 'What you reported has been dealt with and closed.',
};

const reporterOf = (d: Drawing, what: string): readonly Block[] => {
  const words = REPORTED[what];
  return words && d.places.has('reporter') && !d.places.has('decider')
    ? [text(words), ...buttons([shows(d, d.it.id, d.it.ref, 'main')])]
    : [];
};

const deciderOf = (d: Drawing, what: string): readonly Block[] => {
  const words = MOVED[what];
  return words && d.places.has('decider')
    ? [text(words), ...buttons([shows(d, d.it.id, d.it.ref, 'main')])]
    : [];
};

/**
 * For those whom the policy or the law wants told: what they need for their part, by reference. `what` may be the
 * decision that it is about; the latest is shown otherwise.
 */
export function toldCard(d: Drawing, what = ''): Card {
  const { it } = d;
  const last = it.decisions.find((row) => row.id === what) ?? it.decisions.at(-1);
  const moved = [...deciderOf(d, what), ...reporterOf(d, what)];
  if (moved.length > 0) return { title: it.ref, tone: 'waiting', blocks: moved };
  const blocks = [...(d.places.has('office') ? officeOf(d) : []), ...(d.places.has('dpo') ? dpoOf(d) : [])];
  const byPolicy: readonly Block[] = last
    ? [
        text(`For you to know: on ${sayDay(last.on, d.today)} this was decided about ${it.ref}.`),
        list(last.steps.map((row) => ({ text: stepLabel(row.step, d.policy) }))),
        text('Nothing is asked of you.'),
      ]
    : [text(`For you to know: there is something new about ${it.ref}. Nothing is asked of you.`)];
  return {
    title: it.ref,
    tone: it.status === 'open' ? 'plain' : 'done',
    blocks: blocks.length > 0 ? blocks : byPolicy,
  };
}
