import { PersonId, UploadId } from '../../src/domain/ids.ts';
import { toDay } from '../../src/domain/time.ts';
import type { Drawing, Scene } from '../../src/view/drawing.ts';
import type { Drawn, Read, SchoolFormKind, Values } from '../../src/view/form-kind.ts';
import { FORM_KINDS } from '../../src/view/forms/forms.ts';
import type { SchoolForm } from '../../src/view/intent.ts';
import type { ListShown } from '../../src/view/list-shown.ts';
import type { PersonKept } from '../../src/view/person-page.ts';
import type { SignaturesShown } from '../../src/view/signatures-shown.ts';
import { DETAIL, NAME, setupSceneOf } from './drawings.ts';

export const personKept = (more: Partial<PersonKept> = {}): PersonKept => ({
  id: PersonId.parse('person-1'),
  title: '',
  name: NAME,
  detail: DETAIL,
  relationship: 'mother',
  children: [{ name: 'Maya Quillfeather', class: 'Oak' }],
  email: 'z@school.example',
  address: '4 Invented Lane',
  addressConfirmed: null,
  language: '',
  largePrint: false,
  interpreter: false,
  needs: null,
  capacity: 'parent',
  separateAddress: false,
  courtOrderSeen: false,
  listed: true,
  leftOn: null,
  member: null,
  ...more,
});

export const listShown = (more: Partial<ListShown> = {}): ListShown => ({
  upload: UploadId.parse('upload-1'),
  headings: ['Person ID', 'Forename', 'Surname', 'Address', 'Priority'],
  columns: { id: ['Person ID'], name: ['Forename', 'Surname'], address: ['Address'] },
  encoding: 'utf-8',
  people: 315,
  added: 12,
  changed: 3,
  same: 299,
  confirmedBefore: 1,
  missing: ['Wilhelmina Invented'],
  questions: [
    { row: 7, name: NAME, with: [{ id: PersonId.parse('person-1'), words: `${NAME} (${DETAIL})` }] },
  ],
  problems: [],
  ...more,
});

export const signaturesShown = (more: Partial<SignaturesShown> = {}): SignaturesShown => ({
  upload: UploadId.parse('upload-2'),
  headings: ['Person ID', 'Name', 'Signed on', 'agrees', 'Remarks'],
  columns: { id: ['Person ID'], name: ['Name'] },
  signedOn: 'Signed on',
  ticks: [
    { id: 'agrees', label: 'I have read the code and will keep to it', heading: 'agrees' },
    { id: 'understands', label: 'I understand what the school may do', heading: null },
  ],
  encoding: 'windows-1252',
  since: toDay('2026-09-01'),
  earlier: [4, 5],
  rows: 312,
  fresh: 250,
  changed: 2,
  same: 60,
  unknown: 0,
  otherNames: [{ row: 9, inFile: NAME, onList: 'Wilhelmina Invented' }],
  problems: [],
  ...more,
});

interface Driven {
  draw(values: Values): Drawn;
  read(values: Values): Read<unknown>;
}

const drive = <S extends Scene, A>(kind: SchoolFormKind<SchoolForm, S, A>, scene: S): Driven => ({
  draw: (values) => kind.draw(scene, {}, values),
  read: (values) => kind.read(values, scene, {}),
});

/** Every form about the school, in a school where it has something to ask. */
export const schoolForms = (d: Drawing): Readonly<Record<SchoolForm, Driven>> => ({
  setup: drive(FORM_KINDS.setup, setupSceneOf(d)),
  import_list: drive(FORM_KINDS.import_list, d),
  list_columns: drive(FORM_KINDS.list_columns, { ...d, list: listShown() }),
  confirm_list: drive(FORM_KINDS.confirm_list, { ...d, list: listShown() }),
  confirm_signatures: drive(FORM_KINDS.confirm_signatures, { ...d, list: signaturesShown() }),
  person: drive(FORM_KINDS.person, { ...d, person: personKept() }),
  link_member: drive(FORM_KINDS.link_member, { ...d, person: personKept() }),
  agreement: drive(FORM_KINDS.agreement, {
    ...d,
    person: { name: NAME },
    signed: [],
    versions: [
      { sha256: 'a'.repeat(64), since: toDay('2026-09-01') },
      { sha256: 'b'.repeat(64), since: toDay('2025-09-01') },
    ],
  }),
  find: drive(FORM_KINDS.find, d),
});
