import { StoreRefused } from '../store/store-refused.ts';

const codeOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause ? String(cause.code) : '';

const WHY: readonly (readonly [RegExp, string])[] = [
  [
    /^(EACCES|EPERM|EROFS|ENOTDIR|EEXIST|ENOENT|EISDIR|SQLITE_CANTOPEN.*|SQLITE_READONLY.*)$/,
    'Accord could not read or write its folder or database file. Check that ACCORD_DATA_DIR and DATABASE_URL name places that the account you are using may write to, then run the command again.',
  ],
  [
    /^(ENOSPC|EDQUOT|SQLITE_FULL)$/,
    'The disk is full, so nothing was saved. Make room, then run the command again.',
  ],
  [
    /^(SQLITE_NOTADB|SQLITE_CORRUPT.*)$/,
    'The file that DATABASE_URL names is not a database, or is damaged. Check DATABASE_URL, or restore the file from a backup.',
  ],
  [
    /^(SQLITE_BUSY.*|SQLITE_LOCKED.*)$/,
    'Another program kept the database file busy for too long, so nothing was saved. Run the command again in a moment.',
  ],
  [
    /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|57P03)$/,
    'The PostgreSQL server does not answer. Check the host and port in DATABASE_URL, and that the server is running.',
  ],
  [
    /^(28P01|28000|3D000|42501)$/,
    'The PostgreSQL server refused: the user, the password, the name of the database or its permissions do not fit. Check DATABASE_URL.',
  ],
];

/**
 * A sentence for the person at the keyboard. An error of the system is told by its code and never by its message,
 * which may hold a password or what somebody typed; what nobody foresaw is told by where it happened.
 */
export function whyItFailed(cause: unknown): string {
  if (cause instanceof StoreRefused) return cause.message;
  for (let error: unknown = cause; error instanceof Error; error = error.cause) {
    const code = codeOf(error);
    const known = WHY.find(([codes]) => codes.test(code));
    if (known) return known[1];
  }
  const where =
    cause instanceof Error
      ? [
          cause.name,
          ...(cause.stack ?? '')
            .split('\n')
            .filter((line) => /^\s+at /.test(line))
            .slice(0, 5),
        ]
      : [typeof cause];
  return [
    'Something went wrong inside Accord. It is a mistake in Accord, not in what you typed; nothing that was being saved was saved. Please report it with these lines, which hold nothing about people:',
    ...where,
  ].join('\n');
}
