/** An object as it came over the wire. */
export type Json = Readonly<Record<string, unknown>>;

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value.filter(isJson) : []);

/** The text, or an empty one. */
export const wordsOf = (value: unknown): string => (typeof value === 'string' ? value : '');

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** What is at the end of a way through objects; an empty object where it leads nowhere. */
export function at(value: unknown, ...way: readonly string[]): Json {
  let here: unknown = value;
  for (const step of way) here = isJson(here) ? here[step] : undefined;
  return isJson(here) ? here : {};
}
