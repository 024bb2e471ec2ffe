import type { EvidenceFile } from '../domain/case.ts';
import type { MatterId, SchoolId } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import type { Picture } from '../view/paper.ts';
import { pictureSize } from '../view/picture-size.ts';

/** Pictures in one case file, and bytes of them in all: what is over stays with the case and is named in the list. */
const MOST_PICTURES = 20;
const MOST_BYTES = 12_000_000;

/** Pixels of one: a photo from a phone has a quarter of it. Drawing takes four bytes for each, whatever the file has. */
const MOST_PIXELS = 50_000_000;

/** What the bytes are, whatever the platform called them; null for what cannot be printed. */
function kindOf(bytes: Uint8Array): Picture['mediaType'] | null {
  const size = pictureSize(bytes);
  const pixels = size ? size.width * size.height : 0;
  return size && pixels > 0 && pixels <= MOST_PIXELS ? size.mediaType : null;
}

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
