import { LIST_DEEDS, mayAtSchool } from '../domain/authorise.ts';
import { LISTS, type ListName } from '../domain/contacts/staged-list.ts';
import { LIST_WORDS } from '../view/forms/import-list.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, said } from './caller.ts';
import { asksForNone } from './import-signatures.ts';
import { refuseAtSchool } from './school-form.ts';
import { FETCHED, LIST_REFUSED, oweList } from './staged-list.ts';

/** The list that a file is for, where its word is the first of what stands beside the file. */
export const listIn = (words: string): ListName | null => {
  const first = /\p{L}+/u.exec(words.toLowerCase())?.[0];
  return LISTS.find((list) => LIST_WORDS[list] === first) ?? null;
};

/** A file for a list of the school, sent to Accord itself. */
export async function sendList(caller: Caller, list: ListName, files: readonly string[]): Promise<Reply> {
  if (!mayAtSchool(LIST_DEEDS[list], caller.member, caller.at.current.policy))
    return refuseAtSchool(caller, 'import_list', LIST_REFUSED[list]);
  const none = list === 'signatures' ? asksForNone(caller.at) : null;
  if (none !== null) return said(`${none} Nothing was kept.`, 'info');
  const [file, another] = files;
  if (file === undefined || another !== undefined)
    return said('Send one file at a time. Nothing was kept.', 'info');
  await oweList(caller, list, file);
  return said(FETCHED, 'good');
}
