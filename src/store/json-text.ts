declare const holds: unique symbol;

/** JSON kept as text, never as jsonb: jsonb reorders keys, and what is hashed must stay as it was written. */
export type Json<T> = string & { readonly [holds]: T };

export const toJson = <T>(value: T): Json<T> => JSON.stringify(value) as Json<T>;

export function fromJson<T>(text: Json<T>): T {
  return JSON.parse(text);
}
