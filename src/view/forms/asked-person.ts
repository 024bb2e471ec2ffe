import { withoutUnseen } from '../../domain/contacts/contact.ts';
import { PersonId } from '../../domain/ids.ts';
import type { PersonAsked, Values } from '../form-kind.ts';
import { isBlank, type Reader, typedText } from './read-values.ts';

const NEW = 'new:';
/** Characters in a name with what tells its bearer apart. */
const NAME_MAX = 160;

export const PERSON_HINT =
  'Start typing the name. For somebody new, add after a comma what tells them apart: a class, a car, a coat.';

/** A person's id, `new:` and a name with a detail after the first comma, or `unknown`. */
export function maybePerson(r: Reader, values: Values, name: string): PersonAsked | null | undefined {
  const typed = typedText(values, name) ?? '';
  if (isBlank(typed) || typed === 'unknown') return null;
  if (!typed.startsWith(NEW)) {
    const id = PersonId.safeParse(typed);
    return id.success ? id.data : r.fail(name, 'Choose somebody from the list, or type a new name.');
  }
  const [who = '', ...rest] = withoutUnseen(typed.slice(NEW.length)).split(',');
  if (isBlank(who)) return r.fail(name, 'Type the name of the new person, or choose "not known".');
  if ([...typed].length > NAME_MAX + NEW.length)
    return r.fail(
      name,
      `That is too long for a name. Keep it under ${NAME_MAX} characters; tell the rest below.`,
    );
  return { new: { name: who.trim(), detail: rest.join(',').trim() } };
}

export const neededPerson = (r: Reader, values: Values, name: string): PersonAsked | undefined => {
  const found = maybePerson(r, values, name);
  return found === null ? r.fail(name, 'Say who it was. Choose somebody, or type a new name.') : found;
};
