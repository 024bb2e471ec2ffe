import type { z } from 'zod';
import { LIMITS } from '../../../adapters/slack/limits.ts';

export type Checked<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly messages: readonly string[]; readonly isTooLong: boolean };

type Issue = z.core.$ZodIssue;

const isTooLong = (issue: Issue): boolean =>
  issue.code === 'custom' && issue.params?.slack === 'msg_blocks_too_long';

/** In the words Slack uses, so that a log says where it is wrong. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, at: string): Checked<T> {
  const read = schema.safeParse(value);
  if (read.success) return { ok: true, value: read.data };
  const { issues } = read.error;
  return {
    ok: false,
    messages: issues.map(
      (issue) => `[ERROR] ${issue.message} [json-pointer:/${[...(at ? [at] : []), ...issue.path].join('/')}]`,
    ),
    isTooLong: issues.every(isTooLong),
  };
}

export const isTooLarge = (view: unknown): boolean =>
  Buffer.byteLength(JSON.stringify(view)) > LIMITS.viewBytes;
