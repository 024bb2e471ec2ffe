import type { SignaturesFile } from '../domain/contacts/read-signatures.ts';
import type { UploadId } from '../domain/ids.ts';
import type { Day } from '../domain/time.ts';
import type { Scene } from './drawing.ts';

/** A file of who signed the code, and what it would record. */
export interface SignaturesShown extends Omit<SignaturesFile, 'signatures'> {
  readonly upload: UploadId;
  readonly encoding: 'utf-8' | 'utf-16' | 'windows-1252';
  /** Since when the school has followed the version that they are recorded for. */
  readonly since: Day;
  /** Rows signed before that day, at a school that had another version then. */
  readonly earlier: readonly number[];
  readonly rows: number;
  readonly fresh: number;
  readonly changed: number;
  readonly same: number;
  /** Rows with nobody on the list. */
  readonly unknown: number;
  readonly otherNames: readonly {
    readonly row: number;
    readonly inFile: string;
    readonly onList: string;
  }[];
}

export interface SignaturesScene extends Scene {
  readonly list: SignaturesShown;
}
