import type { FileProblem } from './yaml-tree.ts';

/** A mistake in a pack: file and line, the place in the policy (`steps[2].label`), the reason and the mend. */
export type PackProblem = FileProblem & { readonly path: string };
export type Failed = { ok: false; problems: PackProblem[] };

export const problemAt = (file: string, says: string, mend: string, line = 1, path = ''): PackProblem => ({
  file,
  line,
  path,
  says,
  mend,
});

export const failed = (problems: readonly (FileProblem & { path?: string })[]): Failed => ({
  ok: false,
  problems: problems.map((it) => ({ path: '', ...it })),
});
