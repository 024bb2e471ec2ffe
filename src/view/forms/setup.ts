import { titleOf } from '../../domain/book.ts';
import { RoleId } from '../../domain/ids.ts';
import {
  type Errors,
  type Names,
  type SchoolFormKind,
  SETUP_PARTS,
  type SetupAsked,
  type SetupPart,
  type SetupPeople,
  type SetupScene,
  type Values,
} from '../form-kind.ts';
import { accountsField, channelField, groupsField } from './fields.ts';
import { chosenValues, isBlank, typedText } from './read-values.ts';

/** Accounts in one field: what one submission may carry. */
const MOST_ACCOUNTS = 60;

/** Where a policy has several titles for a part, such as two heads, several people may hold it. */
const MOST: Readonly<Record<SetupPart, number>> = {
  head: 1,
  deputy: 5,
  chair: 1,
  office: 20,
  dsl: 10,
  dpo: 1,
};

const HINTS: Readonly<Record<SetupPart, string>> = {
  head: 'Decides what is reported.',
  deputy: 'Decides when the head is away or takes no part.',
  chair: 'Is asked for a view, and hears what is said against a decision.',
  office: 'Sends letters and keeps the front gate list.',
  dsl: 'Is told at once where a child may be at risk.',
  dpo: 'Answers when parents ask what is kept about them. Not somebody who decides: the law wants them independent.',
};

const NAMES = [...SETUP_PARTS, 'reporters'] as const;

function mostOf(part: SetupPart, { policy, holds }: SetupScene): number {
  const titles = Object.values(policy.roles).filter((row) => row.plays === part).length;
  return Math.min(MOST_ACCOUNTS, Math.max(MOST[part], titles, holds[part].length));
}

const most = (name: SetupPart | 'reporters', scene: SetupScene): number =>
  name === 'reporters' ? MOST_ACCOUNTS : mostOf(name, scene);

const picked = (values: Values, name: string): readonly string[] => [
  ...new Set((chosenValues(values, name) ?? []).filter((user) => !isBlank(user))),
];

/** Characters of a name, as on the command line. */
const LONGEST_NAME = 120;

/** What the platform calls an account; empty where it gave no name. */
export const calledBy = (names: Names, user: string): string =>
  (Object.hasOwn(names, user) ? (names[user] ?? '') : '').trim().slice(0, LONGEST_NAME);

function wrongIn(people: SetupPeople, scene: SetupScene, names: Names): Errors {
  const errors = new Map<string, string>();
  for (const name of NAMES) {
    const users = people[name];
    const room = most(name, scene);
    if (users.length > room)
      errors.set(
        name,
        `There is room for ${room} here. Take ${users.length - room} out${name === 'reporters' ? ', and choose a group for the rest' : ''}.`,
      );
    const nameless = users.filter((user) => !scene.known.has(user) && isBlank(calledBy(names, user)));
    if (nameless.length > 0)
      errors.set(
        name,
        `The name of ${nameless.length === 1 ? 'one account' : `${nameless.length} accounts`} here could not be looked up, so nobody would know who it is. Take out apps and people of other workspaces. For a colleague, send the form once more in a moment.`,
      );
  }
  if (people.head.some((user) => people.chair.includes(user)))
    errors.set(
      'chair',
      'The head and the chair must be two people: the chair hears what is said against the head. Choose somebody else for one of them.',
    );
  return Object.fromEntries(errors);
}

/** Opened by administrators alone, on a platform with pickers of its own. */
export const setup: SchoolFormKind<'setup', SetupScene, SetupAsked> = {
  name: 'setup',
  draw: (scene, _carries, values) => ({
    title: 'Set up people',
    intro: [
      {
        is: 'text',
        text: 'What you choose here is what holds. Whoever you take out of every field loses these parts, and keeps only what was given elsewhere.',
      },
    ],
    fields: [
      ...SETUP_PARTS.map((part) =>
        accountsField(values, {
          name: part,
          label: titleOf(RoleId.parse(part), scene.policy),
          hint: HINTS[part],
          required: false,
          most: mostOf(part, scene),
          values: scene.holds[part],
        }),
      ),
      accountsField(values, {
        name: 'reporters',
        label: 'Anyone else who may report',
        hint: `Up to ${MOST_ACCOUNTS} people. For more, choose a group.`,
        required: false,
        most: MOST_ACCOUNTS,
        values: scene.holds.reporters,
      }),
      groupsField(values, {
        name: 'groups',
        label: 'Groups whose people may report',
        hint: 'Whoever joins a group is a member within an hour, and whoever leaves it is one no longer.',
        required: false,
        values: scene.groups,
      }),
      channelField(values, {
        name: 'channel',
        label: 'Leadership channel',
        hint: 'Weekly posts go here, by reference only. Add Accord to the channel first: it can write only where it was added.',
        required: false,
        value: scene.channel,
      }),
    ],
    submit: 'Save',
  }),
  read: (values, scene, names) => {
    const people: SetupPeople = {
      head: picked(values, 'head'),
      deputy: picked(values, 'deputy'),
      chair: picked(values, 'chair'),
      office: picked(values, 'office'),
      dsl: picked(values, 'dsl'),
      dpo: picked(values, 'dpo'),
      reporters: picked(values, 'reporters'),
    };
    const errors = wrongIn(people, scene, names);
    if (Object.keys(errors).length > 0) return { ok: false, errors };
    const channel = (typedText(values, 'channel') ?? '').trim();
    return {
      ok: true,
      asks: { people, channel: channel === '' ? null : channel, groups: picked(values, 'groups') },
    };
  },
};
