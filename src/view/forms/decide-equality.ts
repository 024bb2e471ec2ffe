import type { Decide } from '../../domain/command.ts';
import type { Field } from '../form.ts';
import type { Values } from '../form-kind.ts';
import type { Typed } from '../typed.ts';
import { optionsOf } from './choices.ts';
import { choiceField, longField } from './fields.ts';
import { isBlank, type Reader, typedText } from './read-values.ts';

type Equality = Typed<Decide>['equality'];

const ANSWERS = optionsOf({
  none_known: 'No, I know of nothing like that',
  adjustments: 'Yes, and I have thought about what would help',
} satisfies Readonly<Record<NonNullable<Decide['equality']>['answer'], string>>);

/** R27: asked before every formal step. */
export const equalityFields = (values: Values, required: boolean): readonly Field[] => [
  choiceField(values, {
    name: 'equality',
    label: 'Could a disability, illness, language or other need lie behind it?',
    hint: 'It has to be answered before a warning, or before anybody is kept away.',
    options: ANSWERS,
    required,
  }),
  longField(values, {
    name: 'equality_note',
    label: 'If so: what is it, and what have you offered?',
    hint: 'Such as an interpreter, somebody to come along, a call in place of a letter, breaks.',
    required: false,
  }),
];

/** `needed` is the sentence for no answer; null where none is an answer too. */
export function readEquality(r: Reader, values: Values, needed: string | null): Equality | undefined {
  const answer = needed === null ? r.maybeOneOf('equality', ANSWERS) : r.oneOf('equality', ANSWERS, needed);
  if (answer === null || answer === undefined) return answer;
  if (answer === 'adjustments' && isBlank(typedText(values, 'equality_note') ?? ''))
    return r.fail('equality_note', 'Say what the need is and what you have offered to do about it.');
  const note = r.maybeText('equality_note', 'note');
  return note === undefined ? undefined : { answer, note };
}
