import type { SchoolForm } from '../view/intent.ts';
import type { SchoolFormDoor } from './school-form.ts';
import { setupForm } from './setup-form.ts';

/** Every form about the school, by its name. */
export const SCHOOL_FORM_DOORS: Readonly<Record<SchoolForm, SchoolFormDoor>> = {
  setup: setupForm,
};
