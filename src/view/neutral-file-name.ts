const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
  'video/mp4': 'mp4',
  'audio/mpeg': 'mp3',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
};

/** Platforms show a file's name in notifications, and its own may hold somebody's. */
export const neutralFileName = (file: {
  readonly name: string;
  readonly mediaType: string;
  readonly neutral?: true;
}): string => (file.neutral ? file.name : `accord-file.${EXTENSIONS[file.mediaType] ?? 'bin'}`);
