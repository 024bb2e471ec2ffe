import type { CaseRef } from '../domain/ids.ts';
import { ParticularsId } from '../domain/ids.ts';
import { attempt, type Done } from './attempt.ts';
import type { Caller } from './caller.ts';
import { commitCase } from './commit.ts';
import { textsIn } from './drawing.ts';
import { type LoadedCase, loadCase, outlineOfRow } from './load-case.ts';

interface Held {
  readonly texts: readonly ParticularsId[];
  readonly files: readonly ParticularsId[];
}

/** Everything that the facts of a case point to. */
function heldBy({ recorded }: Pick<LoadedCase, 'recorded'>): Held {
  const texts = new Set<ParticularsId>();
  const files = new Set<ParticularsId>();
  for (const { event } of recorded) {
    if (event.type === 'evidence_file_added') files.add(ParticularsId.parse(event.file.id));
    else for (const ref of textsIn(event)) texts.add(ParticularsId.parse(ref.id));
  }
  return { texts: [...texts], files: [...files] };
}

/** Where else they wait for an answer: one in a case that goes with this, or one that the law sets a time for. */
async function askedElsewhere(
  { app, unit, at }: Caller,
  { it }: LoadedCase,
  joined: readonly LoadedCase[],
): Promise<readonly CaseRef[]> {
  const refs = joined.filter((one) => one.it.requests.some((row) => !row.answered)).map((one) => one.it.ref);
  if (it.person === null) return refs;
  for (const row of await unit.cases.ofPerson(at.school.id, it.person)) {
    const outline = row.id === it.id ? null : await outlineOfRow(app, unit, at, row);
    if (outline?.requests.some((one) => one.law && !one.answered)) refs.push(row.ref);
  }
  return [...new Set(refs)];
}

/** The cases that were joined into this one: their words are its words, and go with it. */
async function joinedInto({ app, unit, at }: Caller, { it }: LoadedCase): Promise<readonly LoadedCase[]> {
  const loaded = await Promise.all(
    it.joinedReporters.map((row) => loadCase(app, unit, at, row.from, 'without_history')),
  );
  return loaded.filter((one) => one !== null).filter((one) => one.it.joinedInto === it.id);
}

async function wipe({ unit, at }: Caller, { texts, files }: Held): Promise<void> {
  for (const id of texts) await unit.particulars.erase(at.school.id, id);
  for (const id of files) await unit.files.erase(at.school.id, id);
}

/**
 * Texts and files of a case whose time is up, and of those joined into it: erased with the fact that says so, in one
 * transaction. Facts and commitments stay, and the chain with them.
 */
export async function eraseRecord(caller: Caller, loaded: LoadedCase): Promise<Done> {
  const { texts, files } = heldBy(loaded);
  const joined = await joinedInto(caller, loaded);
  const done = attempt(caller, loaded, loaded.it, {
    do: 'erase_record',
    texts: texts.length,
    files: files.length,
    elsewhere: await askedElsewhere(caller, loaded, joined),
  });
  if (!done.ok) return done;
  for (const one of [loaded, ...joined]) {
    const held = heldBy(one);
    await wipe(caller, held);
    const events =
      one === loaded
        ? done.events
        : [
            {
              type: 'record_erased' as const,
              texts: held.texts.length,
              files: held.files.length,
              on: caller.at.today,
            },
          ];
    await commitCase(caller.unit, caller.at, one.it, events, {
      actor: caller.member.id,
      policy: one.policy.policy,
      book: one.book,
    });
  }
  return done;
}
