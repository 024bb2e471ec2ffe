declare const safe: unique symbol;

/** HTML that was written here, with everything put into it escaped. Only `html` makes it. */
export interface Html {
  readonly [safe]: true;
  readonly text: string;
}

type Part = string | number | Html | readonly Part[] | null | undefined | false;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Nothing that somebody typed is markup, nor ends an attribute in quotation marks. */
export const escaped = (text: string): string => text.replace(/[&<>"'`]/g, (letter) => ESCAPES[letter] ?? '');

class Written implements Html {
  declare readonly [safe]: true;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function written(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Written) return part.text;
  if (Array.isArray(part)) return part.map(written).join('');
  return escaped(String(part));
}

/** Text that is taken for HTML as it stands: for what was written in this folder, and never for what came from outside. */
export const unsafeHtml = (text: string): Html => new Written(text);

/** A template whose every part is escaped, but for what `html` made itself. Attributes stand in quotation marks. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Written(
    strings.reduce(
      (all, text, index) => `${all}${text}${index < parts.length ? written(parts[index]) : ''}`,
      '',
    ),
  );
