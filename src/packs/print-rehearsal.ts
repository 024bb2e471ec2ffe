import { inWords, printDay } from '../domain/letters/print-day.ts';
import type { Source } from '../domain/policy/source.ts';
import type { Day } from '../domain/time.ts';
import { wrap } from './print-remarks.ts';
import { letterName } from './rehearse-told.ts';
import type { DepartureRow, Entry, OwedRow, Rehearsal, RestrictionRow, StepRow } from './rehearsal.ts';

/** Columns: a terminal window and a printed page both hold it. */
const WIDE = 98;
const INDENT = 4;
const LEFT = 17;

export function printRehearsal(rehearsal: Rehearsal): string {
  const lines = [
    ...wrap(rehearsal.title, WIDE),
    ...wrap(rehearsal.policy, WIDE),
    ...(rehearsal.about ? ['', ...wrap(rehearsal.about, WIDE)] : []),
    '',
    'A rehearsal. Everybody in it is invented; nothing is recorded and nobody is told.',
  ];
  rehearsal.entries.forEach((entry, i) => {
    lines.push('', ...printEntry(entry, rehearsal.entries[i - 1] ?? null));
  });
  return `${[...lines, '', ...ending(rehearsal)].join('\n')}\n`;
}

function ending({ entries }: Rehearsal): string[] {
  const differing = entries.filter((entry) => entry.differs.length > 0);
  if (differing.length > 0)
    return wrap(
      `Not as the scenario expects at ${differing.length === 1 ? 'point' : 'points'} ${inWords(differing.map((entry) => String(entry.point)))}. Either the policy does something else than you think, or the scenario is to be put right.`,
      WIDE,
    );
  const claims = entries.filter((entry) => entry.claims).length;
  return claims === 0
    ? ['The scenario expects nothing, so there is nothing to differ from.']
    : [`All as the scenario expects, at the ${claims} of ${entries.length} points where it says so.`];
}

function printEntry(entry: Entry, before: Entry | null): string[] {
  const left = `${String(entry.point).padStart(2)}. `;
  const head = [printDay(entry.day), entry.time, entry.case].filter((part) => part !== '').join(', ');
  const told = [...wrap(entry.happens, WIDE - INDENT), ...(entry.note ? wrap(entry.note, WIDE - INDENT) : [])];
  const stands = standing(entry);
  const was = before && before.case === entry.case ? standing(before) : [];
  const same = stands.length > 0 && stands.join('\n') === was.join('\n');
  return [
    `${left}${head}`,
    ...told.map((line) => ' '.repeat(INDENT) + line),
    ...(entry.refused ? row('REFUSED', [entry.refused.words]) : []),
    ...row('Different', (entry.departures ?? []).map(departure)),
    ...entry.differs.flatMap((text) => row('NOT AS EXPECTED', [text])),
    ...(same ? row('As before', ['What is recommended, open and owed has not changed.']) : changed(stands, was)),
  ];
}

/** A part that is word for word as at the point before is not said again, but for what is recommended. */
function changed(now: readonly string[], was: readonly string[]): string[] {
  const parts = (lines: readonly string[]): string[][] => {
    const out: string[][] = [];
    for (const line of lines) {
      if (line.slice(INDENT, INDENT + 1) !== ' ' || out.length === 0) out.push([line]);
      else out.at(-1)?.push(line);
    }
    return out;
  };
  const old = new Map(parts(was).map((part) => [part[0]?.slice(0, INDENT + LEFT), part.join('\n')]));
  return parts(now).flatMap((part) => {
    const label = part[0]?.slice(0, INDENT + LEFT) ?? '';
    const quiet = !label.trim().startsWith('Recommended');
    return quiet && old.get(label) === part.join('\n')
      ? [`${label.padEnd(INDENT + LEFT)}as before`]
      : part;
  });
}

function standing(entry: Entry): string[] {
  const unmet = entry.first.filter((one) => one.state === 'unmet');
  const offered = entry.first.filter((one) => one.state === 'offered');
  const gate = (one: Entry['first'][number]): string =>
    `${one.label}. Before: ${one.before.map((step) => step.label).join('; ')}. ${from(one.clause)} ${one.mend}`;
  return [
    ...row(
      'Recommended',
      entry.recommended.length > 0 ? entry.recommended.map(stepLine) : ['Nothing: the policy names no next step.'],
    ),
    ...row('Then', entry.then.map(stepLine)),
    ...row('Also open', entry.allowed.length > 0 ? [`${entry.allowed.map(openStep).join('; ')}.`] : []),
    ...row('Must happen first', unmet.map(gate)),
    ...row('Offered first', offered.map(gate)),
    ...row('Owed', entry.owed.map(owed)),
    ...row('Letters', entry.letters.map(letter)),
    ...row('Kept away', entry.restrictions.map(restriction)),
  ];
}

