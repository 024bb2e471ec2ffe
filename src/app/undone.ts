import type { IntentKey } from '../domain/ids.ts';
import type { Values } from '../view/form-kind.ts';
import type { Reply } from '../view/reply.ts';

/** Thrown to undo what a refused submission had begun to keep; carries the answer out of the transaction. */
export class Undone extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super('The submission was refused and leaves nothing behind.');
    this.name = 'Undone';
    this.reply = reply;
  }
}

/** Undone, but for what was typed on page one: the page that asks for the rest will want it. */
export class KeepDraft extends Undone {
  readonly draft: { readonly key: IntentKey; readonly values: Values } | null;
  constructor(reply: Reply, draft: KeepDraft['draft']) {
    super(reply);
    this.draft = draft;
  }
}
