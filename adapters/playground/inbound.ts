import { z } from 'zod';
import { Intent } from '../../src/view/intent.ts';
import type { Reply } from '../../src/view/reply.ts';
import { conversationKey } from './memory-surface.ts';
import type { OpenPlayground, PlayedPerson, PlayedSchool } from './playground.ts';

export const Acting = z.object({ school: z.string().max(80), as: z.string().max(160) });

/** A place that a page shows, and how much of its conversation the page has already. */
export const Wanted = z.object({
  in: z.string().max(80).default('accord'),
  version: z.coerce.number().int().min(0).default(0),
  day: z.string().max(10).default(''),
});
export type Wanted = z.infer<typeof Wanted>;

export const AskedIntent = Acting.extend({
  intent: Intent,
  /** Typed in the composer: it stands in the conversation, as on any platform, unless it is a command. */
  typed: z.boolean().default(false),
  /** The message whose button it was. */
  from: z.int().nullable().default(null),
  /** What the page shows and wants with the answer as it then is. */
  wanted: Wanted.nullable().default(null),
});
export type AskedIntent = z.infer<typeof AskedIntent>;

export interface Actor {
  readonly school: PlayedSchool;
  readonly person: PlayedPerson;
  /** The person's own conversation with Accord. */
  readonly own: string;
}

/** Who the page acts as. Null where the school or the person is none of the playground's. */
export async function actorOf(open: OpenPlayground, asked: z.infer<typeof Acting>): Promise<Actor | null> {
  const school = await open.school(asked.school);
  const person = school?.people.find((row) => row.user === asked.as);
  if (!school || !person) return null;
  return { school, person, own: conversationKey({ kind: 'member', member: person.member }, school.id) };
}

const who = ({ person }: Actor) => ({ platform: 'playground' as const, user: person.user });

/** What may be asked for again when the answer has grown old. */
const repeatable = (intent: Intent): Intent | null =>
  intent.do === 'say' || (intent.do === 'tap' && (intent.tap.tap === 'show' || intent.tap.tap === 'say'))
    ? intent
    : null;

/** Buttons about a case are gone from an answer once something was done from it; help and home keep theirs. */
const usesUp = (intent: Intent, reply: Reply): boolean =>
  reply.is === 'said' && reply.level === 'good' && intent.do !== 'say';

export type Received =
  | { readonly reply: Reply; readonly message: number | null }
  | { readonly found: readonly { readonly id: string; readonly name: string; readonly detail: string }[] };

export async function receiveIntent(
  open: OpenPlayground,
  actor: Actor,
  asked: AskedIntent,
): Promise<Received> {
  // A button may be for another school than the one that is open.
  const intent = { ...asked.intent, school: asked.intent.school ?? actor.school.id };
  if (intent.do === 'find_person')
    return { found: await open.door.findPeople(who(actor), intent.text, actor.school.id) };
  if (asked.typed && intent.do === 'say' && !intent.words.startsWith('/'))
    open.chat.typed(actor.own, intent.words);
  const reply = await open.door.receive(who(actor), intent);
  if (asked.from !== null && usesUp(intent, reply)) open.chat.spend(actor.own, asked.from);
  if (reply.is !== 'card' && reply.is !== 'said') return { reply, message: null };
  // Shown by the page this once: the conversation keeps what is said in its place.
  if (reply.is === 'card' && reply.once !== undefined) {
    const kept = { is: 'said', text: reply.once, level: 'info' } as const;
    return { reply, message: open.chat.answered(actor.own, kept, null) };
  }
  return { reply, message: open.chat.answered(actor.own, reply, repeatable(intent)) };
}

/** Files sent in the conversation, with what was typed beside them. */
export const AskedEvidence = Acting.extend({
  words: z.string().max(2000),
  /** Handles of what was uploaded. */
  files: z.array(z.string().max(200)).min(1).max(10),
  key: z.string().min(1).max(100),
});

export async function receiveEvidence(
  open: OpenPlayground,
  actor: Actor,
  { words, files, key }: z.infer<typeof AskedEvidence>,
): Promise<Reply> {
  const count = files.length === 1 ? 'with a file' : `with ${files.length} files`;
  open.chat.typed(actor.own, `${words} (${count})`.trim());
  const reply = await open.door.evidence(who(actor), { words, files, key, school: actor.school.id });
  if (reply.is === 'card' || reply.is === 'said') open.chat.answered(actor.own, reply, null);
  return reply;
}

export const Look = Acting.extend({ words: z.array(z.string().max(200)).min(1).max(3) });

/** Pages beside the conversation (home, the gate list, a case): asked for like anything else, and kept nowhere. */
export const lookAt = async (
  open: OpenPlayground,
  actor: Actor,
  words: readonly string[],
): Promise<Reply[]> => {
  const replies: Reply[] = [];
  for (const one of words)
    replies.push(await open.door.receive(who(actor), { do: 'say', words: one, school: actor.school.id }));
  return replies;
};
