import type { EvidenceFile } from '../domain/case.ts';
import type { MatterId, SchoolId } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import type { Picture } from '../view/paper.ts';

/** Pictures in one case file, and bytes of them in all: what is over stays with the case and is named in the list. */
const MOST_PICTURES = 20;
const MOST_BYTES = 12_000_000;

const MAGIC: readonly { readonly mediaType: Picture['mediaType']; readonly starts: readonly number[] }[] = [
  { mediaType: 'image/png', starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', starts: [0xff, 0xd8, 0xff] },
];

/** What the bytes are, whatever the platform called them. */
const kindOf = (bytes: Uint8Array): Picture['mediaType'] | null =>
  MAGIC.find(({ starts }) => starts.every((byte, n) => bytes[n] === byte))?.mediaType ?? null;

/** The evidence that can be printed, oldest first. */
export async function bundlePictures(
  unit: Unit,
  school: SchoolId,
  files: readonly EvidenceFile[],
): Promise<ReadonlyMap<MatterId, Picture>> {
  const found = new Map<MatterId, Picture>();
  let left = MOST_BYTES;
  for (const row of files) {
    if (row.media !== 'image' || found.size >= MOST_PICTURES) continue;
    const kept = await unit.files.read(school, row.file.id);
    const mediaType = kept === 'erased' ? null : kindOf(kept.bytes);
    if (kept === 'erased' || mediaType === null || kept.bytes.length > left) continue;
    left -= kept.bytes.length;
    found.set(row.id, { mediaType, bytes: kept.bytes });
  }
  return found;
}
