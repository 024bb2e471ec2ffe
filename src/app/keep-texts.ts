import type { ParticularsRef, SchoolId } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import type { Typed, TypedText } from '../view/typed.ts';

const isTyped = (value: unknown): value is TypedText =>
  typeof value === 'object' &&
  value !== null &&
  'typed' in value &&
  'kind' in value &&
  typeof value.typed === 'string';

/**
 * Keeps what was typed, encrypted, and puts its reference in its place: the one way from a form to a command.
 * What comes out is the command's own shape, since `Typed` differs from it in nothing but these texts.
 */
export async function keepTexts<T>(unit: Unit, school: SchoolId, typed: Typed<T>): Promise<T> {
  const walk = async (value: unknown): Promise<unknown> => {
    if (isTyped(value))
      return unit.particulars.keep(school, value.kind, value.typed) satisfies Promise<ParticularsRef>;
    if (Array.isArray(value)) return Promise.all(value.map(walk));
    if (typeof value !== 'object' || value === null) return value;
    const rows = await Promise.all(
      Object.entries(value).map(async ([key, part]) => [key, await walk(part)] as const),
    );
    return Object.fromEntries(rows);
  };
  return (await walk(typed)) as T;
}
