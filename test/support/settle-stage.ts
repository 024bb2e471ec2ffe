import type { App } from '../../src/app/app.ts';
import { deliverAll } from '../../src/app/deliver.ts';
import { fetchAll } from '../../src/app/fetch-files.ts';
import { tick } from '../../src/app/tick.ts';
import { addressesIn, directoriesOf, outletOver } from '../../src/live/surfaces.ts';
import type { Surface } from '../../src/surface.ts';

/** A platform of a stage. */
export interface StagedSurface {
  readonly surface: Surface;
  /** Everything sent is there, was told of, and nothing went wrong that a person would not have seen. */
  shown(): Promise<void>;
}

/** Rounds until what is owed is sent: more of them, and something is owed for ever. */
const MOST_ROUNDS = 20;

/** Lets everything happen that is due, and shows everything that is owed, on whichever platform it is. */
export async function settleOver(app: App, staged: readonly StagedSurface[]): Promise<void> {
  const surfaces = staged.map((row) => row.surface);
  const outlet = outletOver(surfaces, addressesIn(app.store));
  await tick(app);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    await fetchAll(app, directoriesOf(surfaces), 'test');
    await deliverAll(app, outlet, 'test');
    for (const row of staged) await row.shown();
    const [owed, fetches] = await app.store.read(({ owed: posts, fetches: files }) =>
      Promise.all([posts.counts(), files.counts()]),
    );
    if (owed.owed + owed.redraws + fetches.owed === 0) return;
  }
  throw new Error(`Something is owed in ${surfaces.map((row) => row.platform).join(' or ')} and never sent.`);
}
