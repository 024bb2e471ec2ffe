import { printDay } from '../../domain/letters/print-day.ts';
import { atSchoolTime, Day, type Instant } from '../../domain/time.ts';
import type { Carries, Errors, Read, Values } from '../form-kind.ts';
import type { TextKind, TypedText } from '../typed.ts';
import { carriedId, type Option, type Which, whichRow } from './choices.ts';

/** Characters in one long answer: what the narrowest surface lets people type into one box. */
export const LONG = 3000;
/** Characters in a one-line answer. */
export const SHORT = 200;

const own = (values: Values, name: string): Values[string] | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

/** What was typed under a name, with nothing changed but NUL, which no database keeps. Undefined where not sent. */
export function typedText(values: Values, name: string): string | undefined {
  const value = own(values, name);
  return typeof value === 'string' ? value.replaceAll('\u0000', '') : undefined;
}

/** What was chosen under a name, of a list of one or of many. Undefined where not sent. */
export function chosenValues(values: Values, name: string): readonly string[] | undefined {
  const value = own(values, name);
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((row) => typeof row === 'string') : undefined;
}

export const isTicked = (values: Values, name: string): boolean => {
  const value = own(values, name);
  return value === true || value === 'true' || value === 'on' || value === 'yes';
};

/** Spaces, marks that only steer how text is drawn, and a blank Braille cell: nothing that can be seen. */
const UNSEEN = /[\s\p{Z}\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;
export const isBlank = (text: string): boolean => text.replace(UNSEEN, '') === '';

/** Longer than any platform's id of a file. Characters. */
const LONGEST_HANDLE = 200;
/** What may be the platform's own id of a file: short, and nothing in it that only steers how text is drawn. */
export const isHandle = (handle: string): boolean =>
  handle.length <= LONGEST_HANDLE && handle !== '' && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(handle);

/** A line ends once, however the surface writes it; emoji outside the first plane are one character. */
const lengthOf = (text: string): number => [...text.replaceAll('\r\n', '\n')].length;

const count = (n: number): string => n.toLocaleString('en-GB');

const tooLong = (text: string, max: number): string | null => {
  const over = lengthOf(text) - max;
  return over > 0
    ? `This is ${count(over)} ${over === 1 ? 'character' : 'characters'} too long: there is room for ${count(max)}. Shorten it, or add the rest afterwards.`
    : null;
};

const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::\d{2}(?:\.\d{1,3})?)?$/;
const NOT_LISTED = 'That answer is not on the list any more. Choose another.';

/** Every part that a form read, none of them refused. */
type Whole<P> = { readonly [K in keyof P]: Exclude<P[K], undefined> };
const isWhole = <P extends object>(parts: P): parts is P & Whole<P> =>
  Object.values(parts).every((part) => part !== undefined);

interface DayBounds {
  readonly earliest?: Day;
  readonly latest?: Day;
}

/** Reads a submission field by field. `undefined` is a part that was refused, with its sentence kept; null is left empty. */
export interface Reader {
  text(name: string, kind: TextKind, needed: string, max?: number): TypedText | undefined;
  maybeText(name: string, kind: TextKind, max?: number): TypedText | null | undefined;
  oneOf<T extends string>(name: string, options: readonly Option<T>[], needed: string): T | undefined;
  maybeOneOf<T extends string>(name: string, options: readonly Option<T>[]): T | null | undefined;
  /** `needed` is null where none is an answer too. */
  manyOf<T extends string>(
    name: string,
    options: readonly Option<T>[],
    needed: string | null,
  ): readonly T[] | undefined;
  day(name: string, bounds: DayBounds & { readonly needed: string }): Day | undefined;
  maybeDay(name: string, bounds: DayBounds): Day | null | undefined;
  moment(name: string, at: { zone: string; now: Instant }, needed: string): Instant | undefined;
  maybeMoment(name: string, at: { zone: string; now: Instant }): Instant | null | undefined;
  /** Handles of files, none twice; none at all is an answer too. */
  files(name: string, most: number): readonly string[] | undefined;
  /** The row a form is about: carried by its button, the only one there is, or chosen. */
  row<T extends { readonly id: string }>(which: Which<T>, carries: Carries): T | undefined;
  fail(name: string, sentence: string): undefined;
  asks<P extends object, T>(parts: P, make: (parts: P & Whole<P>) => T): Read<T>;
}

