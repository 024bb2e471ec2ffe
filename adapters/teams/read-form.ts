import type { Values } from '../../src/view/form-kind.ts';
import type { SentForm } from './coded.ts';
import { NO_ANSWER, unpackedValue } from './draw-field.ts';

type Value = Values[string];

function read(kind: string, sent: unknown): Value | undefined {
  // A toggle comes back as the text it was drawn with; one client sends what it means instead.
  if (kind === 'tick') return sent === 'true' || sent === true;
  if (typeof sent !== 'string') return undefined;
  switch (kind) {
    case 'text':
    case 'long':
    case 'day':
      return sent === '' ? undefined : sent;
    case 'choice':
    case 'person':
      return sent === '' || sent === NO_ANSWER ? undefined : sent;
    case 'many':
    case 'accounts':
      return sent
        .split(',')
        .filter((value) => value !== '')
        .map(unpackedValue);
    default:
      return undefined;
  }
}

/**
 * What was typed and chosen, by field, from the data of a submitted dialog. A day without its time, or the other way
 * about, comes as far as it goes. Lists that came with nothing chosen are empty, whether Teams sent them or not.
 */
export function readForm({ lists, kept }: SentForm, data: Readonly<Record<string, unknown>>): Values {
  const typed = new Map<string, Value>([
    ...lists.map((name) => [name, []] as const),
    ...Object.entries(kept),
  ]);
  const moments = new Map<string, { day: string; time: string }>();
  for (const [id, sent] of Object.entries(data)) {
    const [, kind, name, part] = /^([a-z]+):([^~]+)(?:~(day|time))?$/.exec(id) ?? [];
    if (kind === undefined || name === undefined) continue;
    if (kind === 'moment') {
      const { day, time } = moments.get(name) ?? { day: '', time: '' };
      const text = typeof sent === 'string' ? sent : '';
      moments.set(name, part === 'day' ? { day: text, time } : { day, time: text.slice(0, 5) });
      continue;
    }
    const value = read(kind, sent);
    if (value !== undefined) typed.set(name, value);
  }
  for (const [name, { day, time }] of moments) if (day || time) typed.set(name, `${day}T${time}`);
  return Object.fromEntries(typed);
}
