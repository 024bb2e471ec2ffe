import { z } from 'zod';
import { CARD } from './checked-activity.ts';
import { cardTrouble, dialogTrouble } from './checked-card.ts';
import { type Core, refuse } from './core.ts';
import { type Ack, isGood, jsonOf } from './delivery.ts';

/** What Teams shows where an app fails. */
export const TROUBLE = 'Unable to reach app. Please try again.';

const record = z.record(z.string(), z.unknown());
const size = z.union([z.number().positive(), z.enum(['small', 'medium', 'large'])]).optional();

const Task = z.strictObject({
  task: z.discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('continue'),
      value: z.strictObject({
        title: z.string().min(1),
        height: size,
        width: size,
        card: z.strictObject({ contentType: z.literal(CARD), content: record }),
      }),
    }),
    z.strictObject({ type: z.literal('message'), value: z.string().min(1) }),
  ]),
});
export type TaskAnswer = z.infer<typeof Task>['task'];

const CardAnswer = z.discriminatedUnion('type', [
  z.strictObject({ statusCode: z.literal(200), type: z.literal(CARD), value: record }),
  z.strictObject({
    statusCode: z.literal(200),
    type: z.literal('application/vnd.microsoft.activity.message'),
    value: z.string().min(1),
  }),
  z.strictObject({
    statusCode: z.int().min(400).max(599),
    type: z.literal('application/vnd.microsoft.error'),
    value: z.strictObject({ code: z.string().min(1), message: z.string().min(1) }),
  }),
]);
export type CardAnswer = z.infer<typeof CardAnswer>;

const SearchAnswer = z.strictObject({
  statusCode: z.literal(200).optional(),
  type: z.literal('application/vnd.microsoft.search.searchResponse'),
  value: z.strictObject({
    results: z.array(z.strictObject({ value: z.string().min(1), title: z.string().min(1) })),
  }),
});

export type Understood<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

/**
 * Reads an answer as Teams does. No answer, a late one or a bad status is the app's misfortune; an answer that Teams
 * cannot read is its mistake. Both look the same to the person.
 */
function understood<T>(
  it: Core,
  name: string,
  ack: Ack,
  schema: z.ZodType<T>,
  trouble: (value: T) => readonly string[] = () => [],
): Understood<T> {
  if (!isGood(ack)) return { ok: false };
  const read = schema.safeParse(jsonOf(ack));
  const detail = read.success
    ? trouble(read.data)
    : read.error.issues.map(({ path, message }) => `/${path.join('/')}: ${message}`);
  if (ack.status === 200 && read.success && detail.length === 0) return { ok: true, value: read.data };
  const why = ack.body === '' ? 'an empty answer' : 'an answer Teams does not know';
  refuse(it, `answer to ${name}`, why, ack.status === 200 ? detail : [...detail, `status ${ack.status}`]);
  return { ok: false };
}

export const taskAnswer = (it: Core, name: string, ack: Ack): Understood<TaskAnswer> => {
  const read = understood(it, name, ack, Task, ({ task }) =>
    task.type === 'continue' ? dialogTrouble(task.value.card.content) : [],
  );
  return read.ok ? { ok: true, value: read.value.task } : read;
};

export const cardAnswer = (it: Core, ack: Ack): Understood<CardAnswer> =>
  understood(it, 'adaptiveCard/action', ack, CardAnswer, (answer) =>
    answer.type === CARD ? cardTrouble(answer.value) : [],
  );

export function searchAnswer(
  it: Core,
  ack: Ack,
): Understood<readonly { readonly value: string; readonly title: string }[]> {
  const read = understood(it, 'application/search', ack, SearchAnswer);
  return read.ok ? { ok: true, value: read.value.value.results } : read;
}
