import { type CaseId, CaseRef } from '../../domain/ids.ts';
import type { Drawing } from '../drawing.ts';
import type { AppAsk, FormKind, Values } from '../form-kind.ts';
import { carriedId, type Option } from './choices.ts';
import { choiceField, longField, textField } from './fields.ts';
import { isBlank, type Reader, reader, typedText } from './read-values.ts';

type Target = Extract<AppAsk, { do: 'join' }>['target'];

const near = (d: Drawing): readonly Option<CaseId>[] =>
  d.sameEvent
    .filter((row) => row.id !== d.it.id)
    .map((row) => ({ value: row.id, label: `${row.ref}: ${row.person}` }));

/** One of those that look alike, or a reference typed by hand. */
function readTarget(r: Reader, values: Values, d: Drawing): Target | undefined {
  const chosen = r.maybeOneOf('target', near(d));
  if (chosen) return { case: chosen };
  if (chosen === undefined) return undefined;
  const typed = (typedText(values, 'ref') ?? '').trim().toUpperCase();
  const field = near(d).length > 0 ? 'target' : 'ref';
  if (isBlank(typed)) return r.fail(field, 'Say which case it belongs to.');
  const ref = CaseRef.safeParse(typed);
  if (!ref.success) return r.fail('ref', 'That is not a case reference. It looks like AC-26-0042.');
  if (ref.data === d.it.ref) return r.fail('ref', 'That is this case itself. Give the other one.');
  return { ref: ref.data };
}

export const join: FormKind = {
  name: 'join',
  draw: (d, carries, values) => ({
    title: 'Same event',
    intro: [
      {
        is: 'text',
        text: "This case becomes part of the other one, as an account of its own. Those who reported do not see each other's words. It can be undone.",
      },
    ],
    fields: [
      ...(near(d).length > 0
        ? [
            choiceField(values, {
              name: 'target',
              label: 'Which case is about the same event?',
              options: near(d),
              value: near(d).find((row) => row.value === carriedId({ name: 'into' }, carries))?.value,
              required: false,
            }),
          ]
        : []),
      textField(values, {
        name: 'ref',
        label: near(d).length > 0 ? 'Or give its reference' : 'Reference of the case it belongs to',
        hint: 'Such as AC-26-0042.',
        required: near(d).length === 0,
        max: 20,
      }),
      longField(values, { name: 'reason', label: 'How do you know that it is the same event?' }),
    ],
    submit: 'Join',
  }),
  read: (values, d) => {
    const r = reader(values);
    const parts = {
      target: readTarget(r, values, d),
      reason: r.text('reason', 'reason', 'Say in a sentence why it is the same event.'),
    };
    return r.asks(parts, ({ target, reason }) => [{ do: 'join' as const, target, reason }]);
  },
};
