import type { Picture } from './paper.ts';

export interface PictureSize {
  readonly mediaType: Picture['mediaType'];
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** What a picture's own first bytes say it is; null for anything but a PNG or a JPEG. */
export const pictureSize = (bytes: Uint8Array): PictureSize | null => pngSize(bytes) ?? jpegSize(bytes);

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const PNG_START = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const IHDR = 0x49484452;

function pngSize(bytes: Uint8Array): PictureSize | null {
  if (bytes.length < 24 || PNG_START.some((byte, i) => bytes[i] !== byte)) return null;
  const view = viewOf(bytes);
  if (view.getUint32(12) !== IHDR) return null;
  return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** Segments that begin a frame, whatever the coding: SOF0 to SOF15 without DHT, JPG and DAC. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

function jpegSize(bytes: Uint8Array): PictureSize | null {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (isFrame(marker))
      return { mediaType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    // A byte of filling before a marker.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}
