import type { CaseCommand, ReportIncident } from '../domain/command.ts';
import type { CaseId, CaseRef, LetterId, PersonId } from '../domain/ids.ts';
import type { Block } from './card.ts';
import type { Drawing, Scene } from './drawing.ts';
import type { Field, FormName } from './form.ts';
import type { CaseForm, SchoolForm } from './intent.ts';
import type { Typed, TypedText } from './typed.ts';

/** What people typed and ticked, by field name, as the surface sent it. */
export type Values = Readonly<Record<string, string | boolean | readonly string[]>>;
export type Carries = Readonly<Record<string, string>>;

/** Sentences by field name; `form` for the whole. */
export type Errors = Readonly<Record<string, string>>;

export type Read<T> =
  | { readonly ok: true; readonly asks: T }
  | { readonly ok: false; readonly errors: Errors };

export interface Drawn {
  readonly title: string;
  readonly intro: readonly Block[];
  readonly fields: readonly Field[];
  readonly submit: string;
}

/** Somebody on the school's list, or somebody to be added to it. */
export type PersonAsked = PersonId | { readonly new: NewPerson };

/** What a form asks that one case's command cannot say by itself: a second case, a person or a file not kept yet. */
export type AppAsk =
  /** `join_into` here and `take_in` there. */
  | {
      readonly do: 'join';
      readonly target: { readonly case: CaseId } | { readonly ref: CaseRef };
      readonly reason: TypedText;
    }
  /** `separate` here and `give_back` there. */
  | { readonly do: 'take_apart'; readonly from: CaseId; readonly reason: TypedText }
  /** Files to be fetched from the platform and kept with the case, each as soon as it is there. */
  | {
      readonly do: 'fetch_files';
      readonly handles: readonly string[];
      /** They are the original of what the same form records. */
      readonly originals?: true;
    }
  /** `erase_record`, with what there is to erase. */
  | { readonly do: 'erase' }
  /** `identify`, the person kept first where new. */
  | { readonly do: 'name_person'; readonly person: PersonAsked }
  /** `move_to_person`, the person kept first where new. */
  | { readonly do: 'change_person'; readonly person: PersonAsked; readonly reason: TypedText };

export type Ask = Typed<CaseCommand> | AppAsk;

/** What a form about a case asks for: usually one command, sometimes facts first and the command after. */
export interface FormKind {
  readonly name: FormName;
  /** `values` are what was typed before, when the form comes back. */
  draw(d: Drawing, carries: Carries, values: Values): Drawn;
  read(values: Values, d: Drawing, carries: Carries): Read<readonly Ask[] | NextPage | PagesAsked>;
}

/** The first page was good: the next one opens with what was chosen so far, or `afresh` with nothing of it. */
export interface NextPage {
  readonly next: CaseForm;
  readonly carries: Carries;
  readonly afresh?: true;
}

/** Nothing is done yet: what was typed is kept, and comes back as a picture of the pages it would make. */
export interface PagesAsked {
  readonly pages: LetterId;
  readonly words: KeptWords;
}

/** A letter as somebody has typed it and not signed it. */
export interface KeptWords {
  readonly markdown: string;
  readonly language: string;
}

/** Somebody new, named on the report form. */
export interface NewPerson {
  readonly name: string;
  readonly detail: string;
}

export type ReportAsked = Omit<
  Typed<ReportIncident>,
  'case' | 'school' | 'ref' | 'sha256' | 'reporter' | 'do'
> & { readonly newPerson: NewPerson | null };

/** What the platform calls the accounts that were picked, by account. */
export type Names = Readonly<Record<string, string>>;

/**
 * A form about the school. What it is about is in its scene, which is made from what its button carries, so that it is
 * looked up and allowed in one place.
 */
export interface SchoolFormKind<N extends SchoolForm, S extends Scene, A> {
  readonly name: N;
  /** `values` are what was typed before, when the form comes back. */
  draw(scene: S, carries: Carries, values: Values): Drawn;
  read(values: Values, scene: S, names: Names): Read<A>;
}

/** What the setup form asks people for, under these names: parts somebody plays, and those who may report beside them. */
export const SETUP_PARTS = ['head', 'deputy', 'chair', 'office', 'dsl', 'dpo'] as const;
export type SetupPart = (typeof SETUP_PARTS)[number];
export type SetupPeople = Readonly<Record<SetupPart | 'reporters', readonly string[]>>;

/** A school's people and places on the platform where its administrator sets it up, by the platform's own ids. */
export interface SetupScene extends Scene {
  readonly holds: SetupPeople;
  /** Accounts of those who are members already: no name is needed for them. */
  readonly known: ReadonlySet<string>;
  readonly channel: string | null;
  readonly groups: readonly string[];
}

export interface SetupAsked {
  readonly people: SetupPeople;
  readonly channel: string | null;
  readonly groups: readonly string[];
}

export interface ReportFormKind {
  readonly name: 'report';
  draw(scene: Scene, carries: Carries, values: Values): Drawn;
  read(values: Values, scene: Scene): Read<ReportAsked>;
}
