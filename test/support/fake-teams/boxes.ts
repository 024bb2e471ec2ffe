import type { FakeActivities } from './activities.ts';
import { type Choice, ClientRefusal, choicesOf, datasetOf, type Filling, filled } from './client-rules.ts';
import type { Core } from './core.ts';
import type { FakeDelivery } from './delivery.ts';
import { searchAnswer, TROUBLE } from './invoke-answers.ts';
import { type Complaints, told } from './outcome.ts';
import type { Surfaces } from './surfaces.ts';
import { type FoundInput, findInput, type Where } from './targets.ts';
import type { FakeUser } from './tenant.ts';

export interface PersonParts {
  readonly core: Core;
  readonly delivery: FakeDelivery;
  readonly activities: FakeActivities;
  readonly user: FakeUser;
  readonly surfaces: Surfaces;
  readonly complaints: Complaints;
}

/** The tenant's own directory (learn.microsoft.com, "People Picker in Adaptive Cards"). */
const DIRECTORY = 'graph.microsoft.com/users';

/** The boxes in front of one person: typing, choosing, and asking the app for choices. */
export function fakeBoxes({ core, delivery, activities, user, surfaces, complaints }: PersonParts) {
  /** What searches offered so far, by dataset. */
  const found = new Map<string, readonly Choice[]>();

  /** Teams looks people up by itself: the app hears nothing of it. */
  const inDirectory = (text: string): readonly Choice[] =>
    [...core.tenant.users.values()]
      .filter((one) => one.aadObjectId === text || one.name.toLowerCase().includes(text.toLowerCase()))
      .map(({ aadObjectId, name }) => ({ value: aadObjectId, title: name }));

  async function search({ surface, input }: FoundInput, text: string): Promise<readonly Choice[]> {
    const dataset = datasetOf(input.it);
    if (dataset === null) throw new ClientRefusal(`"${input.id}" asks for nothing while you type.`);
    if (dataset === DIRECTORY) {
      found.set(dataset, [...(found.get(dataset) ?? []), ...inDirectory(text)]);
      return inDirectory(text);
    }
    const activity = activities.search(user, dataset, text, surface.message);
    const ack = await delivery.send(activity);
    const read = searchAnswer(core, ack);
    told(complaints, ack, read.ok ? null : TROUBLE);
    if (!read.ok) return [];
    found.set(dataset, [...(found.get(dataset) ?? []), ...read.value]);
    return read.value;
  }

  /** For a box that asks: types what is wanted, unless it was offered before. */
  async function offered(at: FoundInput, value: Filling): Promise<readonly Choice[]> {
    const dataset = datasetOf(at.input.it);
    if (dataset === null) return [];
    const known = () => [...choicesOf(at.input.it), ...(found.get(dataset) ?? [])];
    for (const one of typeof value === 'string' ? [value] : Array.isArray(value) ? value : [])
      if (!known().some((choice) => choice.value === one || choice.title === one))
        await search(at, String(one));
    return known();
  }

  return {
    /** What is offered while somebody types, in words. */
    suggest: async (id: string, text: string, where?: Where): Promise<readonly string[]> =>
      (await search(findInput(core, user.id, surfaces, id, where), text)).map(({ title }) => title),
    async fill(values: Readonly<Record<string, Filling>>, where?: Where): Promise<void> {
      for (const [id, value] of Object.entries(values)) {
        const at = findInput(core, user.id, surfaces, id, where);
        const name = `"${at.input.label}" (${id})`;
        at.surface.state.values.set(id, filled(at.input.it, value, await offered(at, value), name));
      }
    },
  };
}
