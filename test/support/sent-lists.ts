import { evidence } from '../../src/app/receive.ts';
import type { Reply } from '../../src/view/reply.ts';
import { buttonsIn } from './drawings.ts';
import { offered, type RoleName, type World } from './world.ts';

export const giveCsv = (world: World, file: string | Uint8Array): string =>
  world.surface.give({ name: 'Parents.csv', mediaType: 'text/csv', bytes: Buffer.from(file) });

/** Sends a CSV file to Accord with a list's word beside it, and waits for what is told about it. */
export async function sendsCsv(
  world: World,
  role: RoleName,
  file: string | Uint8Array,
  words: string,
): Promise<Reply> {
  const { who } = world.as(role);
  const files = [giveCsv(world, file)];
  const reply = await evidence(world.app, who, { words, files, key: world.app.ids.next() });
  await world.settle();
  return reply;
}

export const lastCard = (world: World, role: RoleName) => {
  const card = world.as(role).cards().at(-1);
  if (!card) throw new Error('Nothing was sent.');
  return card;
};

/** Presses a button of the message that came, by its label. */
export async function presses(world: World, role: RoleName, label: string): Promise<Reply> {
  const found = buttonsIn(lastCard(world, role)).find((row) => row.label === label);
  if (!found) throw new Error(`There is no button "${label}".`);
  return world.as(role).tap(found.tap, found.key);
}

/** Presses it, and sends the form that opens with what it offers and what is filled in. */
export async function confirms(
  world: World,
  role: RoleName,
  label: string,
  values: Record<string, string | boolean> = {},
): Promise<Reply> {
  const opened = await presses(world, role, label);
  if (opened.is !== 'form') return opened;
  return world.as(role).submit(opened.form, { ...offered(opened.form), looked: true, ...values });
}
