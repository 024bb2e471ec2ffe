import type { CaseRef, SchoolId } from './domain/ids.ts';
import type { Conversation, KeptFile, Platform, SentFile } from './ports.ts';
import type { ChannelUnfit } from './view/about.ts';
import type { Card } from './view/card.ts';
import type { Form } from './view/form.ts';
import type { Intent, Submit } from './view/intent.ts';
import type { Reply } from './view/reply.ts';

// ---------------------------------------------------------------- in

export interface Who {
  readonly platform: Platform;
  /** The platform's own id of the account, as the platform vouched for it. */
  readonly user: string;
  /** The account's name on the platform, where the adapter has it at hand: asked for when somebody is added. */
  readonly name?: string;
  /** The platform's own id of the channel the words were said in; absent in a conversation of their own. */
  readonly channel?: string;
  /** What is wrong with that channel, where the words ask for it to be written to and something is. */
  readonly channelTrouble?: ChannelUnfit | 'no_answer';
}

export interface PersonFound {
  readonly id: string;
  readonly name: string;
  readonly detail: string;
}

/** The one way in for every surface: an adapter turns what its platform sent into an intent and hands it here. */
export interface Door {
  receive(who: Who, intent: Exclude<Intent, { do: 'find_person' }>): Promise<Reply>;
  /** Type-ahead, for members alone. */
  findPeople(who: Who, text: string, school?: SchoolId): Promise<readonly PersonFound[]>;
  /**
   * A message that somebody wants to report: its words are kept for them for a day, encrypted. What asks for the
   * report form with the words in it, at whichever school they choose; for strangers nothing is kept.
   */
  quote(who: Who, words: string): Promise<Extract<Intent, { do: 'tap' }>>;
  /**
   * Files sent to Accord itself with a reference among the words: kept as evidence once they are fetched. The same
   * `key` again is the same sending.
   */
  evidence(who: Who, sent: SentFiles): Promise<Reply>;
  /** What was asked for could not be shown in time: a button for it is owed to them as a message, once for each key. */
  later(who: Who, key: string, intent: Extract<Intent, { do: 'say' | 'tap' }>): Promise<void>;
  /** Accord can write to them now, or in the channel they name: what waited for that goes out at once. */
  reachable(who: Who): Promise<void>;
  /** The account was switched off: its roles end in every school, and the administrators are told. */
  accountGone(who: Who): Promise<void>;
}

export interface SentFiles {
  readonly words: string;
  /** The platform's own handles of the files, at most ten. */
  readonly files: readonly string[];
  readonly key: string;
  readonly school?: SchoolId;
}

/** Who asks, and the reference to ring the school about. */
export interface PageAbout {
  readonly school: string;
  readonly ref: CaseRef;
}

/** What somebody without an account is shown. The adapter draws it; what may be done with it is one thing each. */
export type LinkPage =
  /** Before it is opened: what giving a view means, and nothing of what happened. */
  | { readonly is: 'asked'; readonly about: PageAbout; readonly card: Card }
  | { readonly is: 'form'; readonly about: PageAbout; readonly form: Form }
  | { readonly is: 'done'; readonly about: PageAbout; readonly card: Card }
  /** Guessed, used, expired or taken back: the same for all of them. */
  | { readonly is: 'dead' };

export type LinkForm = 'answer' | 'aside';

/** The way in for somebody without an account who was given a link. Secrets come as they were handed out. */
export interface LinkDoor {
  /** Changes nothing while the link stands: mail programs look at links before people do. */
  look(secret: string): Promise<LinkPage>;
  /** Opens it: `session` is what the browser shows from now on, for so many seconds. */
  open(
    secret: string,
    to: LinkForm,
  ): Promise<
    { readonly ok: true; readonly session: string; readonly seconds: number } | { readonly ok: false }
  >;
  /** Reads on, for somebody who first looked at standing aside. False where it may not be. */
  readOn(session: string): Promise<boolean>;
  page(session: string, which: LinkForm): Promise<LinkPage>;
  /** `done` where it counted, once however often it is sent; the form with what was typed where something is wrong. */
  send(session: string, which: LinkForm, values: Submit['values']): Promise<LinkPage>;
}

// ---------------------------------------------------------------- out

export type Sent =
  | { readonly ok: true; readonly message: string }
  | {
      readonly ok: false;
      readonly why: 'later';
      readonly afterMs: number;
      readonly reason: string;
      /** It is the platform that waits, not this message that fails: no try is counted against it. */
      readonly held?: true;
    }
  | { readonly ok: false; readonly why: 'never'; readonly reason: string };

/** What a platform's adapter must be able to do to show things. `preview` is all a notification may hold. */
export interface Outlet {
  post(to: Conversation, school: SchoolId, card: Card, preview: string): Promise<Sent>;
  redraw(to: Conversation, school: SchoolId, message: string, card: Card): Promise<Sent>;
  /** `words` say what it is, by reference: the file's name may hold a person's. */
  file(to: Conversation, school: SchoolId, file: SentFile, words: string): Promise<Sent>;
}

/** One email, in plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends to the address that a person chose, and to nobody by itself. */
export interface Mailer {
  send(mail: Mail): Promise<Sent>;
}

export type Fetched =
  | { readonly ok: true; readonly file: KeptFile }
  | {
      readonly ok: false;
      readonly why: 'later';
      readonly afterMs: number;
      readonly reason: string;
      /** It is the platform that asks everybody to wait: no try is counted against the file. */
      readonly held?: true;
    }
  | { readonly ok: false; readonly why: 'never' | 'too_large'; readonly reason: string };

/** An account that is no member, as its platform describes it. */
export type NoMember = 'guest' | 'switched_off' | 'stranger';

/** What a platform's adapter can look up. It asks the platform, so it is never awaited inside a transaction. */
export interface Directory {
  /** Names by account; an account the platform does not know is not in it. */
  names(users: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Who is in one of the platform's own groups now, people only. */
  membersOf(group: string): Promise<readonly { readonly user: string; readonly name: string }[]>;
  /** Accounts that Accord cannot write to, by trying to open a conversation and sending nothing. */
  unreachable(users: readonly string[]): Promise<readonly string[]>;
  /** What is wrong with a channel that is to be written to; null where nothing is. Sends nothing. */
  channelTrouble(channel: string): Promise<ChannelUnfit | null>;
  /** What somebody is who was refused. Says `stranger` where the platform does not tell. */
  noMember(user: string): Promise<NoMember>;
  /** A file somebody gave the platform, by the handle that came with it. At most `limit` bytes. */
  fetch(handle: string, limit: number): Promise<Fetched>;
}

/** A place where people meet Accord, as the core knows it. */
export interface Surface {
  readonly platform: Platform;
  readonly outlet: Outlet;
  readonly directory: Directory;
}

/** Where on a platform somebody, or a channel, is reached: its own id for the account or channel. Null: nowhere there. */
export type AddressOf = (platform: Platform, to: Conversation, school: SchoolId) => Promise<string | null>;
