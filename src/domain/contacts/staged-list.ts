import { z } from 'zod';

/** Lists that come as files. */
export const LISTS = ['people', 'signatures'] as const;
export const ListName = z.enum(LISTS);
export type ListName = z.infer<typeof ListName>;

/** A file on its way to a list, as it is kept between being fetched and being imported. */
export const StagedList = z.discriminatedUnion('state', [
  z.object({ state: z.literal('asked'), list: ListName }),
  z.object({ state: z.literal('here'), list: ListName, base64: z.string() }),
  z.object({ state: z.literal('done'), list: ListName }),
]);
export type StagedList = z.infer<typeof StagedList>;
