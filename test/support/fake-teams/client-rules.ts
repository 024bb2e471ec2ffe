import { isJson, type Json, listOf, wordsOf } from './json.ts';

/** What somebody puts in a box. Choices by their value or their words; null empties it. */
export type Filling = string | number | boolean | null | readonly string[];

export interface Choice {
  readonly value: string;
  readonly title: string;
}

/** What Teams' own client would not let a person do. */
export class ClientRefusal extends Error {
  override readonly name = 'ClientRefusal';
}

const cannot = (what: string): never => {
  throw new ClientRefusal(what);
};

const words = (value: Filling, where: string): string =>
  typeof value === 'string' ? value : cannot(`${where} takes a text, not ${JSON.stringify(value)}.`);

export const choicesOf = (it: Json): readonly Choice[] =>
  listOf(it.choices).map(({ value, title }) => ({ value: wordsOf(value), title: wordsOf(title) }));

/** Where a box asks the app for choices while somebody types; null where it does not. */
export const datasetOf = (it: Json): string | null => {
  const data = it['choices.data'];
  return isJson(data) ? wordsOf(data.dataset) : null;
};

/** What stands in a box before anybody touched it. */
export function firstValue(it: Json): string {
  if (it.type === 'Input.Toggle') return wordsOf(it.value) || wordsOf(it.valueOff) || 'false';
  return typeof it.value === 'number' ? String(it.value) : wordsOf(it.value);
}

function pick(choices: readonly Choice[], wanted: string, where: string): string {
  const found =
    choices.find(({ value }) => value === wanted) ?? choices.find(({ title }) => title === wanted);
  const there = choices.map(({ title }) => title).join(', ') || 'nothing';
  return found?.value ?? cannot(`${where} does not offer "${wanted}", but: ${there}.`);
}

function chosen(it: Json, value: Filling, found: readonly Choice[], where: string): string {
  const choices = [...choicesOf(it), ...found];
  if (it.isMultiSelect === true) {
    if (value === null || value === false) return '';
    const [only] = choices;
    if (value === true)
      return only && choices.length === 1 ? only.value : cannot(`${where} has more than one box to tick.`);
    const all = typeof value === 'string' ? [value] : value;
    if (typeof all === 'number') return cannot(`${where} takes choices.`);
    return all.map((one) => pick(choices, one, where)).join(',');
  }
  if (value === null)
    return it.style === 'expanded' ? cannot(`${where} cannot be taken back, only changed.`) : '';
  return pick(choices, words(value, where), where);
}

function typed(it: Json, text: string, where: string): string {
  const max = typeof it.maxLength === 'number' && it.maxLength > 0 ? it.maxLength : Number.POSITIVE_INFINITY;
  if (text.length > max) return cannot(`${where} takes at most ${max} characters, not ${text.length}.`);
  if (it.isMultiline !== true && text.includes('\n')) return cannot(`${where} is a single line.`);
  return text;
}

/** A day of the calendar, written as ISO 8601 has it. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const isBetween = (it: Json, value: string): boolean =>
  (wordsOf(it.min) === '' || value >= wordsOf(it.min)) &&
  (wordsOf(it.max) === '' || value <= wordsOf(it.max));

/** What a box holds after a person filled it; `found` is what a search offered them. */
export function filled(it: Json, value: Filling, found: readonly Choice[], where: string): string {
  switch (it.type) {
    case 'Input.Text':
      return value === null ? '' : typed(it, words(value, where), where);
    case 'Input.ChoiceSet':
      return chosen(it, value, found, where);
    case 'Input.Toggle': {
      const on = wordsOf(it.valueOn) || 'true';
      const off = wordsOf(it.valueOff) || 'false';
      if (typeof value === 'boolean') return value ? on : off;
      return value === on || value === off ? value : cannot(`${where} is ticked or not.`);
    }
    case 'Input.Date':
    case 'Input.Time': {
      if (value === null) return '';
      const text = words(value, where);
      const isOne = it.type === 'Input.Date' ? isDay(text) : /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
      return isOne && isBetween(it, text) ? text : cannot(`${where} cannot be set to "${text}".`);
    }
    case 'Input.Number':
      if (value === null) return '';
      return value !== '' && Number.isFinite(Number(value))
        ? String(value)
        : cannot(`${where} takes a number.`);
    default:
      return cannot(`${where} is nothing to fill.`);
  }
}

/** What the client says at a box before anything is sent; null where it lets it go. */
export function clientError(it: Json, value: string): string | null {
  const said = wordsOf(it.errorMessage) || 'This field is required.';
  const isOff = it.type === 'Input.Toggle' && value !== (wordsOf(it.valueOn) || 'true');
  if (it.isRequired === true && (value === '' || isOff)) return said;
  if (value === '') return null;
  if (typeof it.regex === 'string' && !new RegExp(it.regex).test(value)) return said;
  const isOut =
    it.type === 'Input.Number' &&
    ((typeof it.min === 'number' && Number(value) < it.min) ||
      (typeof it.max === 'number' && Number(value) > it.max));
  return isOut ? said : null;
}
