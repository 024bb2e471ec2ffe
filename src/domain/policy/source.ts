import { z } from 'zod';

const words = z.string().trim().min(1).max(400);

/**
 * Where a rule comes from. `policy` names the clause; `guidance` names the law or guidance; `default` is
 * something Accord assumes, with the reason. Only what the policy says can be departed from.
 */
export const Source = z.union(
  [
    z.strictObject({ policy: words }).transform(({ policy }) => ({ kind: 'policy' as const, words: policy })),
    z
      .strictObject({ guidance: words })
      .transform(({ guidance }) => ({ kind: 'guidance' as const, words: guidance })),
    z.strictObject({ default: words }).transform((it) => ({ kind: 'default' as const, words: it.default })),
  ],
  {
    error:
      'say where this comes from: source: { policy: "the clause" }, { guidance: "the guidance" } or { default: "why Accord assumes it" }',
  },
);
export type Source = z.output<typeof Source>;
