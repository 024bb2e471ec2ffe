import { z } from 'zod';
import { checked } from './checked.ts';
import type { Core } from './core.ts';

export type Answer =
  | ({ readonly ok: true } & Readonly<Record<string, unknown>>)
  | { readonly ok: false; readonly error: string; readonly messages?: readonly string[] };

export type Method = (args: Readonly<Record<string, unknown>>, it: Core) => Answer;

export const no = (error: string, messages: readonly string[] = []): Answer => ({
  ok: false,
  error,
  messages,
});

/** A method with its arguments; one that Slack does not know is taken for a slip of the pen. */
export const method =
  <T>(args: z.ZodType<T>, run: (args: T, it: Core) => Answer): Method =>
  (raw, it) => {
    const read = checked(args, raw, '');
    return read.ok ? run(read.value, it) : no('invalid_arguments', read.messages);
  };

/** Forms send words where JSON sends values. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false', '1', '0'])]);
export const isOn = (value: z.infer<typeof flag> | undefined): boolean =>
  value === true || value === 'true' || value === '1';
export const whole = z.coerce.number<string | number>().int().min(0);
