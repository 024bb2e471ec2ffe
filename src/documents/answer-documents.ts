import type { MessagePort } from 'node:worker_threads';
import type { Answered, Asked, Made } from './asked-of-thread.ts';
import { drawDocuments } from './draw-documents.ts';

const asError = (cause: unknown): Error => (cause instanceof Error ? cause : new Error(typeof cause));

/** The other end of `openDocuments`: draws what it is asked for, one after the other, until its thread ends. */
export function answerDocuments(port: MessagePort): void {
  const documents = drawDocuments();

  async function made(asked: Asked): Promise<Made> {
    switch (asked.make) {
      case 'pdf':
        return documents.pdf(asked.paper);
      case 'word':
        return { bytes: await documents.word(asked.paper), unshown: [] };
      case 'picture':
        return { bytes: await documents.picture(asked.pdf, asked.most), unshown: [] };
      default:
        return asked satisfies never;
    }
  }

  port.on('message', (asked: Asked) => {
    made(asked).then(
      (it) => port.postMessage({ id: asked.id, ok: true, made: it } satisfies Answered),
      (cause) => port.postMessage({ id: asked.id, ok: false, cause: asError(cause) } satisfies Answered),
    );
  });
}