/** A label on the left of the first line, and each text beginning on a line of its own. */
function row(label: string, texts: readonly string[]): string[] {
  return texts
    .flatMap((text) => wrap(text, WIDE - INDENT - LEFT - 3).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)))
    .map((line, i) => `${' '.repeat(INDENT)}${(i === 0 ? label : '').padEnd(LEFT)} ${line}`.trimEnd());
}

const FROM: Readonly<Record<Source['kind'], string>> = {
  policy: 'Our policy',
  guidance: 'Guidance',
  default: 'Accord assumes',
};
const from = (source: Source): string => `${FROM[source.kind]}: ${ended(source.words)}`;
const ended = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

const stepLine = (step: StepRow): string =>
  `${step.label}${step.must ? ', which the policy says will be done' : ''}. ${from(step.clause)}`;

const OFF: Readonly<Record<StepRow['off_order'], string>> = {
  no: '',
  skip: ' (early: say what makes it serious)',
  departure: " (not in the policy's order: say why)",
};
const openStep = (step: StepRow): string => `${step.label}${OFF[step.off_order]}`;

const OWED: Readonly<Record<OwedRow['kind'], string>> = {
  read_report: 'read the report',
  decide: 'decide what to do',
  give_view: 'give a view',
  their_side_closes: 'last day for their side',
  decide_after_hearing: 'decide after hearing their side',
  acknowledge_their_side: 'let them know that their side has arrived',
  sign_letter: 'sign a letter',
  send_letter: 'send a letter',
  meeting_reply: 'their reply about the meeting is due',
  follow_up_referral: 'ask what came of passing it on',
  check_removal: 'look whether the post has gone',
  review_restriction: 'review the restriction',
  restriction_ends: 'the restriction ends',
  review_hold: 'look again at the "do not contact"',
  answer_request: 'answer what they sent',
  report_injury: 'check whether the injury has to be reported',
  tell_dsl: 'make sure the safeguarding lead knows',
  policy_review: 'review the policy',
  yearly_duty: 'do what the policy promises every year',
};
const owed = (it: OwedRow): string =>
  `${printDay(it.due)}: ${OWED[it.kind]}${it.quiet ? '' : ` (${it.by})`}.`;

const letter = (it: Entry['letters'][number]): string =>
  it.state === 'to_sign'
    ? `"${letterName(it.kind)}", for the ${inWords(it.signers, 'or')} to sign by ${printDay(it.due)}.`
    : `"${letterName(it.kind)}", signed; for the office to send by ${printDay(it.due)}.`;

const STATUS: Readonly<Record<RestrictionRow['status'], string>> = {
  turned_away: 'Turned away',
  intention: 'Told that it is intended',
  provisional: 'Not to come on site while we hear their side',
  confirmed: 'Not to come on site, confirmed',
  contact: 'Contact limited',
  lifted: 'Ended early',
  ran_out: 'Over',
};
const until = (label: string, day: Day | null): string => (day === null ? '' : ` ${label} ${printDay(day)}.`);

function restriction(it: RestrictionRow): string {
  const extent = it.extent.map((one) => one.replaceAll('_', ' ')).join(', ');
  const over = it.status === 'lifted' || it.status === 'ran_out';
  const dates = `${printDay(it.from)} to ${printDay(it.until)}`;
  const review = over || it.status === 'turned_away' || it.decide_by !== null ? '' : ` Review by ${printDay(it.review)}.`;
  return `${STATUS[it.status]} (${extent}): ${dates}.${until('Their side by', it.their_side_by)}${until('Decision by', it.decide_by)}${review}`;
}

const WHAT: Readonly<Record<DepartureRow['what'], string>> = {
  off_order: "not in the policy's order",
  gate_waived: 'left out, though it must happen first',
  not_taken: 'not done, though the policy says it will be',
  early: 'taken early, as the policy allows in more serious cases',
};
const departure = (it: DepartureRow): string => `${it.label}: ${WHAT[it.what]} (${it.clause}).`;
