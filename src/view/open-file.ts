import { IntentKey } from '../domain/ids.ts';
import type { Button } from './card.ts';
import type { Tap } from './intent.ts';

// Showing settles nothing, so one key does for every such button.
const KEY = IntentKey.parse('open-file');

/** Where a card had to be cut short: all of it. */
export const openFile = (whole: Tap): Button => ({
  label: 'Open file',
  tap: whole,
  key: KEY,
  style: 'plain',
});

/** Says that it was cut. */
export const MORE = 'There is more than fits here\u2026';
