import { fieldId, NO_ANSWER, packedValue } from '../../../adapters/teams/draw-field.ts';
import type { Field, Form } from '../../../src/view/form.ts';
import type { Values } from '../../../src/view/form-kind.ts';
import type { Filling } from '../fake-teams/client-rules.ts';
import type { FakePerson } from '../fake-teams/person.ts';

const NEW = 'new:';

export interface Filler {
  readonly person: FakePerson;
  /** By which name a person is found who is on the school's list. */
  readonly nameOf: (person: string) => Promise<string>;
}

/** Types until the search offers them, as somebody would. */
async function choosePerson({ person, nameOf }: Filler, box: string, value: string): Promise<void> {
  if (value.startsWith(NEW)) await person.suggest(box, value.slice(NEW.length));
  else if (value !== 'unknown') await person.suggest(box, await nameOf(value));
  await person.fill({ [box]: value });
}

function filling(field: Field, value: Values[string]): Readonly<Record<string, Filling>> {
  const id = fieldId(field);
  switch (field.is) {
    case 'moment': {
      const [day = '', time = ''] = String(value).split('T');
      return { [`${id}~day`]: day, [`${id}~time`]: time.slice(0, 5) };
    }
    case 'many':
    case 'accounts':
      return { [id]: (typeof value === 'object' ? value : [String(value)]).map(packedValue) };
    case 'tick':
      return { [id]: value === true };
    case 'choice':
      return { [id]: value === '' ? (field.required ? null : NO_ANSWER) : String(value) };
    default:
      return { [id]: value === '' ? null : String(value) };
  }
}

/** What of it stands in the boxes already, or is asked in none. */
function stands(person: FakePerson, rows: Readonly<Record<string, Filling>>): boolean {
  const boxes = person.screen().dialog?.boxes ?? {};
  return Object.entries(rows).every(([id, value]) => {
    const box = boxes[id];
    if (!box) return true;
    const now = box.value;
    if (Array.isArray(value)) return value.join(',') === now;
    return value === null || value === NO_ANSWER ? now === '' : String(value) === now;
  });
}

/**
 * Puts into Teams' own boxes what differs from what stands in them. A dialog in Teams takes no files and picks no
 * channel: what has no box cannot be filled and is not.
 */
export async function fillDialog(filler: Filler, form: Form, values: Values): Promise<void> {
  const { person } = filler;
  for (const field of form.fields) {
    const value = values[field.name];
    if (value === undefined || field.is === 'files') continue;
    const rows = filling(field, value);
    if (stands(person, rows)) continue;
    if (field.is === 'person' && typeof value === 'string' && value !== '')
      await choosePerson(filler, fieldId(field), value);
    else await person.fill(rows);
  }
}
