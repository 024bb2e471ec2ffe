/** What kind of thing a file is, as far as people need to tell one from another. */
export const MEDIA = ['image', 'pdf', 'document', 'audio', 'video', 'other'] as const;
export type Media = (typeof MEDIA)[number];

const DOCUMENT =
  /^(text\/|application\/(rtf|msword|vnd\.(ms-|openxmlformats-officedocument\.|oasis\.opendocument\.)))/;

/** From the media type a platform gave: it is said to people and nothing hangs on it. */
export function mediaOf(mediaType: string): Media {
  const type = mediaType.trim().toLowerCase();
  if (type.startsWith('image/')) return 'image';
  if (type.startsWith('audio/')) return 'audio';
  if (type.startsWith('video/')) return 'video';
  if (/^application\/pdf\b/.test(type)) return 'pdf';
  return DOCUMENT.test(type) ? 'document' : 'other';
}
