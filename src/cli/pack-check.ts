import { schoolTime } from '../domain/time.ts';
import { checkAllPacks, checkPack } from '../packs/check.ts';
import type { Exit, Io } from './io.ts';
import { progressOn } from './progress.ts';

export interface CheckFlags {
  readonly all?: true;
  readonly json?: true;
}

/** Without a pack, all of them. A pack is checked as of today, because a review date may have passed. */
export async function packCheck(io: Io, asked: string | undefined, flags: CheckFlags): Promise<Exit> {
  const { systemClock, systemTimer } = await import('../main.ts');
  const today = schoolTime(systemClock.now()).day;
  const progress = progressOn(io, systemTimer, 'packs');
  const check = asked === undefined ? checkAllPacks(today, undefined, progress.at) : checkPack(asked, today);
  progress.end();
  if (flags.json) io.out(`${JSON.stringify(check.json, null, 2)}\n`);
  else if (check.exit === 0) io.out(check.text);
  else io.err(check.text);
  return check.exit;
}
