import type { Day } from '../../domain/time.ts';
import type { Field } from '../form.ts';
import type { Values } from '../form-kind.ts';
import { optionsOf } from './choices.ts';
import { choiceField, dayField } from './fields.ts';
import { SENT_BY_LABELS } from './labels.ts';
import type { Reader } from './read-values.ts';

const CHANNELS = optionsOf(SENT_BY_LABELS);

/** By which way something from the family came, and when. */
export const reachedFields = (values: Values, today: Day): readonly Field[] => [
  choiceField(values, { name: 'channel', label: 'How did it reach us?', options: CHANNELS }),
  dayField(values, {
    name: 'received_on',
    label: 'On what day did it reach us?',
    value: today,
    latest: today,
  }),
];

export const readReached = (r: Reader, today: Day) => ({
  channel: r.oneOf('channel', CHANNELS, 'Say how it reached us.'),
  receivedOn: r.day('received_on', { needed: 'Give the day on which it reached us.', latest: today }),
});
