import { titleOf } from '../../domain/book.ts';
import type { Consultation } from '../../domain/case.ts';
import type { GateState } from '../../domain/gate-state.ts';
import { inWords } from '../../domain/letters/print-day.ts';
import type { Option } from '../../domain/recommend.ts';
import { consultable } from '../../domain/standing.ts';
import type { Block } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { type Item, quote, section, smallPrint, text } from './blocks.ts';
import { VIEW_WORDS } from './case-words.ts';
import { cited, small, stepLabel } from './cited.ts';

function orderWords(option: Option, d: Drawing): string {
  const after = option.unopened
    ? ` It comes after: ${small(stepLabel(option.unopened.step, d.policy))}.`
    : '';
  switch (option.offOrder) {
    case 'no':
      return '';
    case 'skip':
      return ` Early, which our policy allows${option.step.skip ? ` (${small(option.step.skip.when)})` : ''}; say why.`;
    case 'departure':
      return ` Different from our policy, so a reason is asked.${after}`;
    default:
      return option.offOrder satisfies never;
  }
}

const itemOf = (option: Option, d: Drawing): Item => ({
  text: `${option.step.label}${option.must ? '. Our policy says this will be done; leaving it out is different from our policy.' : '.'}${orderWords(option, d)}`,
  source: cited(option.why ?? option.step.source),
});

interface Waiting {
  readonly gate: GateState;
  readonly before: readonly Option[];
}

/** Each thing that must happen first, once, with the steps it stands before. */
export function waitingFor(options: readonly Option[]): readonly Waiting[] {
  const rows = new Map<string, { gate: GateState; before: Option[] }>();
  for (const option of options)
    for (const gate of option.gates) {
      const row = rows.get(gate.gate);
      if (row) row.before.push(option);
      else rows.set(gate.gate, { gate, before: [option] });
    }
  return [...rows.values()];
}

/** Steps named in full while they are few. */
const MOST_NAMED = 3;
const before = (row: Waiting): string =>
  row.before.length > MOST_NAMED
    ? `before ${row.before.length} of the steps`
    : `before: ${inWords(row.before.map((option) => small(option.step.label)))}`;

function gateItem(row: Waiting): Item {
  const { gate } = row;
  const source = cited(gate.source);
  switch (gate.state) {
    case 'met':
      return { text: `${gate.label}: done`, source, mark: 'done' };
    case 'unmet':
      return { text: `${gate.label} (${before(row)}). ${gate.mend}`, source, mark: 'todo' };
    case 'offered':
      return { text: `${gate.label}. ${gate.mend}`, source, mark: 'none' };
    default:
      return gate.state satisfies never;
  }
}

/** The other steps in one line each would bury the ones that are suggested. */
const inOneLine = (rows: readonly Option[]): string => rows.map((row) => row.step.label).join(' \u00b7 ');

/** What could be done, from most to least advised, each with its source. */
export function stepsOf(d: Drawing): readonly Block[] {
  const of = (standing: Option['standing']) => d.options.filter((row) => row.standing === standing);
  const [next, then, allowed] = [of('next'), of('then'), of('allowed')];
  const waiting = waitingFor([...next, ...then, ...allowed]);
  const open = waiting.filter((row) => row.gate.state === 'unmet');
  const offered = waiting.filter((row) => row.gate.state === 'offered');
  const met = waiting.filter((row) => row.gate.state === 'met' && row.gate.source.kind === 'policy');
  const items = (rows: readonly Option[]) => rows.map((row) => itemOf(row, d));
  return [
    ...(next.length === 0 && then.length === 0 && d.it.decisions.length === 0
      ? [text('Nothing in particular is suggested. Choose what fits, or take no further action.')]
      : []),
    ...section('Suggested now', items(next)),
    ...section('Suggested after that', items(then)),
    ...section('Must happen first', [...open, ...met].map(gateItem)),
    ...section('Not needed, but open to you', offered.map(gateItem)),
    ...(allowed.length > 0
      ? [smallPrint(`Also open to you: ${inOneLine(allowed)}. "Decide" says where each comes from.`)]
      : []),
  ];
}

/** Where the link to a question stands, or that whoever is asked cannot be reached without one. */
function linkWords(row: Consultation, d: Drawing): string {
  const { link } = row;
  if (link && link.ended === null && link.until > d.now) {
    const opened =
      link.opened === 0
        ? 'not opened so far'
        : `opened ${link.opened === 1 ? 'once' : `${link.opened} times`}`;
    const sent = link.unsent ? '. The email could not be sent: make a new link' : '';
    return ` ${d.member(link.for)} has a link until the end of ${sayDay(link.lastDay, d.today)}, ${opened}${sent}.`;
  }
  const free = consultable(row.role, d.it, d.policy, d.book);
  const noAccount = d.byLink && free.length > 0 && !free.some((one) => d.byLink?.hasAccount(one.id));
  const lost = link && link.ended === null ? ' The link has run out.' : '';
  return noAccount
    ? `${lost} They have no account here: make a link, or write down a view given by phone.`
    : lost;
}

/** What has been decided and asked so far. */
export function decidedOf(d: Drawing): readonly Block[] {
  const { it, policy, today } = d;
  const taken = it.decisions.flatMap((row): Block[] => [
    ...section(
      `Decided ${sayDay(row.on, today)} by ${d.member(row.by)}, ${titleOf(row.role, policy)}${row.phone ? `, by phone, written down by ${d.member(row.phone.recordedBy)}` : ''}`,
      row.steps.length > 0
        ? row.steps.map((step) => ({
            text: `${stepLabel(step.step, policy)}${step.offOrder === 'departure' ? ': different from our policy' : ''}`,
            source: cited({ kind: step.source, words: step.clause }),
          }))
        : [{ text: 'No step' }],
    ),
    quote(d.text(row.reason), 'Reason'),
  ]);
  const views = it.consultations.map((row) => {
    const who = titleOf(row.role, policy);
    return row.given
      ? {
          text: `${who}, ${sayDay(row.given.on, today)}: ${VIEW_WORDS[row.given.view]}${row.given.phone ? ' (by phone)' : ''}${row.given.link ? ' (by a link)' : ''}${row.given.comment ? `. ${d.text(row.given.comment)}` : ''}`,
          mark: 'done' as const,
        }
      : {
          text: `${who} was asked before "${small(stepLabel(row.step, policy))}". An answer is due by ${sayDay(row.due, today)}${row.tries > 0 ? `; reminded ${row.tries === 1 ? 'once' : `${row.tries} times`}` : ''}.${linkWords(row, d)}`,
          mark: 'todo' as const,
        };
  });
  return [...taken, ...section('Views', views)];
}
