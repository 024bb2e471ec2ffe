import type { IntentKey } from '../../domain/ids.ts';
import type { Card } from '../card.ts';
import type { Tap } from '../intent.ts';
import { buttons, text } from './blocks.ts';

/** What was asked for came too late to be shown. */
export const openCard = (tap: Tap, key: IntentKey): Card => ({
  title: 'Open it here',
  tone: 'plain',
  blocks: [
    text('It could not be opened in time. Here it is again.'),
    ...buttons([{ label: 'Open', tap, key, style: 'main' }]),
  ],
});
