import type { PersonId } from '../../domain/ids.ts';
import type { Card } from '../card.ts';
import type { Scene } from '../drawing.ts';
import { buttons, list, says, smallPrint } from './blocks.ts';

interface Row {
  readonly id: PersonId;
  readonly name: string;
  readonly detail: string;
}

/** Which of several people of a name is meant. */
export const severalPeopleCard = (scene: Scene, rows: readonly Row[], more: boolean): Card => ({
  title: 'Several people fit',
  tone: 'private',
  blocks: [
    list(rows.map((row) => ({ text: `${row.name}: ${row.detail || 'no detail kept'}` }))),
    ...buttons(rows.map((row) => says(scene, row.name, `person ${row.id}`))),
    ...(more ? [smallPrint('There are more. Type more of the name.')] : []),
  ],
});
