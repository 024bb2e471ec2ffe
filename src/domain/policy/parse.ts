import { explainIssue, type WrittenAs, type WrittenProblem } from './explain-issue.ts';
import { knownKeys } from './known-keys.ts';
import { Policy } from './policy.ts';

/** One mistake in a pack: where, what is wrong, and what to write instead. */
export type PolicyProblem = WrittenProblem;
export type Parsed = { ok: true; policy: Policy } | { ok: false; problems: PolicyProblem[] };

const AS_PACK: WrittenAs = {
  whole: 'the policy',
  known: (path) => knownKeys(path, Policy),
  lookUp: 'Take it out, or look the section up in src/packs/README.md.',
  again: 'Correct it, then check the pack again.',
};

/** A pack's plain data as a policy, or every mistake in it in words a school office can act on. */
export function parsePolicy(raw: unknown): Parsed {
  const parsed = Policy.safeParse(raw);
  if (parsed.success) return { ok: true, policy: parsed.data };
  return { ok: false, problems: parsed.error.issues.flatMap((issue) => explainIssue(issue, raw, AS_PACK)) };
}
