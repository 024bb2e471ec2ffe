import type { Block, Card } from '../card.ts';
import { columnWords, ENCODING_WORDS, NO_ID } from '../contact-words.ts';
import type { Scene } from '../drawing.ts';
import type { ListShown } from '../list-shown.ts';
import { buttons, fact, facts, list, notice, opensForm, smallPrint, text } from './blocks.ts';
import { LIST_TITLES } from './list-put-away-card.ts';

/** More than anybody reads of a file that is wrong throughout. */
const MOST_SHOWN = 12;

export const counted = (n: number, one: string, many: string): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;
export const people = (n: number): string => counted(n, 'person', 'people');

export const problemItems = (problems: readonly string[]): Block =>
  list([
    ...problems.slice(0, MOST_SHOWN).map((row) => ({ text: row, mark: 'warning' as const })),
    ...(problems.length > MOST_SHOWN
      ? [{ text: `... and ${(problems.length - MOST_SHOWN).toLocaleString('en-GB')} more.` }]
      : []),
  ]);

export const sumsOf = (shown: ListShown): Block =>
  facts([
    fact('In the file', people(shown.people)),
    fact('New', people(shown.added)),
    fact('Changed', people(shown.changed)),
    fact('As they were', people(shown.same)),
    shown.missing.length > 0 ? fact('On our list, not in the file', people(shown.missing.length)) : null,
    shown.questions.length > 0 ? fact('To be asked about', people(shown.questions.length)) : null,
  ]);

export const columnsOf = ({ headings, columns, encoding }: ListShown): readonly Block[] => {
  const { used, leftOut } = columnWords(headings, columns);
  const warning = ENCODING_WORDS[encoding];
  return [
    facts(used.map((row) => fact(row.label, row.value))),
    ...(leftOut.length > 0 ? [smallPrint(`Not used, and not kept: ${leftOut.join(', ')}.`)] : []),
    ...((columns.id ?? []).length === 0 ? [notice('info', NO_ID)] : []),
    ...(warning === null ? [] : [notice('warning', warning)]),
  ];
};

/** What a file would change, without a name: the message stays in the chat. */
export function listReadCard(scene: Scene, shown: ListShown): Card {
  const carries = { upload: shown.upload };
  const broken = shown.problems.length > 0;
  const nothing =
    !broken && shown.added + shown.changed + shown.questions.length + shown.missing.length === 0;
  const columns = opensForm(scene, 'Change the columns', 'list_columns', null, carries);
  return {
    title: LIST_TITLES.people,
    tone: broken ? 'waiting' : nothing ? 'done' : 'private',
    blocks: [
      ...(broken
        ? [
            notice(
              'warning',
              `Nothing was imported: ${counted(shown.problems.length, 'thing is', 'things are')} wrong in the file. Correct it and send it again.`,
            ),
            problemItems(shown.problems),
          ]
        : [sumsOf(shown)]),
      ...(shown.headings.length > 0 ? columnsOf(shown) : []),
      ...(nothing
        ? [text('Everybody in the file is on the list as the file has them. There is nothing to import.')]
        : []),
      ...(broken
        ? shown.headings.length > 0
          ? buttons([columns])
          : []
        : buttons([
            ...(nothing
              ? []
              : [opensForm(scene, 'Look it over and import', 'confirm_list', null, carries, 'main')]),
            columns,
          ])),
      ...(broken || nothing
        ? []
        : [
            smallPrint(
              'Nothing has changed yet. The file is kept for a day, and forgotten once it is imported.',
            ),
          ]),
    ],
  };
}
