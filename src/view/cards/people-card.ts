import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { LIST_WORDS } from '../forms/import-list.ts';
import { buttons, fact, facts, opensForm, smallPrint, text } from './blocks.ts';
import { people } from './list-read-card.ts';

export interface PeopleSums {
  readonly here: number;
  readonly addresses: number;
  readonly checked: number;
  readonly left: number;
}

/** The school's list of parents and carers: how many, and not who. */
export function peopleCard(scene: Scene, sums: PeopleSums, mayImport: boolean): Card {
  const empty = sums.here + sums.left === 0;
  return {
    title: 'Parents and carers',
    tone: 'plain',
    blocks: [
      ...(empty
        ? [
            text(
              'Nobody is on the list yet. Import it from your own system, so that a report names the right person, a letter has an address, and two people of one name are told apart. Until then people are added when they are reported.',
            ),
          ]
        : [
            facts([
              fact('On the list', people(sums.here)),
              fact('With an address', people(sums.addresses)),
              fact('Whose address was checked', people(sums.checked)),
              sums.left > 0 ? fact('Left', people(sums.left)) : null,
            ]),
            text('To see one person type "person" and the name.'),
          ]),
      ...(mayImport
        ? [
            ...buttons([opensForm(scene, 'Import from a file', 'import_list', null, {}, 'main')]),
            smallPrint(
              `Or send the CSV file to Accord in a message of your own, with the word "${LIST_WORDS.people}". Nothing changes before you have seen what would.`,
            ),
          ]
        : [smallPrint('The office or an administrator imports the list.')]),
    ],
  };
}
