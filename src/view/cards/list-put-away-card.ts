import type { ListName } from '../../domain/contacts/staged-list.ts';
import type { NotKept } from '../about.ts';
import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, opensForm, text } from './blocks.ts';

export const LIST_TITLES: Readonly<Record<ListName, string>> = {
  people: 'Your list of parents and carers',
  signatures: 'Your file of signatures',
};

/** Null: which list it was for is forgotten with the file. */
const titleOf = (list: ListName | null): string => (list === null ? 'Your file' : LIST_TITLES[list]);

/** A file that is not there any more, or is somebody else's. */
export const listPutAwayCard = (list: ListName | null): Card => ({
  title: titleOf(list),
  tone: 'done',
  blocks: [text('This file has been imported or put away. To import again, send it again.')],
});

const NOT_KEPT: Readonly<Record<NotKept, string>> = {
  too_large: 'it is over 10 MB. Export it with fewer columns',
  not_given: 'it is not where you put it any more',
  not_taken: 'it came too late, or you may not import any more',
};

export const listNotKeptCard = (scene: Scene, list: ListName | null, why: NotKept): Card => ({
  title: titleOf(list),
  tone: 'waiting',
  blocks: [
    text(`The file you sent could not be read: ${NOT_KEPT[why]}. Nothing was imported. Send it again.`),
    ...(list === null
      ? []
      : buttons([opensForm(scene, 'Import from a file', 'import_list', null, { list })])),
  ],
});
