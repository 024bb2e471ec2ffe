import { z } from 'zod';
import { ParticularsRef } from '../domain/ids.ts';
import { openFile } from './files.ts';
import { fromJson } from './json-text.ts';
import { commitmentTo, openParticulars } from './particulars.ts';
import { anchorCode, NOTHING_BEFORE, rowHash } from './row-hash.ts';
import type { StoreAdmin, StoredChains } from './store-admin.ts';
import type { AnchorsTable, JournalTable } from './tables.ts';

/** The first thing that does not fit, and why. */
export type AuditFinding =
  | { readonly in: 'journal'; readonly stream: string; readonly position: number; readonly reason: string }
  | { readonly in: 'anchors'; readonly week: string | null; readonly reason: string };

export type AuditResult =
  | {
      readonly ok: true;
      readonly rows: number;
      readonly streams: number;
      readonly anchors: number;
      /** What happened after it can be changed without showing: an anchor covers what was there when it was taken. */
      readonly lastAnchor: { readonly week: string; readonly at: string; readonly code: string } | null;
    }
  | { readonly ok: false; readonly finding: AuditFinding };

const PAGE = 1000;

/** stream -> position -> what the anchors say stood there. */
type Expected = Map<string, Map<number, { hash: string; week: string }>>;

const Head = z.tuple([z.string(), z.number().int(), z.string()]);

/**
 * Walks every chain and every anchor in one snapshot. `anchor` is a code someone was handed when it was taken:
 * without one, a person who rewrote the whole database, anchors and all, would not be noticed.
 */
export async function verifyAudit(
  store: StoreAdmin,
  options: { readonly anchor?: string; readonly onProgress?: (rows: number) => void } = {},
): Promise<AuditResult> {
  return store.readChains(async (chains) => {
    const anchors = await chains.anchors();
    const walked = walkAnchors(anchors, options.anchor);
    if ('in' in walked) return { ok: false, finding: walked };
    const journal = await walkJournal(chains, walked.expected, options.onProgress ?? (() => {}));
    if ('in' in journal) return { ok: false, finding: journal };
    return { ok: true, ...journal, anchors: anchors.length, lastAnchor: walked.last };
  });
}

function walkAnchors(
  anchors: readonly AnchorsTable[],
  handedIn: string | undefined,
): AuditFinding | { expected: Expected; last: { week: string; at: string; code: string } | null } {
  const wrong = (week: string | null, reason: string): AuditFinding => ({ in: 'anchors', week, reason });
  const following = new Map(anchors.map((anchor) => [anchor.previous, anchor]));
  const expected: Expected = new Map();
  let last: AnchorsTable | null = null;
  let seen = 0;
  for (let next = following.get(NOTHING_BEFORE); next; next = following.get(next.code)) {
    if (anchorCode(next) !== next.code) {
      return wrong(next.week, 'its code does not follow from what it holds: the anchor was changed');
    }
    for (const line of next.heads === '' ? [] : next.heads.split('\n')) {
      const [stream, position, hash] = Head.parse(JSON.parse(line));
      const heads = expected.get(stream) ?? new Map<number, { hash: string; week: string }>();
      expected.set(stream, heads);
      const known = heads.get(position);
      if (known && known.hash !== hash) {
        return wrong(next.week, `it disagrees with the anchor of ${known.week} about ${stream}`);
      }
      if (!known) heads.set(position, { hash, week: next.week });
    }
    last = next;
    seen += 1;
  }
  if (seen < anchors.length) {
    const reached = new Set([NOTHING_BEFORE, ...anchors.map((anchor) => anchor.code)]);
    const loose = anchors
      .filter((anchor) => !reached.has(anchor.previous))
      .sort((a, b) => (a.week < b.week ? -1 : 1))[0];
    return wrong(loose?.week ?? null, 'the anchor before it is missing or was changed');
  }
  const code = handedIn?.replace(/\s/g, '').toLowerCase();
  if (code !== undefined && !anchors.some((anchor) => anchor.code === code)) {
    return wrong(
      null,
      'no anchor here has the code that was handed in: it was mistyped, or anchors were deleted or made anew',
    );
  }
  return { expected, last: last ? { week: last.week, at: last.at, code: last.code } : null };
}

