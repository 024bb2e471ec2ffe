import { posix } from 'node:path';
import type { SourceFile } from './sources.ts';

export interface Import {
  readonly from: string;
  /** A path from the root, or the name of a package. */
  readonly to: string;
  readonly typesOnly: boolean;
}

const STATEMENT =
  /^(?:import|export)\s+(type\s+)?(?:[\w$*\s{},]+?\s+from\s+)?'([^']+)'|\bimport\(\s*(?:'([^']+)'|([^)']+))\s*\)/gm;

/** Every import of a file, those at run time too; one whose target is worked out is reported as such. */
export function importsOf({ path, text }: SourceFile): Import[] {
  return [...text.matchAll(STATEMENT)].map(([, type, named, late, computed]) => {
    const target = named ?? late ?? `worked out: ${computed}`;
    const to = target.startsWith('.') ? posix.join(posix.dirname(path), target) : target;
    return { from: path, to, typesOnly: type !== undefined };
  });
}

/** Whether a path is a file of an area: `src/domain/` holds all beneath, `src/ports.ts` is itself. */
export const isIn = (path: string, area: string): boolean =>
  area.endsWith('/') ? path.startsWith(area) : path === area;
