import { createHash } from 'node:crypto';
import type { JournalTable } from './tables.ts';

/** What stands before the first row of a stream and before the first anchor. */
export const NOTHING_BEFORE = '0'.repeat(64);

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Over the hash before and every column as stored; a JSON array, so that no two rows read the same. */
export const rowHash = (previous: string, row: Omit<JournalTable, 'hash'>): string =>
  sha256(
    JSON.stringify([
      previous,
      row.stream,
      row.position,
      row.school,
      row.at,
      row.by,
      row.type,
      row.version,
      row.data,
    ]),
  );

export interface Head {
  readonly stream: string;
  readonly position: number;
  readonly hash: string;
}

/** One line for each stream's end; the text is kept with the anchor and hashed as it is. */
export const headLine = (head: Head): string => JSON.stringify([head.stream, head.position, head.hash]);

export const anchorCode = (anchor: { previous: string; week: string; at: string; heads: string }): string =>
  sha256(`${JSON.stringify([anchor.previous, anchor.week, anchor.at])}\n${anchor.heads}`);
