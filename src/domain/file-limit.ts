/** Bytes of one file. */
export const FILE_LIMIT = 10 * 1024 * 1024;
