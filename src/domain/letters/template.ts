/** A heading, a paragraph or one list item: what stays or goes as a whole. */
export interface Unit {
  readonly is: 'heading' | 'paragraph' | 'item';
  /** The line of the template it starts on, from 1. */
  readonly line: number;
  /** Items with the same number are one list. */
  readonly group: number;
  readonly level: number;
  readonly text: string;
  /** What the author says this unit says: `<!-- says: companion -->` on the line before it. */
  readonly marks: readonly string[];
}

export interface Mark {
  readonly id: string;
  readonly line: number;
}

export interface Template {
  readonly units: readonly Unit[];
  /** Marks with nothing under them. */
  readonly loose: readonly Mark[];
}

const MARK = /^<!-- says: ([a-z_]+) -->$/;
const ITEM = /^(- |\d{1,2}\. )/;
const HEADING = /^(#{1,6}) /;

/** `{{name}}` or `{{name?}}`, and nothing else. */
export const PLACEHOLDER = /\{\{([a-z][a-z0-9_]*)(\?)?\}\}/g;

export function readTemplate(markdown: string): Template {
  const units: Unit[] = [];
  let marks: Mark[] = [];
  let group = 0;
  let open = false;

  markdown.split(/\r?\n/).forEach((raw, index) => {
    const line = raw.trimEnd();
    const mark = MARK.exec(line.trim());
    if (mark?.[1]) {
      marks.push({ id: mark[1], line: index + 1 });
      open = false;
      return;
    }
    if (line.trim() === '') {
      open = false;
      // A blank line ends a list, so the next item starts another.
      group += 1;
      return;
    }
    const is = HEADING.test(line) ? 'heading' : ITEM.test(line) ? 'item' : 'paragraph';
    const last = units.at(-1);
    if (open && last && is === 'paragraph' && last.is !== 'heading') {
      units[units.length - 1] = { ...last, text: `${last.text}\n${line}` };
      return;
    }
    const level = HEADING.exec(line)?.[1]?.length ?? 0;
    units.push({ is, line: index + 1, group, level, text: line, marks: marks.map((it) => it.id) });
    marks = [];
    open = true;
  });
  return { units, loose: marks };
}

export interface Used {
  readonly name: string;
  readonly optional: boolean;
  /** The only thing in its paragraph. */
  readonly alone: boolean;
}

export function placeholdersIn(unit: Unit): Used[] {
  return [...unit.text.matchAll(PLACEHOLDER)].map((match) => ({
    name: match[1] ?? '',
    optional: match[2] === '?',
    alone: unit.is === 'paragraph' && unit.text.trim() === match[0],
  }));
}
