import type { IntentKey, SchoolId } from '../domain/ids.ts';
import type { Tap } from './intent.ts';

export type Tone = 'plain' | 'urgent' | 'waiting' | 'done' | 'private';

export interface Button {
  readonly label: string;
  readonly tap: Tap;
  readonly key: IntentKey;
  readonly style: 'main' | 'plain' | 'grave';
  /** Where the button is for another school than the card: somebody who works in several chooses one. */
  readonly school?: SchoolId;
  /** Asked once more before the tap counts: what it does, in a sentence. */
  readonly confirm?: {
    readonly title: string;
    readonly text: string;
    readonly yes: string;
    readonly no: string;
  };
}

/** Source of a rule as people read it. */
export interface Cited {
  readonly kind: 'policy' | 'guidance' | 'default';
  readonly words: string;
}

export type Block =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'facts'; readonly rows: readonly { readonly label: string; readonly value: string }[] }
  | {
      readonly is: 'list';
      readonly items: readonly {
        readonly text: string;
        readonly source?: Cited;
        readonly mark?: 'done' | 'todo' | 'warning' | 'none';
      }[];
    }
  | { readonly is: 'quote'; readonly text: string; readonly by: string }
  | { readonly is: 'notice'; readonly level: 'danger' | 'warning' | 'info' | 'good'; readonly text: string }
  | { readonly is: 'rule' }
  | { readonly is: 'small'; readonly text: string }
  | { readonly is: 'buttons'; readonly buttons: readonly Button[] };

/** What people see: plain data that every surface draws in its own way. Texts are plain, never markup. */
export interface Card {
  readonly title: string;
  readonly tone: Tone;
  readonly blocks: readonly Block[];
  /** What shows all of it where a surface has to cut it short. */
  readonly whole?: Tap;
}
