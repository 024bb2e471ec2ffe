import type { Case } from '../domain/case.ts';
import type { MatterId } from '../domain/ids.ts';
import type { Caller } from './caller.ts';

/**
 * Owes the fetching of files that were given with this request, in its own transaction: what was answered with
 * "saved" is fetched whatever happens meanwhile.
 */
export async function oweFetches(
  { unit, at, member, who }: Caller,
  it: Pick<Case, 'id'>,
  handles: readonly string[],
  originalOf: MatterId | null = null,
): Promise<void> {
  await unit.fetches.owe(
    handles.map((handle) => ({
      school: at.school.id,
      about: { case: it.id },
      member: member.id,
      platform: who.platform,
      handle,
      originalOf,
    })),
    at.now,
  );
}

/** Said with the answer, because the file itself comes a moment later. */
export const fetchingWords = (count: number): string =>
  count === 0
    ? ''
    : count === 1
      ? 'Your file is being fetched; you hear from me if that fails.'
      : `Your ${count} files are being fetched; you hear from me if one of them fails.`;
