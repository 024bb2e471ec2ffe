import fc from 'fast-check';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const junk = (typed: string): fc.Arbitrary<Json> =>
  fc.oneof(
    fc.constantFrom<Json>(
      null,
      true,
      0,
      -1,
      1e99,
      '',
      [],
      {},
      '__proto__',
      '\u0000',
      '\u202e',
      '{"a":1}',
      `${typed}<at>all</at>&nbsp;`,
    ),
    fc.string({ maxLength: 40 }).map((text) => `${typed}${text}`),
    fc.constant(typed.repeat(400)),
    fc.array(fc.constant<Json>(typed), { maxLength: 3 }),
  );

/** One place in it, however deep, is taken away or exchanged. */
function spoilt(value: Json, path: readonly number[], put: Json | undefined): Json | undefined {
  const [at, ...rest] = path;
  if (at === undefined || typeof value !== 'object' || value === null) return put;
  const entries = Object.entries(value);
  if (entries.length === 0) return put;
  const index = at % entries.length;
  const next = entries.flatMap(([name, one], n): [string, Json][] => {
    if (n !== index) return [[name, one]];
    const changed = rest.length === 0 ? put : spoilt(one, rest, put);
    return changed === undefined ? [] : [[name, changed]];
  });
  return Array.isArray(value) ? next.map(([, one]) => one) : Object.fromEntries(next);
}

export interface Spoiling {
  readonly body: string;
  /** 0 to 19, for a test to send some in another way. */
  readonly kind: number;
}

/** Bodies made of good ones by taking away or exchanging something in them; `typed` stands for what people typed. */
export const spoiling = (good: readonly Json[], typed: string): fc.Arbitrary<Spoiling> =>
  fc
    .tuple(
      fc.nat(),
      fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }),
      fc.option(junk(typed), { nil: undefined }),
      fc.nat(19),
    )
    .map(([which, path, put, kind]) => ({
      kind,
      body:
        kind === 2
          ? String(JSON.stringify(put ?? null))
          : JSON.stringify(spoilt(good[which % good.length] ?? null, path, put) ?? null),
    }));
