import type { CaseId, IntentKey, SchoolId } from '../domain/ids.ts';
import type { Block } from './card.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
}

export type Field =
  | (FieldBase & { readonly is: 'text'; readonly max: number; readonly value?: string })
  | (FieldBase & { readonly is: 'long'; readonly max: number; readonly value?: string })
  | (FieldBase & { readonly is: 'choice'; readonly options: readonly Choice[]; readonly value?: string })
  | (FieldBase & {
      readonly is: 'many';
      readonly options: readonly Choice[];
      readonly values?: readonly string[];
    })
  | (FieldBase & {
      readonly is: 'day';
      readonly value?: string;
      readonly latest?: string;
      readonly earliest?: string;
    })
  | (FieldBase & { readonly is: 'moment'; readonly value?: string; readonly latest?: string })
  | (FieldBase & { readonly is: 'person'; readonly value?: string; readonly shown?: string })
  | (FieldBase & { readonly is: 'tick'; readonly value?: boolean })
  /** Files, by the handle under which the surface has them: fetched once the form is saved. */
  | (FieldBase & {
      readonly is: 'files';
      readonly most: number;
      /** What stands in the same message where a form takes no files and they are sent in the chat. */
      readonly sentWith: string;
    })
  /** Accounts of the platform, picked with its own picker: values are the platform's user ids. */
  | (FieldBase & { readonly is: 'accounts'; readonly most: number; readonly values?: readonly string[] })
  /** A channel of the platform, picked with its own picker: the platform's id. */
  | (FieldBase & { readonly is: 'channel'; readonly value?: string })
  /** Groups of accounts that the platform keeps, picked among those there are: their ids. */
  | (FieldBase & { readonly is: 'groups'; readonly values?: readonly string[] });

/** Which question is being asked. Submissions come back under the same name. */
export type FormName = import('./intent.ts').Submit['form'];

export interface Form {
  readonly name: FormName;
  readonly key: IntentKey;
  readonly school: SchoolId;
  readonly case: CaseId | null;
  /** The case's revision the form was drawn from; a stale one comes back with what was typed. */
  readonly revision: number;
  readonly title: string;
  readonly intro: readonly Block[];
  readonly fields: readonly Field[];
  readonly submit: string;
  /** What else the submission carries, made by us: which consultation, which restriction. */
  readonly carries: Readonly<Record<string, string>>;
  /** Field name to sentence; `form` for the whole. */
  readonly errors: Readonly<Record<string, string>>;
}
