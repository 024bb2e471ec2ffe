import { checkTemplate } from './check.ts';
import { datesThatClash, type Missing } from './dates.ts';
import type { LetterFacts, LetterValues } from './facts.ts';
import { type Gap, gap, isGap, WHOLE_GAP } from './gaps.ts';
import type { LetterKind } from './kinds.ts';
import { escapeInline } from './markdown.ts';
import type { Placeholder } from './placeholder.ts';
import { isPlaceholder, PLACEHOLDERS, type PlaceholderName } from './placeholders.ts';
import { PLACEHOLDER, placeholdersIn, readTemplate, type Unit } from './template.ts';

export type Draft =
  | {
      readonly ok: true;
      readonly markdown: string;
      /** In a letter of another language: what stands in it in English, or as somebody typed it. */
      readonly notTranslated: readonly string[];
    }
  | { readonly ok: false; readonly missing: readonly Missing[] };

/**
 * Fills a template written in `language` (BCP 47). A fact that is needed and not held is a refusal that names it, never
 * a gap in a letter.
 */
export function draftLetter(kind: LetterKind, template: string, facts: LetterFacts, language = 'en'): Draft {
  const checked = checkTemplate(kind, template);
  if (!checked.ok)
    return {
      ok: false,
      missing: checked.problems.map((it) => ({ name: 'template', says: `Line ${it.line}: ${it.says}` })),
    };

  const { units } = readTemplate(template);
  const used = new Set(
    units
      .flatMap(placeholdersIn)
      .map((it) => it.name)
      .filter(isPlaceholder),
  );
  const missing = [...missingOf(units, facts), ...datesThatClash(kind, facts, used)];
  if (missing.length > 0) return { ok: false, missing };

  const held = units.filter(
    (unit) => !placeholdersIn(unit).some((it) => it.optional && isEmpty(it.name, facts)),
  );
  const kept = withoutBareHeadings(held).map((unit) => ({ unit, text: fill(unit, facts, language) }));
  return {
    ok: true,
    markdown: `${join(kept)}\n`,
    notTranslated: isEnglish(language)
      ? []
      : leftAsIs(
          kept.map(({ unit }) => unit),
          facts,
        ),
  };
}

const isEnglish = (language: string): boolean => /^en\b/.test(language);

/** Something is said beside the gaps, which say themselves that they wait for words. */
const hasWords = (block: string): boolean => /\p{L}/u.test(block.replace(WHOLE_GAP, ''));

/** What each placeholder means whose words are not the template's. */
function leftAsIs(units: readonly Unit[], facts: LetterFacts): readonly string[] {
  const names = new Set(units.flatMap(placeholdersIn).map((it) => it.name));
  return [...names]
    .filter(isPlaceholder)
    .filter((name) => !PLACEHOLDERS[name].anyLanguage && blocksOf(name, facts).some(hasWords))
    .map((name) => {
      const { empty, means } = PLACEHOLDERS[name];
      return facts[name] === undefined && typeof empty === 'object' ? `"${empty.says}"` : means;
    });
}

/** The Markdown of one placeholder, an empty list where nothing is known. */
function blocksOf<K extends PlaceholderName>(
  name: K,
  facts: LetterFacts,
  language = 'en',
): readonly string[] {
  const placeholder: Placeholder<LetterValues[K]> = PLACEHOLDERS[name];
  const value: LetterValues[K] | Gap | undefined = facts[name];
  if (isGap(value)) return [escapeInline(gap(value.gap))];
  const blocks =
    value === undefined ? [] : placeholder.blocks(value, language).filter((block) => block.trim() !== '');
  return blocks.length === 0 && typeof placeholder.empty === 'object' ? [placeholder.empty.says] : blocks;
}

function lackOf<K extends PlaceholderName>(name: K, facts: LetterFacts): string | null {
  const placeholder: Placeholder<LetterValues[K]> = PLACEHOLDERS[name];
  const value: LetterValues[K] | Gap | undefined = facts[name];
  return value === undefined || isGap(value) ? null : (placeholder.lacks?.(value) ?? null);
}

const isEmpty = (name: string, facts: LetterFacts): boolean =>
  isPlaceholder(name) && blocksOf(name, facts).length === 0;

function missingOf(units: readonly Unit[], facts: LetterFacts): Missing[] {
  const found = new Map<PlaceholderName, Missing>();
  for (const { name, optional } of units.flatMap(placeholdersIn)) {
    if (!isPlaceholder(name) || found.has(name)) continue;
    const empty = isEmpty(name, facts);
    if (empty && optional) continue;
    const says = empty ? `This letter needs ${PLACEHOLDERS[name].means}.` : sentenceOf(lackOf(name, facts));
    if (says !== null) found.set(name, { name, says });
  }
  return [...found.values()];
}

const sentenceOf = (words: string | null): string | null =>
  words === null ? null : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

/** A heading whose paragraphs have all been left out goes with them; the letter's own title never does. */
function withoutBareHeadings(units: readonly Unit[]): Unit[] {
  const kept: Unit[] = [];
  // From the end, so that a heading over headings that went goes as well.
  for (const unit of units.toReversed()) {
    const below = kept.at(-1);
    const bare = below === undefined || (below.is === 'heading' && below.level <= unit.level);
    if (unit.is !== 'heading' || unit.level === 1 || !bare) kept.push(unit);
  }
  return kept.reverse();
}

/** One pass, so that template syntax inside a value is never expanded. */
function fill(unit: Unit, facts: LetterFacts, language: string): string {
  const alone = placeholdersIn(unit).some((it) => it.alone);
  return unit.text.replace(PLACEHOLDER, (_, name: string) => {
    const blocks = isPlaceholder(name) ? blocksOf(name, facts, language) : [];
    return alone ? blocks.join('\n\n') : blocks.join(' ').replace(/\\?\n/g, ' ');
  });
}

function join(kept: readonly { unit: Unit; text: string }[]): string {
  return kept.reduce((letter, { unit, text }, i) => {
    if (i === 0) return text;
    const before = kept[i - 1]?.unit;
    const sameList = unit.is === 'item' && before?.is === 'item' && before.group === unit.group;
    return `${letter}${sameList ? '\n' : '\n\n'}${text}`;
  }, '');
}
