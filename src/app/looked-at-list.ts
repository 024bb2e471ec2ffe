import { apartBy } from '../domain/contacts/contact.ts';
import type { Answers } from '../domain/contacts/plan-import.ts';
import type { StagedList } from '../domain/contacts/staged-list.ts';
import type { UploadId } from '../domain/ids.ts';
import type { Unit } from '../ports.ts';
import { MOST_QUESTIONS } from '../view/forms/confirm-list.ts';
import type { ListShown } from '../view/list-shown.ts';
import type { App } from './app.ts';
import { type ContactsPlan, planContacts, readContactsFile } from './import-contacts.ts';
import type { AtSchool } from './school.ts';

export interface LookedAtList {
  readonly plan: ContactsPlan;
  readonly shown: ListShown;
}

/** What a file that is here would change, as the list and the columns are now. */
export async function lookAtList(
  app: App,
  unit: Unit,
  at: AtSchool,
  upload: UploadId,
  staged: Extract<StagedList, { state: 'here' }>,
  answers?: Answers,
): Promise<LookedAtList> {
  const file = readContactsFile(app, at.settings, Buffer.from(staged.base64, 'base64'));
  const planned = await planContacts(unit, at.school.id, file, answers);
  const plan: ContactsPlan =
    planned.questions.length > MOST_QUESTIONS
      ? {
          ...planned,
          problems: [
            ...planned.problems,
            `In ${planned.questions.length} rows only the name is that of somebody on the list (row ${planned.questions
              .slice(0, MOST_QUESTIONS)
              .map((row) => row.row)
              .join(', ')} and so on). Export the file with the ids of your system, or with addresses.`,
          ],
        }
      : planned;
  return {
    plan,
    shown: {
      upload,
      headings: file.headings,
      columns: file.columns,
      encoding: file.encoding,
      people: file.contacts.length,
      added: plan.add.length,
      changed: plan.change.length,
      same: plan.same,
      confirmedBefore: plan.change.filter(
        ({ was, to }) => was.addressConfirmed !== null && to.address !== undefined,
      ).length,
      missing: plan.missing.map((row) => row.name),
      questions: plan.questions.map(({ row, name, with: those }) => ({
        row,
        name,
        with: those.map((one) => ({
          id: one.id,
          words: apartBy(one) === '' ? one.name : `${one.name} (${apartBy(one)})`,
        })),
      })),
      problems: plan.problems,
    },
  };
}