export function reader(values: Values): Reader {
  const errors: Record<string, string> = {};
  const fail = (name: string, sentence: string): undefined => {
    errors[name] ??= sentence;
    return undefined;
  };
  const written = (name: string): string => typedText(values, name) ?? '';

  const maybeText: Reader['maybeText'] = (name, kind, max = LONG) => {
    const typed = written(name);
    if (isBlank(typed)) return null;
    const over = tooLong(typed, max);
    return over ? fail(name, over) : { typed, kind };
  };
  const maybeOneOf: Reader['maybeOneOf'] = (name, options) => {
    const [value] = chosenValues(values, name) ?? [];
    if (value === undefined || isBlank(value)) return null;
    return options.find((row) => row.value === value)?.value ?? fail(name, NOT_LISTED);
  };
  const maybeMoment: Reader['maybeMoment'] = (name, { zone, now }) => {
    const typed = written(name).trim();
    if (isBlank(typed)) return null;
    const [, date, hour, minute] = MOMENT.exec(typed) ?? [];
    const day = Day.safeParse(date);
    if (!day.success)
      return fail(name, 'There is no such day and time. Write them such as 2026-11-05 15:20, or pick them.');
    const at = atSchoolTime(day.data, Number(hour), Number(minute), zone);
    return at > now ? fail(name, 'That time has not come yet. Give the day and time when it happened.') : at;
  };
  const maybeDay: Reader['maybeDay'] = (name, { earliest, latest }) => {
    const typed = written(name).trim();
    if (isBlank(typed)) return null;
    const day = Day.safeParse(typed);
    if (!day.success) return fail(name, 'There is no such day in the calendar. Check the month and the day.');
    if (latest && day.data > latest)
      return fail(name, `That day has not come yet. Choose ${printDay(latest)} or earlier.`);
    if (earliest && day.data < earliest)
      return fail(name, `That is too early. Choose ${printDay(earliest)} or later.`);
    return day.data;
  };
  const orNeeded = <T>(name: string, value: T | null | undefined, needed: string): T | undefined =>
    value === null ? fail(name, needed) : value;

  return {
    fail,
    maybeText,
    maybeOneOf,
    maybeMoment,
    text: (name, kind, needed, max) => orNeeded(name, maybeText(name, kind, max), needed),
    oneOf: (name, options, needed) => orNeeded(name, maybeOneOf(name, options), needed),
    moment: (name, at, needed) => orNeeded(name, maybeMoment(name, at), needed),
    manyOf: (name, options, needed) => {
      const wanted = (chosenValues(values, name) ?? []).filter((value) => !isBlank(value));
      if (wanted.some((value) => !options.some((row) => row.value === value)))
        return fail(name, 'One of those is not on the list any more. Choose again.');
      const found = options.filter((row) => wanted.includes(row.value)).map((row) => row.value);
      return found.length === 0 && needed !== null ? fail(name, needed) : found;
    },
    files: (name, most) => {
      const handles = [...new Set(chosenValues(values, name) ?? [])].filter((handle) => !isBlank(handle));
      if (handles.length > most)
        return fail(
          name,
          `That is too many at once. Choose ${most} files at most, and add the rest afterwards.`,
        );
      return handles.every(isHandle)
        ? handles
        : fail(name, 'One of those files did not arrive. Take it out and choose it again.');
    },
    maybeDay,
    day: (name, bounds) => orNeeded(name, maybeDay(name, bounds), bounds.needed),
    row: (which, carries) => {
      const found = whichRow(which, carries, chosenValues(values, which.name)?.[0]);
      if (found) return found;
      return which.rows.length > 1 && carriedId(which, carries) === undefined
        ? fail(which.name, which.needed)
        : fail('form', `${which.none} Open the case again to see it as it is now.`);
    },
    asks: (parts, make) => {
      const refused: Errors | null = Object.keys(errors).length > 0 ? errors : null;
      if (refused) return { ok: false, errors: refused };
      if (isWhole(parts)) return { ok: true, asks: make(parts) };
      return {
        ok: false,
        errors: { form: 'Something here could not be read. Look it over and send it again.' },
      };
    },
  };
}
