import { readCaseEvent } from '../domain/events/case-event.ts';
import { fold } from '../domain/evolve/evolve.ts';
import type { App } from './app.ts';
import { project } from './project.ts';

/** Between two words of progress. Cases. */
const SAY_EVERY = 200;

export type Progress = (done: number, of: number) => void;

/** Makes the rows of cases, restrictions and deadlines again from the journal alone. Returns how many cases. */
export async function rebuild(app: App, onProgress: Progress = () => {}): Promise<number> {
  const streams = await app.store.read((unit) => unit.journal.streams('case'));
  await app.store.write(async (unit) => {
    await unit.readRows.clear();
    for (const [index, { stream }] of streams.entries()) {
      const facts = await unit.journal.load(stream);
      const it = fold(
        facts.map((fact) => ({
          event: readCaseEvent(fact.type, fact.version, fact.data),
          at: fact.at,
          by: fact.by,
        })),
      );
      if (it) await project(unit, it, null);
      if (index % SAY_EVERY === 0) onProgress(index, streams.length);
    }
  });
  onProgress(streams.length, streams.length);
  return streams.length;
}
