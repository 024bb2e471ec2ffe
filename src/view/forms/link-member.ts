import type { MemberId } from '../../domain/ids.ts';
import type { SchoolFormKind } from '../form-kind.ts';
import type { PersonScene } from '../person-page.ts';
import { memberOptions } from './choices.ts';
import { choiceField } from './fields.ts';
import { reader } from './read-values.ts';

const NOBODY = 'nobody';

const optionsOf = (scene: PersonScene) => [
  { value: NOBODY, label: 'Nobody here' },
  ...memberOptions(scene).map((row) => ({ value: row.value as string, label: row.label })),
];

export interface LinkAsked {
  readonly member: MemberId | null;
}

export const linkMember: SchoolFormKind<'link_member', PersonScene, LinkAsked> = {
  name: 'link_member',
  draw: (scene, _carries, values) => ({
    title: 'Is it a colleague?',
    intro: [
      {
        is: 'notice',
        level: 'warning',
        text: 'Choose the member of staff or governor who is this person, or of their family. From then on they see nothing of the matters that concern this person: in no list, report or search.',
      },
    ],
    fields: [
      choiceField(values, {
        name: 'member',
        label: 'Who here is this person, or of their family?',
        options: optionsOf(scene),
        value: scene.person.member ?? NOBODY,
      }),
    ],
    submit: 'Save',
  }),
  read: (values, scene) => {
    const r = reader(values);
    const chosen = r.oneOf('member', optionsOf(scene), 'Choose somebody, or "Nobody here".');
    const member = scene.book.members.find((row) => row.id === chosen)?.id ?? null;
    return r.asks({ chosen }, () => ({ member }));
  },
};
