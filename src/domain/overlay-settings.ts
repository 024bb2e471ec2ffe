import { explainIssue, strangeWord, type WrittenAs, type WrittenProblem } from './policy/explain-issue.ts';
import { knownKeys } from './policy/known-keys.ts';
import { SchoolSettings } from './settings.ts';

type Path = readonly (string | number)[];
type Group = Readonly<Record<string, unknown>>;
type Overlaid =
  | { readonly ok: true; readonly settings: SchoolSettings }
  | { readonly ok: false; readonly problems: readonly WrittenProblem[] };

const AS_SETTINGS: WrittenAs = {
  whole: 'the file',
  known: (path) => knownKeys(path, SchoolSettings),
  lookUp: 'Take it out. "accord school settings" with the school alone prints every word there is.',
  again: 'Correct it and run the command again.',
};

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Groups go into groups, so that naming a phone number keeps the address; a list replaces the list. Nothing after
 * the colon takes away what was set, but for a whole group: its words were left out, and so stay.
 */
function overlay(under: unknown, over: Group): Group {
  const base: Group = isGroup(under) ? under : {};
  const next = new Map(Object.entries(base));
  for (const [word, value] of Object.entries(over)) {
    if (isGroup(value)) next.set(word, overlay(base[word], value));
    else if (value !== null) next.set(word, value);
    else if (!isGroup(base[word])) next.delete(word);
  }
  return Object.fromEntries(next);
}

/** The schema passes over words that it does not know; whoever wrote one meant something by it. */
function strangeIn(value: unknown, path: Path): WrittenProblem[] {
  if (Array.isArray(value)) return value.flatMap((row, index) => strangeIn(row, [...path, index]));
  if (!isGroup(value)) return [];
  const known = AS_SETTINGS.known(path);
  return Object.entries(value).flatMap(([word, inner]) =>
    known.length > 0 && !known.includes(word)
      ? [strangeWord(word, path, AS_SETTINGS)]
      : strangeIn(inner, [...path, word]),
  );
}

/** A school's settings with what somebody wrote over them, or every mistake in it. */
export function overlaySettings(current: SchoolSettings, written: Group): Overlaid {
  const merged = overlay(current, written);
  const strange = strangeIn(written, []);
  const parsed = SchoolSettings.safeParse(merged);
  if (parsed.success && strange.length === 0) return { ok: true, settings: parsed.data };
  const found = (parsed.error?.issues ?? [])
    // Words that are not known have been told already, for the strict parts and the others alike.
    .filter((issue) => issue.code !== 'unrecognized_keys')
    .flatMap((issue) => explainIssue(issue, merged, AS_SETTINGS));
  return { ok: false, problems: [...strange, ...found] };
}
