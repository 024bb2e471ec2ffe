import { Worker } from 'node:worker_threads';
import type { Documents } from '../ports.ts';
import type { Answered, Asked, Made } from './asked-of-thread.ts';

interface Waiting {
  readonly resolve: (made: Made) => void;
  readonly reject: (cause: Error) => void;
}

interface Thread {
  readonly ask: (asked: Asked) => Promise<Made>;
}

/** A thread that draws. It holds the process open only while somebody waits for it. */
function startThread(ended: () => void): Thread {
  const worker = new Worker(new URL('documents-thread.mjs', import.meta.url));
  const waiting = new Map<number, Waiting>();
  const settle = (id: number, how: (one: Waiting) => void) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) worker.unref();
    if (one) how(one);
  };
  const fail = (cause: Error) => {
    ended();
    for (const id of [...waiting.keys()]) settle(id, (one) => one.reject(cause));
  };
  worker.on('message', (answered: Answered) =>
    settle(answered.id, (one) => (answered.ok ? one.resolve(answered.made) : one.reject(answered.cause))),
  );
  worker.on('error', (cause) => fail(new Error('The thread that draws documents ended.', { cause })));
  worker.on('exit', () => fail(new Error('The thread that draws documents ended.')));
  worker.unref();
  return {
    ask: (asked) =>
      new Promise((resolve, reject) => {
        worker.postMessage(asked);
        waiting.set(asked.id, { resolve, reject });
        worker.ref();
      }),
  };
}

/**
 * Documents are drawn in a thread of their own, because a bundle of a hundred pages takes a second in which nothing
 * else would be answered. It is started at the first use, and again where it ended.
 */
export function openDocuments(): Documents {
  let thread: Thread | null = null;
  let asked = 0;
  const ask = (what: (id: number) => Asked): Promise<Made> => {
    thread ??= startThread(() => {
      thread = null;
    });
    asked += 1;
    return thread.ask(what(asked));
  };
  return {
    pdf: (paper) => ask((id) => ({ id, make: 'pdf', paper })),
    word: async (paper) => (await ask((id) => ({ id, make: 'word', paper }))).bytes,
    picture: async (pdf, most) => (await ask((id) => ({ id, make: 'picture', pdf, most }))).bytes,
  };
}
