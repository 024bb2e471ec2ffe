import { z } from 'zod';
import type { Values } from '../../src/view/form-kind.ts';
import type { Known } from './draw-field.ts';

const Option = z.object({ value: z.string(), text: z.object({ text: z.string() }) });
/** What stands in one box, of the kinds that Accord asks with; anything else reads as nothing. */
const Box = z.object({
  value: z.string().nullish(),
  selected_option: Option.nullish(),
  selected_options: z.array(Option).nullish(),
  selected_date: z.string().nullish(),
  selected_time: z.string().nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_conversation: z.string().nullish(),
  files: z.array(z.object({ id: z.string() })).nullish(),
});
/** The boxes of a submitted view, by block and by kind. */
export const ViewState = z.object({ values: z.record(z.string(), z.record(z.string(), Box)) });
export type ViewState = z.infer<typeof ViewState>;

type Box = z.infer<typeof Box>;

function read(kind: string, box: Box): string | boolean | readonly string[] | undefined {
  switch (kind) {
    case 'text':
      return box.value ?? undefined;
    case 'choice':
    case 'person':
      return box.selected_option?.value;
    case 'many':
    case 'groups':
      return (box.selected_options ?? []).map((row) => row.value);
    case 'day':
      return box.selected_date ?? undefined;
    case 'tick':
      return (box.selected_options ?? []).length > 0;
    case 'accounts':
      return box.selected_users ?? [];
    case 'channel':
      return box.selected_conversation ?? undefined;
    case 'files':
      return (box.files ?? []).map((row) => row.id);
    default:
      return undefined;
  }
}

/** What was typed and chosen, by field. A day without its time, or the other way about, comes as far as it goes. */
export function readForm({ values }: ViewState): Values {
  const typed: Record<string, string | boolean | readonly string[]> = {};
  for (const [block, boxes] of Object.entries(values))
    for (const [action, box] of Object.entries(boxes)) {
      const [kind = ''] = action.split(':', 1);
      if (block.includes('~')) continue;
      const value = read(kind, box);
      if (value !== undefined) typed[block] = value;
    }
  for (const [block, boxes] of Object.entries(values)) {
    if (!block.endsWith('~day')) continue;
    const name = block.slice(0, -'~day'.length);
    const day = boxes[`day:${name}`]?.selected_date ?? '';
    const time = values[`${name}~time`]?.[`time:${name}`]?.selected_time ?? '';
    if (day || time) typed[name] = `${day}T${time}`;
  }
  return typed;
}

/** What Slack showed beside each chosen value, so that a form which comes back can show it again. */
export function shownIn({ values }: ViewState): Known {
  const boxes = Object.values(values).flatMap((row) => Object.values(row));
  const options = boxes.flatMap((box) => [
    ...(box.selected_option ? [box.selected_option] : []),
    ...(box.selected_options ?? []),
  ]);
  return new Map(options.map((row) => [row.value, row.text.text]));
}
