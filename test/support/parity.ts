import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, readProjectFile } from './sources.ts';

export const PLACES = ['playground', 'slack', 'teams'] as const;
export type PlaceName = (typeof PLACES)[number];

export interface Shown {
  /** What there is, in a few words. */
  readonly how: string;
  /** A file, and words of the test in it that shows this. */
  readonly by: readonly [file: string, words: string];
}

/** Text alone: it is not there, and nothing can be shown of it. */
type Entry = Shown | string;

export interface Capability {
  readonly what: string;
  readonly at: Readonly<Record<PlaceName, Entry>>;
}

const CONTRACT = 'test/contract/surface-contract.ts';
const SURFACES: Readonly<Record<PlaceName, string>> = {
  playground: 'test/contract/playground-surface.test.ts',
  slack: 'test/contract/slack-surface.test.ts',
  teams: 'test/contract/teams-surface.test.ts',
};

export interface ContractPart {
  readonly title: string;
  readonly tests: number;
}

/** The tests that are run against every surface, by their headings. */
export function contractParts(source = readProjectFile(CONTRACT)): ContractPart[] {
  return source
    .split(/describe\(`\$\{name\}: /)
    .slice(1)
    .map((part) => ({
      title: part.slice(0, part.indexOf('`')),
      tests: [...part.matchAll(/^ +test(\.each\(\w+\))?\(/gm)].length,
    }));
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Where each of the contract's headings is shown: each surface's own file runs all of it. */
const contractRows = (): Capability[] =>
  contractParts().map(({ title, tests }) => {
    const shown = (place: PlaceName): Shown => ({
      how: `${tests} of ${tests}`,
      by: [SURFACES[place], 'surfaceContract('],
    });
    return {
      what: `${upperFirst(title)}: tests of one contract`,
      at: { playground: shown('playground'), slack: shown('slack'), teams: shown('teams') },
    };
  });

const FIVE = 'test/browser/five-schools.test.ts';
const FILES = 'test/browser/files.test.ts';
const FIRST_RUN = 'test/stories/slack-first-run.test.ts';
const SLACK = 'test/adapters/slack-manifest.test.ts';
const TEAMS = 'test/adapters/teams-manifest.test.ts';
const SETUP = 'test/app/setup.test.ts';

/** What each platform has its own way of doing, or does not do. */
const CAPABILITIES: readonly Capability[] = [
  {
    what: 'Reporting by a word',
    at: {
      playground: { how: '`report`, or a button', by: [FIVE, 'goes from report to weekly review'] },
      slack: { how: '`/incident`, anywhere', by: [SLACK, 'has the command that Accord listens to'] },
      teams: { how: '`incident`, in its chat', by: [TEAMS, 'lists words as Accord itself explains them'] },
    },
  },
  {
    what: 'Reporting from beside the message box',
    at: {
      playground: {
        how: 'the words there',
        by: ['test/browser/keyboard.test.ts', 'the list of words closes'],
      },
      slack: { how: 'a shortcut', by: [SLACK, 'has one shortcut of each kind'] },
      teams: {
        how: 'an action, in channels behind `/` too',
        by: [TEAMS, 'opens the report form by its command in'],
      },
    },
  },
  {
    what: 'Reporting a message',
    at: {
      playground: 'no: nobody else writes there',
      slack: { how: 'in its menu', by: [SLACK, 'has one shortcut of each kind'] },
      teams: { how: 'in its menu', by: [TEAMS, 'opens the report form with the message in it'] },
    },
  },
  {
    what: 'What waits for me',
    at: {
      playground: {
        how: '`home`',
        by: ['test/browser/looks.test.ts', 'has nothing serious for axe-core on any screen'],
      },
      slack: { how: 'a tab, and `home`', by: [FIRST_RUN, 'a code and a form of pickers make a school'] },
      teams: { how: '`home`', by: [TEAMS, 'lists words as Accord itself explains them'] },
    },
  },
  {
    what: 'Where a form opens',
    at: {
      playground: {
        how: 'on the page',
        by: ['test/browser/keyboard.test.ts', 'a dialog keeps the focus within'],
      },
      slack: { how: 'a window, at once', by: [CONTRACT, 'a form comes up when a button asks for one'] },
      teams: {
        how: 'a dialog; after typed words, by a button',
        by: [TEAMS, 'answers words that open a form with a button'],
      },
    },
  },
  {
    what: 'Asking in a channel',
    at: {
      playground: 'nothing is asked there',
      slack: {
        how: 'a window for the asker alone',
        by: ['test/adapters/slack-guards.test.ts', 'never one that only its reader sees'],
      },
      teams: {
        how: 'a button; what it opens only its presser sees',
        by: [TEAMS, 'in a channel offers a button'],
      },
    },
  },
  {
    what: 'Evidence as files',
    at: {
      playground: { how: 'in the form, or in the chat', by: [FILES, 'is chosen in the form'] },
      slack: { how: 'in the form, or in its chat', by: [FIRST_RUN, 'sends a photo'] },
      teams: { how: 'in its chat alone', by: [TEAMS, 'takes files, which come to the door as evidence'] },
    },
  },
  {
    what: 'A file from Accord',
    at: {
      playground: { how: 'saved from the page', by: [FILES, 'downloaded by the head'] },
      slack: { how: 'in its chat', by: [CONTRACT, 'a file reaches the member it is for'] },
      teams: {
        how: 'in its chat, once it is accepted',
        by: [CONTRACT, 'a file reaches the member it is for'],
      },
    },
  },
  {
    what: 'Choosing who does what',
    at: {
      playground: { how: 'invented people are there', by: [SETUP, 'the playground has no such button'] },
      slack: { how: 'a form of pickers', by: [FIRST_RUN, 'a code and a form of pickers make a school'] },
      teams: {
        how: 'a form that looks names up',
        by: ['test/adapters/teams-draw.test.ts', 'offers people while somebody types'],
      },
    },
  },
  {
    what: 'The leadership channel',
    at: {
      playground: {
        how: 'is there',
        by: ['test/adapters/playground-server.test.ts', 'shows the leadership channel to nobody outside it'],
      },
      slack: {
        how: 'chosen in the form; private will do',
        by: [FIRST_RUN, 'a code and a form of pickers make a school'],
      },
      teams: { how: '`setup here`, in a standard channel', by: [TEAMS, 'is where the adapter hears people'] },
    },
  },
  {
    what: 'User groups whose people may report',
    at: {
      playground: 'no groups',
      slack: { how: 'followed', by: ['test/app/groups.test.ts', 'become members who may report'] },
      teams: 'not seen: choose people, or import them',
    },
  },
  {
    what: 'Accounts that are switched off',
    at: {
      playground: 'none',
      slack: { how: 'lose their roles', by: ['test/app/account-gone.test.ts', 'ends every role'] },
      teams: 'not seen: `members remove`',
    },
  },
  {
    what: 'Without a public address',
    at: {
      playground: {
        how: 'always',
        by: ['test/adapters/playground-server.test.ts', 'refuses a page that reaches it under another name'],
      },
      slack: {
        how: 'by Socket Mode',
        by: ['test/adapters/slack-guards.test.ts', 'in Socket Mode a lost connection'],
      },
      teams: 'no: Teams calls Accord',
    },
  },
];

/** The ten journeys are played on a stage for each platform; a stage that is not there yet is told as that. */
function journeys(): Capability {
  const played = 'test/support/played.ts';
  const on = (stage: string): Entry =>
    readProjectFile(played).includes(`${stage}(`)
      ? { how: 'two of each, to the same journal', by: [played, `${stage}(`] }
      : 'not yet';
  return {
    what: 'Whole journeys of the five policies',
    at: {
      playground: {
        how: 'one of each, in a browser',
        by: [FIVE, 'goes from report to weekly review'],
      },
      slack: on('slackStage'),
      teams: on('teamsStage'),
    },
  };
}

export const parityRows = (): Capability[] => [...contractRows(), journeys(), ...CAPABILITIES];

/** Why an entry shows nothing; null where it does. */
export function whyNotShown({ by: [file, words] }: Shown): string | null {
  if (!existsSync(join(ROOT, file))) return `${file} is not there`;
  return readProjectFile(file).includes(words) ? null : `${file} does not say "${words}"`;
}

const cell = (entry: Entry): string => (typeof entry === 'string' ? entry : `[${entry.how}](${entry.by[0]})`);

/** What has to stand in the README between its marks. */
export function parityTable(): string {
  return [
    '| | Playground | Slack | Teams |',
    '|---|---|---|---|',
    ...parityRows().map(
      ({ what, at }) => `| ${[what, ...PLACES.map((place) => cell(at[place]))].join(' | ')} |`,
    ),
  ].join('\n');
}
