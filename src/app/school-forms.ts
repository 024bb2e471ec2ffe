import type { SchoolForm } from '../view/intent.ts';
import { agreementForm } from './agreement-form.ts';
import { findForm } from './find.ts';
import { confirmListForm, importListForm, listColumnsForm } from './list-forms.ts';
import { linkMemberForm, personForm } from './person-forms.ts';
import type { SchoolFormDoor } from './school-form.ts';
import { setupForm } from './setup-form.ts';
import { confirmSignaturesForm } from './signatures-form.ts';

/** Every form about the school, by its name. */
export const SCHOOL_FORM_DOORS: Readonly<Record<SchoolForm, SchoolFormDoor>> = {
  setup: setupForm,
  import_list: importListForm,
  list_columns: listColumnsForm,
  confirm_list: confirmListForm,
  confirm_signatures: confirmSignaturesForm,
  person: personForm,
  link_member: linkMemberForm,
  agreement: agreementForm,
  find: findForm,
};