async function walkJournal(
  chains: StoredChains,
  expected: Expected,
  onProgress: (rows: number) => void,
): Promise<AuditFinding | { rows: number; streams: number }> {
  let before: JournalTable | null = null;
  let rows = 0;
  let streams = 0;
  for (;;) {
    const page = await chains.rowsAfter(before, PAGE);
    for (const row of page) {
      if (row.stream !== before?.stream) {
        const missing = before && endOf(before, expected);
        if (missing) return missing;
        streams += 1;
      }
      const wrong = checkRow(row, row.stream === before?.stream ? before : null, expected);
      const reason = wrong ?? (await checkParticulars(chains, row));
      if (reason) return { in: 'journal', stream: row.stream, position: row.position, reason };
      before = row;
      rows += 1;
    }
    onProgress(rows);
    if (page.length < PAGE) break;
  }
  const missing = before && endOf(before, expected);
  if (missing) return missing;
  const [gone] = [...expected].sort(([a], [b]) => (a < b ? -1 : 1));
  if (gone) {
    const [stream, heads] = gone;
    return { in: 'journal', stream, position: 1, reason: `the whole stream is gone; ${anchoredBy(heads)}` };
  }
  return { rows, streams };
}

function checkRow(row: JournalTable, before: JournalTable | null, expected: Expected): string | null {
  const should = (before?.position ?? 0) + 1;
  if (row.position !== should) return `position ${should} should stand here: rows are missing before it`;
  if (rowHash(before?.hash ?? NOTHING_BEFORE, row) !== row.hash) {
    return 'its hash does not follow from its text and the row before: the row was changed';
  }
  const heads = expected.get(row.stream);
  const anchored = heads?.get(row.position);
  if (anchored && anchored.hash !== row.hash) {
    return `the anchor of ${anchored.week} holds another hash: the stream was written anew up to here`;
  }
  heads?.delete(row.position);
  return null;
}

/** What was anchored of this stream beyond its last row. */
function endOf(last: JournalTable, expected: Expected): AuditFinding | null {
  const heads = expected.get(last.stream);
  expected.delete(last.stream);
  if (!heads || heads.size === 0) return null;
  const position = last.position + 1;
  return { in: 'journal', stream: last.stream, position, reason: `the row is gone; ${anchoredBy(heads)}` };
}

function anchoredBy(heads: ReadonlyMap<number, { week: string }>): string {
  const [position, { week }] = [...heads].sort(([a], [b]) => a - b)[0] ?? [0, { week: '' }];
  return `the anchor of ${week} knows it up to position ${position}`;
}

/** Every reference in the fact, compared with the text or file it points to. What was erased proves nothing either way. */
async function checkParticulars(chains: StoredChains, row: JournalTable): Promise<string | null> {
  for (const ref of refsIn(fromJson(row.data))) {
    const text = await openParticulars(chains.session, row.school, ref.id).catch(() => 'damaged' as const);
    const opened =
      text === undefined
        ? await openFile(chains.session, row.school, ref.id).catch(() => 'damaged' as const)
        : text;
    if (opened === 'damaged') return `the text ${ref.id} it points to does not open: it was changed or moved`;
    if (!opened) continue;
    if (commitmentTo(opened.salt, opened.plain) !== ref.commitment) {
      return `the text ${ref.id} it points to is not the one that was committed to`;
    }
  }
  return null;
}

function refsIn(value: unknown): ParticularsRef[] {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (typeof value !== 'object' || value === null) return [];
  const ref = ParticularsRef.safeParse(value);
  return ref.success ? [ref.data] : Object.values(value).flatMap(refsIn);
}
