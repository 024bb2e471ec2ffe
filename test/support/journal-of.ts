import { z } from 'zod';
import { ParticularsId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/ports.ts';

interface Told {
  readonly stream: 'case' | 'school';
  readonly type: string;
  readonly by: unknown;
  readonly at: string;
  readonly data: unknown;
  /** What was typed, of every reference in it. */
  readonly texts: readonly string[];
}

/** Ids that sort by their time: 26 letters and digits, the first of which stands still for ages. */
const ID = /\b0[0-9a-hjkmnp-tv-z]{25}\b/g;
/** SHA-256, hex: hashes and commitments. */
const SUM = /\b[0-9a-f]{64}\b/g;

const Kept = z.object({ id: ParticularsId, commitment: z.string() });

/** References to kept texts, in the order in which they stand in a fact. */
function keptIn(value: unknown): readonly ParticularsId[] {
  const kept = Kept.safeParse(value);
  if (kept.success) return [kept.data.id];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(keptIn) : [];
}

async function factsOf(store: Store): Promise<readonly Told[]> {
  return store.read(async ({ journal, particulars }) => {
    const streams = [...(await journal.streams('school')), ...(await journal.streams('case'))];
    const told: Told[] = [];
    for (const { stream } of streams)
      for (const { type, by, at, data, school } of await journal.load(stream)) {
        const texts: string[] = [];
        for (const id of keptIn(data)) texts.push(await particulars.read(school, id));
        told.push({ stream: stream.startsWith('case:') ? 'case' : 'school', type, by, at, data, texts });
      }
    return told;
  });
}

/**
 * The journal of cases and schools as it could be told of another school: each id by the order of its first
 * appearance, so that a reference to the wrong thing is a difference. Days, times, who did it and what was typed are
 * as they are.
 */
export async function journalOf(store: Store): Promise<readonly unknown[]> {
  const order = new Map<string, string>();
  const named = (kind: string) => (id: string) => {
    const known = order.get(id) ?? `${kind} ${order.size + 1}`;
    order.set(id, known);
    return known;
  };
  const rows = await factsOf(store);
  return rows.map((row) =>
    JSON.parse(JSON.stringify(row).replaceAll(ID, named('id')).replaceAll(SUM, named('sum'))),
  );
}
