import type { Element } from './element.ts';
import { elementsOf } from './elements.ts';
import { audienceOf, type LetterKind } from './kinds.ts';
import { isPlaceholder, PLACEHOLDERS, type PlaceholderName } from './placeholders.ts';
import { PLACEHOLDER, placeholdersIn, readTemplate, type Template, type Unit } from './template.ts';
import { forbiddenPhrases, type Problem } from './wording.ts';

export type TemplateCheck =
  | { readonly ok: true }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Whether a template may be used for this kind; a pack with one that may not does not load. */
export function checkTemplate(kind: LetterKind, markdown: string): TemplateCheck {
  const template = readTemplate(markdown);
  const problems = [
    ...template.units.flatMap((unit) => unitProblems(kind, unit)),
    ...markProblems(kind, template),
    ...elementProblems(kind, template),
    ...forbiddenPhrases(kind, markdown),
  ].sort((a, b) => a.line - b.line);
  return problems.length === 0 ? { ok: true } : { ok: false, problems };
}

function unitProblems(kind: LetterKind, unit: Unit): Problem[] {
  const at = (says: string): Problem => ({ line: unit.line, says });
  const rest = unit.text.replace(PLACEHOLDER, '');
  const shape: Problem[] = [];
  if (/\{\{|\}\}/.test(rest))
    shape.push(at('Write a placeholder as {{name}} or {{name?}}, without spaces or anything else inside.'));
  if (/<[!/a-z]/i.test(rest))
    shape.push(
      at(
        'Use plain Markdown: HTML is not allowed, only markers such as <!-- says: companion --> on a line alone.',
      ),
    );

  return shape.concat(
    placeholdersIn(unit).flatMap((used) => {
      if (!isPlaceholder(used.name)) {
        const near = nearest(used.name);
        return [
          at(
            `{{${used.name}}} is not a placeholder Accord knows.${near ? ` Did you mean {{${near}}}?` : ''}`,
          ),
        ];
      }
      const spec = PLACEHOLDERS[used.name];
      const wrong: Problem[] = [];
      if (spec.only && !spec.only.includes(audienceOf(kind)))
        wrong.push(
          at(`{{${used.name}}} may not be used here: it is for ${spec.only.join(' and ')} letters only.`),
        );
      if (spec.shape === 'block' && !used.alone)
        wrong.push(
          at(
            `{{${used.name}}} fills a paragraph of its own. Put it on a line alone, with a blank line before and after.`,
          ),
        );
      if (used.optional && spec.empty === 'needed')
        wrong.push(at(`{{${used.name}?}} may not be left out of a letter. Write {{${used.name}}}.`));
      return wrong;
    }),
  );
}

function markProblems(kind: LetterKind, template: Template): Problem[] {
  const known = elementsOf(kind).filter((it) => it.by === 'words');
  const unknown = template.units.flatMap((unit) =>
    unit.marks
      .filter((mark) => !known.some((it) => it.id === mark))
      .map((mark) => ({
        line: unit.line,
        says: `"says: ${mark}" is not a marker of this letter. It has: ${known.map((it) => it.id).join(', ')}.`,
      })),
  );
  const loose = template.loose.map((mark) => ({
    line: mark.line,
    says: `Nothing follows the marker "says: ${mark.id}". Write the words it stands for under it.`,
  }));
  return [...unknown, ...loose];
}

function elementProblems(kind: LetterKind, template: Template): Problem[] {
  return elementsOf(kind).flatMap((element) => {
    const says = lackOf(element, template.units);
    return says === null ? [] : [{ line: 1, says }];
  });
}

function lackOf(element: Element, units: readonly Unit[]): string | null {
  const must = `This letter must say ${element.says}.`;
  if (element.by === 'words') {
    const unit = units.find((it) => it.marks.includes(element.id));
    if (!unit || unit.is === 'heading')
      return `${must} Mark the paragraph that does with <!-- says: ${element.id} -->.`;
    return placeholdersIn(unit).some((used) => used.optional)
      ? `${must} The paragraph marked "${element.id}" can be left out, because it holds an optional placeholder.`
      : null;
  }
  const used = units.flatMap(placeholdersIn);
  const missing = element.by.filter(
    (name) => !used.some((it) => it.name === name && (element.ifHeld || !it.optional)),
  );
  if (missing.length === 0) return null;
  const needed = missing.map((name) => `{{${name}}}`).join(', ');
  return `${must} Use ${needed}${element.ifHeld ? ' (it may be optional)' : ''}.`;
}

/** The known name with the fewest letters to change, if it is close. */
function nearest(name: string): PlaceholderName | null {
  const names = Object.keys(PLACEHOLDERS).filter(isPlaceholder);
  const ranked = names.map((it) => ({ it, far: distance(name, it) })).sort((a, b) => a.far - b.far);
  const best = ranked[0];
  return best && best.far <= Math.max(2, Math.floor(name.length / 3)) ? best.it : null;
}

/** Levenshtein's. Names are short, so the plain table will do. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
