/** Bytes of one file, and the same as people say it. */
export const FILE_LIMIT_MB = 10;
export const FILE_LIMIT = FILE_LIMIT_MB * 1024 * 1024;
