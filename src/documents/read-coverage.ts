/**
 * The code points a TrueType font has a sign for: its `cmap` table, in the formats 4 and 12 of the OpenType
 * specification. Ranges count as covered where any sign is named for them.
 */
export function readCoverage(font: Buffer): Set<number> {
  const found = new Set<number>();
  const tables = font.readUInt16BE(4);
  for (let i = 0; i < tables; i += 1) {
    const entry = 12 + 16 * i;
    if (font.toString('latin1', entry, entry + 4) === 'cmap')
      readCmap(font, font.readUInt32BE(entry + 8), found);
  }
  return found;
}

function readCmap(font: Buffer, cmap: number, found: Set<number>): void {
  const subtables = font.readUInt16BE(cmap + 2);
  for (let i = 0; i < subtables; i += 1) {
    const at = cmap + font.readUInt32BE(cmap + 4 + 8 * i + 4);
    const format = font.readUInt16BE(at);
    if (format === 4) readSegments(font, at, found);
    if (format === 12) readGroups(font, at, found);
  }
}

function readSegments(font: Buffer, at: number, found: Set<number>): void {
  const twice = font.readUInt16BE(at + 6);
  const ends = at + 14;
  const starts = ends + twice + 2;
  for (let i = 0; i < twice; i += 2) {
    const last = font.readUInt16BE(ends + i);
    // The last segment only closes the table.
    if (last === 0xffff) continue;
    for (let code = font.readUInt16BE(starts + i); code <= last; code += 1) found.add(code);
  }
}

function readGroups(font: Buffer, at: number, found: Set<number>): void {
  const groups = font.readUInt32BE(at + 12);
  for (let i = 0; i < groups; i += 1) {
    const group = at + 16 + 12 * i;
    const last = font.readUInt32BE(group + 4);
    for (let code = font.readUInt32BE(group); code <= last; code += 1) found.add(code);
  }
}
