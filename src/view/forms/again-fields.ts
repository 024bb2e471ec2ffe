import type { Purpose } from '../../domain/brought.ts';
import type { Restriction } from '../../domain/case.ts';
import { reservedOn } from '../../domain/decide/gates-again.ts';
import type { MemberId } from '../../domain/ids.ts';
import type { Drawing } from '../drawing.ts';
import type { Field } from '../form.ts';
import type { Values } from '../form-kind.ts';
import { panelOptions } from './decide-detail-fields.ts';
import { panelFor } from './decide-needs.ts';
import { manyField, tickField } from './fields.ts';
import type { Reader } from './read-values.ts';

/** What a later decision on a restriction asks beside its reasons: who sat, and whether reservations are answered. */
export function againFields(
  values: Values,
  row: Restriction | undefined,
  purposes: readonly Purpose[],
  d: Drawing,
): readonly Field[] {
  if (!row) return [];
  const reserved = purposes.some((purpose) => reservedOn(d.it, row, purpose) !== undefined);
  return [
    ...(panelFor(row.step, d)
      ? [
          manyField(values, {
            name: 'present',
            label: 'Who took part in the decision?',
            options: panelOptions([row.step], d),
            required: false,
          }),
        ]
      : []),
    ...(reserved
      ? [
          tickField(values, {
            name: 'answers_view',
            label: 'My reason above answers the reservations of whoever was asked',
            required: false,
          }),
        ]
      : []),
  ];
}

export const readPresent = (
  r: Reader,
  row: Restriction | undefined,
  d: Drawing,
): readonly MemberId[] | undefined =>
  row && panelFor(row.step, d)
    ? r.manyOf('present', panelOptions([row.step], d), 'Name those who took part.')
    : [];
