import { COLUMN_USES } from '../domain/contacts/columns.ts';
import { JURISDICTIONS, PROVIDERS } from '../domain/policy/policy.ts';
import type { SchoolSettings } from '../domain/settings.ts';
import { questionsOf } from '../domain/settle-first.ts';
import { wrap } from '../packs/print-remarks.ts';
import type { SettingsNow } from './settings-file.ts';
import { writtenName } from './settings-people.ts';
import { shown } from './table.ts';

/** Columns, as in the rest of what the command line prints. */
const WIDE = 98;

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

function comment(words: string, indent = ''): string[] {
  return wrap(shown(words), WIDE - 2 - indent.length).map((line) => `${indent}# ${line}`);
}

/** JSON is YAML; what would move the cursor or turn a line round is written by its number. */
const quoted = (text: string): string =>
  JSON.stringify(text).replace(
    /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\ufeff]/gu,
    (letter) => `\\u${(letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );

const filled = (text: string | undefined): string =>
  text === undefined || text === '' ? '' : ` ${quoted(text)}`;

/** A word and its text; nothing after the colon where nothing is set. */
const line = (word: string, text: string | undefined, indent = '  '): string =>
  `${indent}${word}:${filled(text)}`;

const group = (word: string, rows: readonly string[]): string[] =>
  rows.length === 0 ? [`${word}: {}`] : [`${word}:`, ...rows];

function calendar({ zone, terms, inset }: SchoolSettings['calendar']): string[] {
  return [
    ...comment(
      'Half terms, each with its first and last day, and INSET days. Without them Accord assumes some, and dates may be some days off. Enter this school year and the next.',
    ),
    'calendar:',
    line('zone', zone),
    '  # - { name: autumn, year: 2026, half: 1, first: 2026-09-02, last: 2026-10-23 }',
    ...(terms.length === 0
      ? ['  terms: []']
      : [
          '  terms:',
          ...terms.map(
            (row) =>
              `    - { name: ${row.name}, year: ${row.year}, half: ${row.half}, first: ${row.first}, last: ${row.last} }`,
          ),
        ]),
    `  inset: [${inset.join(', ')}]`,
  ];
}

function letters({ letterhead, letters: { handover, ...rest } }: SchoolSettings): string[] {
  return [
    ...comment('The head of every letter.'),
    'letterhead:',
    ...Object.entries(letterhead).map(([word, text]) => line(word, text)),
    '',
    ...comment(
      'What letters say again and again. Where nothing is written and nothing is safe to assume, a draft shows a gap. parents_evening is phone or video.',
    ),
    'letters:',
    ...Object.entries(rest).map(([word, text]) => line(word, text)),
    '  # Where staff meet a parent who may not come in and has nobody else to send.',
    '  handover:',
    ...Object.entries(handover).map(([word, text]) => line(word, text, '    ')),
  ];
}

function gate({ gate: { call } }: SchoolSettings): string[] {
  return [
    ...comment(
      'The front gate list says "Not sure? Call the head". The number that is dialled for that, for as long as the gate is open.',
    ),
    'gate:',
    line('call', call),
  ];
}

/** A school on no platform yet sees both words, and what to write after them. */
function places({ channels, groups }: SchoolSettings): string[] {
  const known = ['slack', 'teams', ...(channels.playground === undefined ? [] : ['playground'])] as const;
  return [
    ...comment(
      "The leadership channel, where weekly posts go by reference only: the platform's own id of it, such as C024BE91L in Slack. Setting up in Slack or Teams itself picks it from a list.",
    ),
    'channels:',
    ...known.map((platform) =>
      line(platform, Object.entries(channels).find(([key]) => key === platform)?.[1]),
    ),
    '',
    ...comment(
      'Groups whose people may report: the platform and its own id of the group. Whoever is in one becomes a member within an hour, and stops being one when they are in none.',
    ),
    '# - { platform: slack, group: S024BE7LD }',
    ...(groups.length === 0
      ? ['groups: []']
      : [
          'groups:',
          ...groups.map((row) => `  - { platform: ${row.platform}, group: ${quoted(row.group)} }`),
        ]),
  ];
}

/** Headings are a school's own words, so all of them stand in quotation marks. */
function contactColumns({ contactColumns: columns }: SchoolSettings): string[] {
  return [
    ...comment(
      `Which columns of your system's export hold what, where Accord's guess is wrong. Any of: ${COLUMN_USES.join(', ')}. Each is a list of headings, in the order in which they are put together.`,
    ),
    '# name: ["Forename", "Surname"]',
    ...group(
      'contactColumns',
      COLUMN_USES.flatMap((use) => {
        const from = columns[use];
        return from === undefined ? [] : [`  ${use}: [${from.map(quoted).join(', ')}]`];
      }),
    ),
  ];
}

function absences({ settings, members }: SettingsNow): string[] {
  const name = (id: string): string => quoted(writtenName(id, members));
  return [
    ...comment(
      'Who stands in for whom, from one day to another, both included. Members by name, or by account as "accord members list" shows it.',
    ),
    '# - { member: "Ada Invented", deputy: "Ben Invented", from: 2026-11-23, to: 2026-11-27 }',
    ...(settings.absences.length === 0
      ? ['absences: []']
      : [
          'absences:',
          ...settings.absences.map(
            (row) =>
              `  - { member: ${name(row.member)}, deputy: ${name(row.deputy)}, from: ${row.from}, to: ${row.to} }`,
          ),
        ]),
  ];
}

/** Rows by id: those that the policy knows, each under what it asks, then those that only the settings hold. */
function byId(
  kept: Readonly<Record<string, string>>,
  asked: readonly { readonly id: string; readonly says: string }[],
): string[] {
  const own = Object.keys(kept).filter((id) => asked.every((row) => row.id !== id));
  return [
    ...asked.flatMap((row) => [...comment(row.says, '  '), line(row.id, kept[row.id])]),
    ...own.flatMap((id) => [
      '  # The policy no longer asks this. Leave nothing after the colon to take it out.',
      line(quoted(id), kept[id]),
    ]),
  ];
}

function fromPolicy({ settings, policy }: SettingsNow): string[] {
  const bodies = policy.bodies.map((row) => ({
    id: row.id,
    says: row.name === null ? `The policy names none (${row.kind}).` : `The policy says: ${row.name}.`,
  }));
  const questions = questionsOf(policy).map((row) => ({
    id: row.id,
    says: `${sentence(row.ask)} ${sentence(row.why)}`,
  }));
  const duties = policy.duties
    .filter((row) => row.yearly)
    .map((row) => ({ id: row.id, says: sentence(row.text) }));
  return [
    ...comment(
      'Whom the school turns to: the name that letters carry, where it is other than the policy has it.',
    ),
    ...group('bodies', byId(settings.bodies, bodies)),
    '',
    ...comment('What every school settles before its first real case, and what the policy leaves open.'),
    ...group('answers', byId(settings.answers, questions)),
    '',
    ...comment('The day on which each yearly duty was last done, such as 2026-09-14.'),
    ...group('dutiesDone', byId(settings.dutiesDone, duties)),
  ];
}

/** The settings as a file that says what each is for, and that changes nothing when it is handed back as it is. */
export function printSettings(
  school: { readonly name: string; readonly pack: string },
  now: SettingsNow,
): string {
  const { settings, policy } = now;
  const choice = (words: readonly string[]): string => words.filter((word) => word !== 'ask').join(', ');
  const assumed = (is: string): string =>
    is === 'ask' ? '' : `, where it is not ${is.replaceAll('_', ' ')}`;
  return `${[
    ...comment(`The settings of "${school.name}", which follows the policy ${school.pack}.`),
    ...comment(
      "Change what you like, save it as a file, and give the file to the same command. What the file leaves out stays as it is. Where nothing stands after a colon nothing is set, or Accord's own assumption holds.",
    ),
    '',
    ...calendar(settings.calendar),
    '',
    ...comment(`What kind of school it is${assumed(policy.provider.is)}. One of: ${choice(PROVIDERS)}.`),
    line('provider', settings.provider, ''),
    '',
    ...comment(
      `Which country's law holds${assumed(policy.jurisdiction.is)}. One of: ${choice(JURISDICTIONS)}.`,
    ),
    line('jurisdiction', settings.jurisdiction, ''),
    '',
    ...letters(settings),
    '',
    ...gate(settings),
    '',
    ...absences(now),
    '',
    ...comment('The most days, from 1 to 14, that a link for somebody without an account can be used.'),
    `linkDays: ${settings.linkDays}`,
    '',
    ...places(settings),
    '',
    ...contactColumns(settings),
    '',
    ...fromPolicy(now),
  ].join('\n')}\n`;
}
