import { titleOf } from '../../domain/book.ts';
import type { Extent } from '../../domain/events/restricting.ts';
import { RoleId } from '../../domain/ids.ts';
import { PARTS } from '../../domain/policy/roles.ts';
import type { ContactChannel, SiteExtent } from '../../domain/policy/rules.ts';
import type { Drawing } from '../drawing.ts';
import type { Field } from '../form.ts';
import type { Values } from '../form-kind.ts';
import { type Option, optionsOf } from './choices.ts';
import { choiceField, manyField } from './fields.ts';
import { CONTACT_LABELS, EXTENT_LABELS } from './labels.ts';
import type { Reader } from './read-values.ts';

const placeOptions = (d: Drawing): readonly Option<SiteExtent>[] =>
  d.policy.restriction.extents.map((value) => ({ value, label: EXTENT_LABELS[value] }));

const channelOptions = (d: Drawing): readonly Option<ContactChannel>[] =>
  d.policy.contact.channels.map((value) => ({ value, label: CONTACT_LABELS[value] }));

const PER_WEEK = optionsOf({
  '1': 'Once a week',
  '2': 'Twice a week',
  '3': 'Three times a week',
  '5': 'Once a school day',
});

/** The named contact is a role: its holder may change while the limit holds. */
const WHO = PARTS.filter((part) => part !== 'admin' && part !== 'dpo' && part !== 'trust');
const roleOptions = (d: Drawing): readonly Option<RoleId>[] => {
  const roles = [...WHO.map((part) => RoleId.parse(part)), ...d.book.members.flatMap((row) => row.roles)];
  return [...new Set(roles)]
    .filter((role) => WHO.some((part) => part === role) || d.policy.roles[role] !== undefined)
    .map((value) => ({ value, label: titleOf(value, d.policy) }));
};

/** With an extent in force they are part of a longer form, in which ending it needs none of them. */
export const siteFields = (values: Values, d: Drawing, now?: Extent): readonly Field[] => [
  manyField(values, {
    name: 'places',
    label: 'What does it cover?',
    required: now === undefined,
    options: placeOptions(d),
    values: now?.of === 'site' ? now.places : d.policy.restriction.extents.slice(0, 1),
  }),
];

export const contactFields = (values: Values, d: Drawing, now?: Extent): readonly Field[] => [
  manyField(values, {
    name: 'channels',
    label: 'How may they still get in touch?',
    required: now === undefined,
    hint: 'Emergencies, absence, illness, complaints and asking for records always stay open.',
    options: channelOptions(d),
    values: now?.of === 'contact' ? now.channels : d.policy.contact.channels.slice(0, 1),
  }),
  choiceField(values, {
    name: 'named',
    label: 'Who answers them?',
    required: now === undefined,
    options: roleOptions(d),
    value: now?.of === 'contact' ? now.named : RoleId.parse('office'),
  }),
  choiceField(values, {
    name: 'per_week',
    label: 'How often do we answer?',
    required: now === undefined,
    options: PER_WEEK,
    value: PER_WEEK.find((row) => now?.of === 'contact' && Number(row.value) === now.perWeek)?.value ?? '1',
  }),
];

export function readSite(r: Reader, d: Drawing): Extent | undefined {
  const places = r.manyOf(
    'places',
    placeOptions(d),
    'Choose which parts of the site, or which times, it is about.',
  );
  if (!places) return undefined;
  // Whoever may not come at all may not come at some times either: said beside it, that would read as an exception.
  return { of: 'site', places: places.includes('whole_site') ? ['whole_site'] : [...places] };
}

export function readContact(r: Reader, d: Drawing): Extent | undefined {
  const channels = r.manyOf(
    'channels',
    channelOptions(d),
    'Choose at least one way in which they may still get in touch.',
  );
  const named = r.oneOf('named', roleOptions(d), 'Choose who answers them.');
  const perWeek = r.oneOf('per_week', PER_WEEK, 'Choose how often we answer.');
  if (!channels || !named || !perWeek) return undefined;
  return { of: 'contact', channels: [...channels], named, perWeek: Number(perWeek) };
}
