import { benchCore } from './core.ts';
import { benchFind } from './find.ts';
import { benchPeople } from './people.ts';
import { benchSlack } from './slack.ts';
import { benchTeams } from './teams.ts';

const SUITES: Readonly<Record<string, () => Promise<void>>> = {
  core: benchCore,
  find: benchFind,
  people: benchPeople,
  slack: benchSlack,
  teams: benchTeams,
};

const asked = process.argv.slice(2);
for (const name of asked.length > 0 ? asked : Object.keys(SUITES)) {
  const suite = SUITES[name];
  if (!suite) {
    console.error(`There is no benchmark called "${name}". There are: ${Object.keys(SUITES).join(', ')}.`);
    process.exitCode = 2;
    break;
  }
  await suite();
}
