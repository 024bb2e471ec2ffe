import { inWords, printDay } from '../domain/letters/print-day.ts';
import type { Source } from '../domain/policy/source.ts';
import { Day } from '../domain/time.ts';
import { wrap } from './print-remarks.ts';
import type { DepartureRow, Entry, OwedRow, Rehearsal, RestrictionRow, StepRow } from './rehearsal.ts';
import { letterName } from './rehearse-told.ts';

/** Columns: a terminal window and a printed page both hold it. */
const WIDE = 98;
const INDENT = 4;
const LEFT = 18;

export function printRehearsal(rehearsal: Rehearsal): string {
  const lines = [
    ...wrap(rehearsal.title, WIDE),
    ...wrap(rehearsal.policy, WIDE),
    ...(rehearsal.about ? ['', ...wrap(rehearsal.about, WIDE)] : []),
    '',
    'A rehearsal. Everybody in it is invented; nothing is recorded and nobody is told.',
  ];
  const cases = new Set(rehearsal.entries.map((entry) => entry.case)).size;
  rehearsal.entries.forEach((entry, i) => {
    lines.push('', ...printEntry(entry, rehearsal.entries[i - 1] ?? null, cases));
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

function printEntry(entry: Entry, before: Entry | null, cases: number): string[] {
  const number = `${String(entry.point).padStart(2)}. `;
  const when =
    before === null
      ? `${printDay(entry.day)}, ${entry.time}`
      : before.day === entry.day
        ? 'The same day'
        : printDay(entry.day);
  const told = [
    ...wrap(entry.happens, WIDE - INDENT),
    ...(entry.note ? wrap(entry.note, WIDE - INDENT) : []),
  ];
  const departures = entry.departures ?? [];
  const now = standing(entry);
  const was = before?.case === entry.case ? standing(before) : [];
  const same = now.filter((part) =>
    was.some((old) => old.label === part.label && sameTexts(old.texts, part.texts)),
  );
  const gone = was.filter((part) => !now.some((one) => one.label === part.label));
  return [
    `${number}${when}${cases > 1 && entry.case !== '' ? `, ${entry.case}` : ''}`,
    ...told.map((line) => ' '.repeat(INDENT) + line),
    ...(entry.refused ? row('REFUSED', [withDays(entry.refused.words)]) : []),
    ...row('Different', departures.filter((it) => it.what !== 'early').map(departure)),
    ...row('Early', departures.filter((it) => it.what === 'early').map(departure)),
    ...row('NOT AS EXPECTED', entry.differs),
    ...row('Recommended', recommended(entry)),
    ...now.filter((part) => !same.includes(part)).flatMap((part) => row(part.label, part.texts)),
    ...row('Nothing now', listed(gone)),
    ...row('As before', listed(same)),
  ];
}

interface Part {
  readonly label: string;
  readonly texts: readonly string[];
}

const listed = (parts: readonly Part[]): string[] =>
  parts.length > 0 ? [`${capital(inWords(parts.map((part) => part.label.toLowerCase())))}.`] : [];

const sameTexts = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') === b.join('\n');

/** What is recommended is said at every point; the rest is not said again while it stays as it was. */
function recommended(entry: Entry): string[] {
  if (entry.recommended.length > 0) return entry.recommended.map(stepLine);
  return [entry.status === 'open' ? 'Nothing more for now.' : `Nothing: the case is ${entry.status}.`];
}

function standing(entry: Entry): Part[] {
  const gates = (state: Entry['first'][number]['state']): string[] =>
    entry.first.filter((one) => one.state === state).map(gate);
  const parts: Part[] = [
    { label: 'Then', texts: entry.later.map(stepLine) },
    {
      label: 'Also open',
      texts: entry.allowed.length > 0 ? [`${entry.allowed.map(openStep).join('; ')}.`] : [],
    },
    { label: 'Must happen first', texts: gates('unmet') },
    { label: 'Offered first', texts: gates('offered') },
    { label: 'Owed', texts: counted(entry.owed.filter((one) => !one.quiet).map(owed)) },
    { label: 'Letters', texts: entry.letters.map(letter) },
    { label: 'Limits', texts: entry.restrictions.map(restriction) },
  ];
  return parts.filter((part) => part.texts.length > 0);
}

/** Two referrals of one day would be the same line twice. */
const counted = (texts: readonly string[]): string[] =>
  [...new Set(texts)].map((text) => {
    const times = texts.filter((one) => one === text).length;
    return times > 1 ? `${text} (${times} of these)` : text;
  });

const gate = (one: Entry['first'][number]): string =>
  `${one.label}. ${from(one.clause)} Comes before: ${one.before.map((step) => step.label).join('; ')}. ${one.mend}`;

/** Refusals name days as the record does; a reader wants them as they are said. */
const withDays = (words: string): string =>
  words.replace(/\b\d{4}-\d{2}-\d{2}\b/g, (text) => {
    const day = Day.safeParse(text);
    return day.success ? printDay(day.data) : text;
  });

/** A label on the left of the first line, and each text beginning on a line of its own. */
function row(label: string, texts: readonly string[]): string[] {
  return texts
    .flatMap((text) =>
      wrap(text, WIDE - INDENT - LEFT - 2).map((line, i) => (i === 0 ? `- ${line}` : `  ${line}`)),
    )
    .map((line, i) => `${' '.repeat(INDENT)}${(i === 0 ? label : '').padEnd(LEFT)}${line}`.trimEnd());
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
  erase_record: 'say whether the record is erased or kept longer',
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
const EXTENT: Readonly<Record<string, string>> = {
  whole_site: 'the whole site',
  by_appointment: 'by appointment only',
  drop_off_pick_up_only: 'drop-off and pick-up only',
  not_at_drop_off_pick_up: 'at drop-off and pick-up',
  events: 'events',
};
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const until = (label: string, day: Day | null): string => (day === null ? '' : ` ${label} ${printDay(day)}.`);

function restriction(it: RestrictionRow): string {
  const extent = inWords(it.extent.map((one) => EXTENT[one] ?? one.replaceAll('_', ' ')));
  const over = it.status === 'lifted' || it.status === 'ran_out';
  const dates = `${printDay(it.from)} to ${printDay(it.until)}`;
  const review =
    over || it.status === 'turned_away' || it.decide_by !== null ? '' : ` Review by ${printDay(it.review)}.`;
  return `${STATUS[it.status]} (${extent}): ${dates}.${until('Their side by', it.their_side_by)}${until('Decision by', it.decide_by)}${review}`;
}

const WHAT: Readonly<Record<DepartureRow['what'], string>> = {
  off_order: "not in the policy's order",
  gate_waived: 'left out, though it must happen first',
  not_taken: 'not done, though the policy says it will be',
  early: 'taken early, as the policy allows in more serious cases',
};
const departure = (it: DepartureRow): string => `${it.label}: ${WHAT[it.what]} (${it.clause}).`;
