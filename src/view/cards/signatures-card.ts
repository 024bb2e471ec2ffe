import type { Day } from '../../domain/time.ts';
import type { Block, Card } from '../card.ts';
import { columnWords } from '../contact-words.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import type { SignaturesShown } from '../signatures-shown.ts';
import { buttons, fact, facts, notice, opensForm, smallPrint, text } from './blocks.ts';
import { LIST_TITLES } from './list-put-away-card.ts';
import { counted, problemItems } from './list-read-card.ts';

const signatures = (n: number): string => counted(n, 'signature', 'signatures');

/** Rows named beside a sentence. */
const MOST_ROWS_NAMED = 12;

const rowsOf = (rows: readonly number[]): string =>
  `${rows.length === 1 ? 'Row' : 'Rows'} ${rows.slice(0, MOST_ROWS_NAMED).join(', ')}${rows.length > MOST_ROWS_NAMED ? ` and ${(rows.length - MOST_ROWS_NAMED).toLocaleString('en-GB')} more` : ''}`;

export const signatureSums = ({ rows, fresh, changed, same, unknown, problems }: SignaturesShown): Block =>
  facts([
    fact(problems.length > 0 ? 'Could be read' : 'In the file', signatures(rows)),
    fact('New', signatures(fresh)),
    changed > 0 ? fact('Known, with other ticks', signatures(changed)) : null,
    fact('Recorded already', signatures(same)),
    unknown > 0 ? fact('Not on our list', counted(unknown, 'person', 'people')) : null,
  ]);

const READ_OLD =
  'The file is not in UTF-8 and was read as Windows-1252. Somebody with an accent in the name may not be found.';

/** How the file was understood. */
export function signatureColumns(shown: SignaturesShown): readonly Block[] {
  const { headings, columns, signedOn, ticks, encoding } = shown;
  const { used, leftOut } = columnWords(headings, columns);
  const under = ticks.flatMap(({ heading }) => heading ?? []);
  const others = leftOut.filter((heading) => heading !== signedOn && !under.includes(heading));
  const without = ticks.filter(({ heading }) => heading === null).map(({ label }) => `"${label}"`);
  return [
    facts([
      ...used.map((row) => fact(row.label, row.value)),
      signedOn === null ? null : fact('Day of signing', signedOn),
      under.length > 0 ? fact(under.length === 1 ? 'Tick' : 'Ticks', under.join(' + ')) : null,
    ]),
    ...(others.length > 0 ? [smallPrint(`Not used, and not kept: ${others.join(', ')}.`)] : []),
    ...(without.length > 0
      ? [
          notice(
            'info',
            `No column says whether this was ticked: ${without.join('; ')}. A new signature is recorded as not ticked there; one that is recorded already stays as it is.`,
          ),
        ]
      : []),
    ...(encoding === 'windows-1252' ? [notice('warning', READ_OLD)] : []),
  ];
}

/** What was signed, as the file is taken: of several versions it cannot say which. */
export const versionOf = ({ since, earlier }: SignaturesShown, today: Day): readonly Block[] => [
  text(`They are recorded for the version we have followed since ${sayDay(since, today)}.`),
  ...(earlier.length > 0
    ? [
        notice(
          'warning',
          `${rowsOf(earlier)}: signed before that day. Where it was an earlier version, take the row out and record it on the person's page.`,
        ),
      ]
    : []),
];

/** What a file of signatures would record, without a name: the message stays in the chat. */
export function signaturesCard(scene: Scene, shown: SignaturesShown): Card {
  const { problems, fresh, changed, otherNames, headings, upload } = shown;
  const broken = problems.length > 0;
  const nothing = !broken && fresh + changed === 0;
  return {
    title: LIST_TITLES.signatures,
    tone: broken ? 'waiting' : nothing ? 'done' : 'private',
    blocks: [
      ...(broken
        ? [
            notice(
              'warning',
              `Nothing was recorded: ${counted(problems.length, 'thing is', 'things are')} wrong in the file. Correct it and send it again.`,
            ),
            problemItems(problems),
          ]
        : []),
      ...(broken && shown.rows === 0 ? [] : [signatureSums(shown)]),
      ...(otherNames.length > 0
        ? [
            notice(
              'warning',
              `${rowsOf(otherNames.map((one) => one.row))}: the id is that of somebody with another name on our list. Look whether the rows have slipped.`,
            ),
          ]
        : []),
      ...(headings.length > 0 ? signatureColumns(shown) : []),
      ...(nothing ? [text('Every signature in the file is recorded. There is nothing to do.')] : []),
      ...(broken || nothing
        ? []
        : [
            ...versionOf(shown, scene.today),
            ...buttons([
              opensForm(scene, 'Look it over and record', 'confirm_signatures', null, { upload }, 'main'),
            ]),
            smallPrint(
              'Nothing has changed yet. The file is kept for a day, and forgotten once it is recorded.',
            ),
          ]),
    ],
  };
}
