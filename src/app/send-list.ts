import { mayAtSchool } from '../domain/authorise.ts';
import type { ListName } from '../domain/contacts/staged-list.ts';
import { PEOPLE_WORD } from '../view/forms/import-list.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, said } from './caller.ts';
import { FETCHED, REFUSED } from './list-forms.ts';
import { refuseAtSchool } from './school-form.ts';
import { oweList } from './staged-list.ts';

const WORDS: ReadonlyMap<string, ListName> = new Map([[PEOPLE_WORD, 'people']]);

/** The list that a file is for, where its word is the first of what stands beside the file. */
export const listIn = (words: string): ListName | null =>
  WORDS.get(/\p{L}+/u.exec(words.toLowerCase())?.[0] ?? '') ?? null;

/** A file for a list of the school, sent to Accord itself. */
export async function sendList(caller: Caller, list: ListName, files: readonly string[]): Promise<Reply> {
  if (!mayAtSchool('import_list', caller.member, caller.at.current.policy))
    return refuseAtSchool(caller, 'import_list', REFUSED);
  const [file, another] = files;
  if (file === undefined || another !== undefined)
    return said('Send one file at a time. Nothing was kept.', 'info');
  await oweList(caller, list, file);
  return said(FETCHED, 'good');
}
