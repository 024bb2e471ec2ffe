import type { Block, Card } from '../card.ts';
import { columnWords } from '../contact-words.ts';
import { sayDay } from '../days.ts';
import type { Scene } from '../drawing.ts';
import type { SignaturesShown } from '../signatures-shown.ts';
import { buttons, fact, facts, notice, opensForm, smallPrint, text } from './blocks.ts';
import { LIST_TITLES } from './list-put-away-card.ts';
import { counted, problemItems } from './list-read-card.ts';

const signatures = (n: number): string => counted(n, 'signature', 'signatures');
const rowsOf = (rows: readonly { readonly row: number }[], most: number): string =>
  `${rows.length === 1 ? 'Row' : 'Rows'} ${rows
    .slice(0, most)
    .map((one) => one.row)
    .join(', ')}${rows.length > most ? ` and ${rows.length - most} more` : ''}`;

/** Rows named beside a sentence. */
const MOST_ROWS_NAMED = 12;

export const signatureSums = ({ rows, fresh, changed, same, unknown }: SignaturesShown): Block =>
  facts([
    fact('In the file', signatures(rows)),
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
              `${rowsOf(otherNames, MOST_ROWS_NAMED)}: the id is that of somebody with another name on our list. Look whether the rows have slipped.`,
            ),
          ]
        : []),
      ...(headings.length > 0 ? signatureColumns(shown) : []),
      ...(nothing ? [text('Every signature in the file is recorded. There is nothing to do.')] : []),
      ...(broken || nothing
        ? []
        : [
            text(
              `They are recorded for the version we have followed since ${sayDay(shown.since, scene.today)}.`,
            ),
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
