import { mayAtSchool, type SchoolDeed } from '../domain/authorise.ts';
import type { Scene } from '../view/drawing.ts';
import type { Form } from '../view/form.ts';
import type { Carries, Errors, SchoolFormKind, Values } from '../view/form-kind.ts';
import type { SchoolForm, Submit } from '../view/intent.ts';
import type { Reply } from '../view/reply.ts';
import type { App } from './app.ts';
import { type Caller, said, writeAccess } from './caller.ts';

/** What a form about the school is drawn from, or what is said where it cannot be. */
export type SceneOrReply<S> = { readonly scene: S } | { readonly reply: Reply };

/** One form about the school: who may open it, what it is drawn from, and what it does. */
export interface SchoolFormWork<N extends SchoolForm, S extends Scene, A> {
  readonly kind: SchoolFormKind<N, S, A>;
  /** What whoever opens it must be allowed to do; where that hangs on what its button carries, by that. */
  readonly deed: SchoolDeed | ((carries: Carries) => SchoolDeed);
  /** Said to whoever may not. */
  readonly refused: string | ((carries: Carries) => string);
  scene(caller: Caller, carries: Carries): Promise<SceneOrReply<S>>;
  /** How far what it shows had come when it was drawn; where that has moved on, the form comes back. */
  revision(caller: Caller, scene: S): Promise<number>;
  /** Said with a form that comes back so. */
  readonly stale: string;
  /** Writes, in the caller's transaction. Errors bring the form back with what was typed: nothing was written then. */
  act(caller: Caller, scene: S, asks: A, submit: Submit): Promise<Reply | { readonly errors: Errors }>;
}

/** A form about the school as buttons, words and submissions reach it. */
export interface SchoolFormDoor {
  open(caller: Caller, carries?: Carries): Promise<Reply>;
  submit(caller: Caller, submit: Submit): Promise<Reply>;
}

/** That somebody else tried is written down. */
export async function refuseAtSchool(caller: Caller, what: string, words: string): Promise<Reply> {
  await writeAccess(caller, 'attempt_refused', { what, case: null });
  return said(words);
}

export function schoolForm<N extends SchoolForm, S extends Scene, A>(
  work: SchoolFormWork<N, S, A>,
): SchoolFormDoor {
  const { kind, deed, refused } = work;

  async function sceneFor(caller: Caller, carries: Carries): Promise<SceneOrReply<S>> {
    const needs = typeof deed === 'string' ? deed : deed(carries);
    if (mayAtSchool(needs, caller.member, caller.at.current.policy)) return work.scene(caller, carries);
    const words = typeof refused === 'string' ? refused : refused(carries);
    return { reply: await refuseAtSchool(caller, kind.name, words) };
  }

  async function formOf(
    caller: Caller,
    scene: S,
    carries: Carries,
    more: { values?: Values; errors?: Errors; key?: Form['key'] } = {},
  ): Promise<Form> {
    return {
      ...kind.draw(scene, carries, more.values ?? {}),
      name: kind.name,
      key: more.key ?? scene.key(),
      school: scene.school.id,
      case: null,
      revision: await work.revision(caller, scene),
      carries,
      errors: more.errors ?? {},
    };
  }

  return {
    async open(caller, carries = {}) {
      const found = await sceneFor(caller, carries);
      return 'reply' in found
        ? found.reply
        : { is: 'form', form: await formOf(caller, found.scene, carries) };
    },
    async submit(caller, submit) {
      const { values, key, carries, names = {} } = submit;
      const found = await sceneFor(caller, carries);
      if ('reply' in found) return found.reply;
      const { scene } = found;
      const again = async (errors: Errors): Promise<Reply> => ({
        is: 'form_again',
        form: await formOf(caller, scene, carries, { values, errors, key }),
      });
      if (submit.revision !== (await work.revision(caller, scene))) return again({ form: work.stale });
      const read = kind.read(values, scene, names);
      if (!read.ok) return again(read.errors);
      const done = await work.act(caller, scene, read.asks, submit);
      return 'errors' in done ? again(done.errors) : done;
    },
  };
}

/** A number that is another for anything else: what a form was drawn from, to know whether it is still so. */
export const numberOf = ({ codes }: Pick<App, 'codes'>, value: unknown): number =>
  Number.parseInt(codes.digest(JSON.stringify(value)).slice(0, 12), 16);
