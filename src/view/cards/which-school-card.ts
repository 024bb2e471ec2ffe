import type { IntentKey, SchoolId } from '../../domain/ids.ts';
import type { Card } from '../card.ts';
import type { Tap } from '../intent.ts';
import { buttons, MOST_BUTTONS, text } from './blocks.ts';

interface Asked {
  readonly schools: readonly { readonly id: SchoolId; readonly name: string }[];
  /** What they wanted, done again at the school they choose. */
  readonly tap: Tap;
  readonly key: () => IntentKey;
}

/** For somebody who works in several schools and did not say which one they mean. */
export function whichSchoolCard({ schools, tap, key }: Asked): Card {
  const rows = Array.from({ length: Math.ceil(schools.length / MOST_BUTTONS) }, (_, row) =>
    schools.slice(row * MOST_BUTTONS, (row + 1) * MOST_BUTTONS),
  );
  return {
    title: 'Which school?',
    tone: 'plain',
    blocks: [
      text('You work in several schools. Choose the one you mean.'),
      ...rows.flatMap((row) =>
        buttons(
          row.map(({ id, name }) => ({ label: name, tap, key: key(), style: 'plain' as const, school: id })),
        ),
      ),
    ],
  };
}
