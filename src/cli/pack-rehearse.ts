import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { nearest } from '../domain/policy/nearest.ts';
import { listScenarios, rehearseAll, rehearsePack } from '../packs/rehearse-pack.ts';
import { buildSchoolCalendar } from '../school-calendar.ts';
import { type Exit, fail, type Io } from './io.ts';
import { shown } from './table.ts';

export interface RehearseFlags {
  readonly json?: true;
}

const bareName = (file: string): string => basename(file).replace(/\.ya?ml$/, '');

/** A scenario by the name it has beside the pack, or by its path. */
function findScenario(pack: string, asked: string): { file: string } | { why: string } {
  const beside = listScenarios(pack);
  const named = beside.find((file) => bareName(file) === asked || basename(file) === asked);
  if (named !== undefined) return { file: named };
  if (statSync(asked, { throwIfNoEntry: false })?.isFile()) return { file: asked };
  const names = beside.map(bareName);
  const near = nearest(asked, names);
  return {
    why: `There is no scenario "${shown(asked)}": it lies neither with the pack nor at that path. ${
      near !== null
        ? `Did you mean "${near}"?`
        : names.length > 0
          ? `With the pack lie: ${names.join(', ')}.`
          : 'No scenario lies with the pack, so give the path of a file.'
    }`,
  };
}

/** Plays one scenario, or without one all that lie with the pack. Ends with 1 where something came out otherwise. */
export async function packRehearse(
  io: Io,
  pack: string,
  asked: string | undefined,
  flags: RehearseFlags,
): Promise<Exit> {
  const found = asked === undefined ? null : findScenario(pack, asked);
  if (found && 'why' in found) return fail(io, found.why);
  const played = found
    ? rehearsePack(pack, found.file, buildSchoolCalendar)
    : rehearseAll(pack, buildSchoolCalendar);
  const anyPlayed = [played.json].flat().some((one) => one.ok);
  if (flags.json) io.out(`${JSON.stringify(played.json, null, 2)}\n`);
  else if (anyPlayed) io.out(played.text);
  else io.err(played.text);
  return played.exit;
}
