import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { default as AjvDraft04 } from 'ajv-draft-04';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TEAMS_PATH } from '../../adapters/teams/connect.ts';
import { COMMANDS } from '../../adapters/teams/invokes.ts';
import { Config } from '../../src/config.ts';
import { IntentKey, SchoolId } from '../../src/domain/ids.ts';
import type { SentFiles, Who } from '../../src/surface.ts';
import { WORDS_TO_TYPE } from '../../src/view/cards/words-to-type.ts';
import type { Form } from '../../src/view/form.ts';
import type { Intent } from '../../src/view/intent.ts';
import { withNarrative } from '../../src/view/with-narrative.ts';
import { describeOnSqlite } from '../support/databases.ts';
import { QUIET_DOOR } from '../support/quiet-door.ts';
import { replyText } from '../support/reply-text.ts';
import { newPlace } from '../support/run-accord.ts';
import { runTeams } from '../support/running-teams.ts';
import { ROOT, readProjectFile } from '../support/sources.ts';
import { openWorld } from '../support/world.ts';

const FOLDER = 'manifests/teams';
const APP = '6d1f0a52-3c47-4b8e-9a60-0c5f2b7e9d11';
const ADDRESS = { TEAMS_APP_ID: APP, PUBLIC_URL: 'https://accord.larkfield.example' };

const Words = z.strictObject({
  scopes: z.array(z.string()),
  triggers: z.array(z.string()),
  commands: z.array(z.strictObject({ title: z.string(), description: z.string() })),
});
const Manifest = z.strictObject({
  $schema: z.string(),
  manifestVersion: z.string(),
  version: z.string(),
  id: z.string(),
  developer: z.record(z.string(), z.string()),
  name: z.record(z.string(), z.string()),
  description: z.record(z.string(), z.string()),
  icons: z.strictObject({ color: z.string(), outline: z.string() }),
  accentColor: z.string(),
  defaultInstallScope: z.string(),
  defaultGroupCapability: z.strictObject({ team: z.string() }),
  bots: z.tuple([
    z.strictObject({
      botId: z.string(),
      scopes: z.array(z.string()),
      supportsFiles: z.boolean(),
      isNotificationOnly: z.boolean(),
      supportsTargetedMessages: z.boolean(),
      commandLists: z.array(Words),
    }),
  ]),
  composeExtensions: z.tuple([
    z.strictObject({
      botId: z.string(),
      commands: z.array(
        z.strictObject({
          id: z.string(),
          type: z.string(),
          title: z.string(),
          description: z.string(),
          context: z.array(z.string()),
          triggers: z.array(z.string()).optional(),
          fetchTask: z.boolean(),
        }),
      ),
    }),
  ]),
  permissions: z.array(z.string()),
  validDomains: z.array(z.string()),
});
type Manifest = z.infer<typeof Manifest>;

// A key that is not named above, such as one that asks for rights in Microsoft Graph, is refused here.
const manifest = Manifest.parse(JSON.parse(readProjectFile(`${FOLDER}/manifest.json`)));
const [bot] = manifest.bots;
const [extension] = manifest.composeExtensions;

const wordsIn = (scope: string): Manifest['bots'][0]['commandLists'][number]['commands'] =>
  bot.commandLists.filter((row) => row.scopes.includes(scope)).flatMap((row) => row.commands);

const place = newPlace({ environment: ADDRESS });
afterAll(place.remove);

/** The package as an administrator makes it, for the ids above unless told otherwise. */
async function packed(name: string, ...flags: string[]): Promise<Record<string, Uint8Array>> {
  const file = join(place.folder, name);
  const ran = await place.here('manifest', 'teams', '--out', file, ...flags);
  expect(ran).toMatchObject({ exit: 0, err: '' });
  expect(ran.out).toContain(file);
  return unzipSync(new Uint8Array(readFileSync(file)));
}
const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

/** The official schema of a version of the manifest. It is of JSON Schema's draft 4. */
function schemaOf(version: string) {
  const path = `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`;
  return new AjvDraft04.default({ strict: false, validateFormats: false, allErrors: true }).compile(
    JSON.parse(readProjectFile(path)),
  );
}

describe('the package for Teams', () => {
  it('holds the manifest and its two icons, with the ids filled in and nothing left to fill in', async () => {
    const files = await packed('one.zip');
    expect(Object.keys(files).sort()).toEqual(['colour.png', 'manifest.json', 'outline.png']);
    const text = textOf(files['manifest.json']);
    expect(text).not.toContain('${{');
    const filled = Manifest.parse(JSON.parse(text));
    expect([filled.id, filled.bots[0].botId, filled.composeExtensions[0].botId]).toEqual([APP, APP, APP]);
    expect(filled.validDomains).toEqual(['accord.larkfield.example']);
    expect(filled.developer.privacyUrl).toBe('https://accord.larkfield.example/');
    for (const name of Object.values(filled.icons))
      expect(Buffer.from(files[name] ?? []).equals(readFileSync(join(ROOT, FOLDER, name)))).toBe(true);
  });

  it("is valid against Microsoft's own schema, which does not take everything", async () => {
    const files = await packed('valid.zip');
    const filled = JSON.parse(textOf(files['manifest.json']));
    const isValid = schemaOf(manifest.manifestVersion);
    isValid(filled);
    expect(isValid.errors).toBeNull();
    expect(filled.$schema).toContain(`/v${manifest.manifestVersion}/`);
    expect(isValid({ ...filled, id: 'no-guid' })).toBe(false);
    expect(isValid({ ...filled, shortcuts: [] })).toBe(false);
    // The first version that knows commands behind a slash.
    expect(schemaOf('1.28')({ ...filled, manifestVersion: '1.28' })).toBe(false);
  });

  it('is the same file for the same ids, and another for others', async () => {
    for (const name of ['same.zip', 'again.zip']) await packed(name);
    await packed('other.zip', '--app-id', APP.replace('6', '7'));
    const [same, again, other] = ['same.zip', 'again.zip', 'other.zip'].map((name) =>
      readFileSync(join(place.folder, name)),
    );
    expect(again?.equals(same ?? Buffer.alloc(0))).toBe(true);
    expect(other?.equals(same ?? Buffer.alloc(0))).toBe(false);
  });

  it("takes a flag before the environment, and the school's own page for the links to whoever runs it", async () => {
    const files = await packed(
      'flags.zip',
      ...['--app-id', APP.replace('6', '7'), '--public-url', 'https://bot.larkfield.example:8443/x'],
      ...['--website', 'https://www.larkfield.example/privacy?"=1'],
    );
    const filled = Manifest.parse(JSON.parse(textOf(files['manifest.json'])));
    expect(filled.id).toBe(APP.replace('6', '7'));
    expect(filled.validDomains).toEqual(['bot.larkfield.example']);
    expect(filled.developer.websiteUrl).toBe('https://www.larkfield.example/privacy?%22=1');
  });

  it.each([
    ['TEAMS_APP_ID', {}, 'TEAMS_APP_ID is not set'],
    ['an id that is one', { TEAMS_APP_ID: 'accord' }, 'TEAMS_APP_ID cannot be used'],
    ['PUBLIC_URL', { TEAMS_APP_ID: APP }, 'set PUBLIC_URL'],
    ['https', { TEAMS_APP_ID: APP, PUBLIC_URL: 'http://accord.larkfield.example' }, 'beginning with https'],
  ])('is not made without %s, which is said in a sentence', async (_what, environment, says) => {
    const without = newPlace({ environment });
    const file = join(without.folder, 'none.zip');
    const ran = await without.here('manifest', 'teams', '--out', file);
    expect(ran).toMatchObject({ exit: 1, out: '' });
    expect(ran.err).toContain(says);
    expect(existsSync(file)).toBe(false);
    without.remove();
  });

  it('says where it could not be written', async () => {
    const ran = await place.here('manifest', 'teams', '--out', join(place.folder, 'no-folder', 'a.zip'));
    expect(ran.exit).toBe(1);
    expect(ran.err).toMatch(/^The package could not be written to .+a\.zip\./);
  });

  it('is made by the npm script that the README names, in a process of its own, and git leaves it out', async () => {
    const { scripts, version } = JSON.parse(readProjectFile('package.json'));
    expect(scripts['manifest:teams']).toBe('node src/accord.mjs manifest teams');
    const file = join(place.folder, 'shell.zip');
    const flags = ['--app-id', APP, '--public-url', ADDRESS.PUBLIC_URL, '--out', file];
    expect(await place.inShell('manifest', 'teams', ...flags)).toMatchObject({ exit: 0, err: '' });
    await packed('here.zip');
    expect(readFileSync(file).equals(readFileSync(join(place.folder, 'here.zip')))).toBe(true);
    expect(readProjectFile('.gitignore').split('\n')).toContain(`${FOLDER}/*.zip`);
    // Teams takes a changed manifest only under a version of its own.
    expect(manifest.version).toBe(version);
  });
});

describe('the icons', () => {
  it.each([
    ['color', 192],
    ['outline', 32],
  ] as const)('%s is a PNG of %i pixels each way, with transparency', (which, size) => {
    const png = readFileSync(join(ROOT, FOLDER, manifest.icons[which]));
    expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
    expect(png.subarray(12, 16).toString()).toBe('IHDR');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
    // Eight bits a channel, and four channels.
    expect([png[24], png[25]]).toEqual([8, 6]);
    expect(png.subarray(-8, -4).toString()).toBe('IEND');
  });
});

const KEPT = IntentKey.parse('key-of-the-form');
const form: Form = {
  name: 'report',
  key: KEPT,
  school: SchoolId.parse('school'),
  case: null,
  revision: 0,
  title: 'Report something',
  intro: [],
  fields: [{ is: 'long', name: 'narrative', label: 'What happened?', required: true, max: 3000 }],
  submit: 'Send report',
  carries: {},
  errors: {},
};

/** Teams with the manifest's own commands in its menus, and a door that notes what reaches it. */
async function teamsWith(work: (running: Awaited<ReturnType<typeof begin>>) => Promise<void>): Promise<void> {
  const running = await begin();
  try {
    await work(running);
  } finally {
    await running.stop();
  }
}

const commandIn = (context: string): string => {
  const [only, ...more] = extension.commands.filter((row) => row.context.includes(context));
  if (!only || more.length > 0) throw new Error(`There is not one command in the context ${context}.`);
  return only.id;
};

async function begin() {
  const saw: { who: Who; intent: Intent }[] = [];
  const sent: SentFiles[] = [];
  let quoted: string | null = null;
  const running = await runTeams({
    wanted: { command: commandIn('compose'), messageCommand: commandIn('message') },
    door: {
      ...QUIET_DOOR,
      async receive(who, intent) {
        saw.push({ who, intent });
        if (intent.do === 'tap' && quoted !== null)
          return { is: 'form', form: withNarrative(form, () => quoted ?? '') };
        return intent.do === 'tap' || (intent.do === 'say' && intent.words === 'report')
          ? { is: 'form', form }
          : { is: 'said', text: 'Heard.', level: 'info' };
      },
      async quote(who, words) {
        quoted = words;
        return QUIET_DOOR.quote(who, words);
      },
      async evidence(_who, files) {
        sent.push(files);
        return { is: 'said', text: 'Kept.', level: 'good' };
      },
    },
    addressOf: async () => null,
  });
  const user = running.fake.tenant.addUser({ name: 'Ada Invented' });
  const team = running.fake.tenant.addTeam('Leadership', { members: [user.id] });
  return { ...running, saw, sent, channel: team.general, ada: running.fake.user(user.id) };
}

describe('what the manifest offers is what the adapter answers', () => {
  it('has the commands that the adapter knows, each opening a form at once', () => {
    expect(extension.commands.map((row) => row.id)).toEqual(Object.values(COMMANDS));
    for (const row of extension.commands) expect(row).toMatchObject({ type: 'action', fetchTask: true });
    expect(extension.commands.map((row) => [row.title, row.context, row.triggers])).toEqual([
      ['Report an incident', ['compose', 'commandBox'], ['slash']],
      ['Report this message', ['message'], undefined],
    ]);
  });

  it.each(['compose', 'commandBox'] as const)(
    'opens the report form by its command in %s',
    async (context) => {
      await teamsWith(async ({ ada }) => {
        await ada.openCommand(context);
        expect(ada.screen()).toMatchObject({ dialog: { title: 'Report something' }, trouble: null });
      });
    },
  );

  it('opens the report form with the message in it by its command on a message', async () => {
    await teamsWith(async ({ ada, channel }) => {
      await ada.messageAction(ada.write(channel, 'Somebody shouted at the gate.'));
      const { dialog, trouble } = ada.screen();
      expect(trouble).toBeNull();
      const [box] = Object.values(dialog?.boxes ?? {});
      expect(box?.value).toContain('Somebody shouted at the gate.');
    });
  });

  it('is where the adapter hears people: in their own chat, and in the channel of a team', async () => {
    expect(bot.scopes).toEqual(['personal', 'team']);
    expect(manifest.defaultInstallScope).toBe('personal');
    await teamsWith(async ({ ada, channel, saw, settled }) => {
      await ada.say('home');
      await ada.mention(channel, 'setup here');
      await settled();
      expect(saw.map(({ who, intent }) => [who.channel, intent])).toEqual([
        [undefined, { do: 'say', words: 'home' }],
        [channel.id, { do: 'say', words: 'setup here' }],
      ]);
    });
  });

  it('in a channel offers a button for anything else, and keeps to itself what it opens', async () => {
    await teamsWith(async ({ ada, channel, saw, settled }) => {
      await ada.mention(channel, 'list');
      await settled();
      expect(saw).toEqual([]);
      const shown = ada.screen().messages.filter((row) => row.fromApp);
      expect(shown.map((row) => row.conversation)).toEqual([channel.id]);
      await ada.press('Report an incident');
      expect(ada.screen()).toMatchObject({ dialog: { title: 'Report something' }, trouble: null });
      expect(ada.screen().messages.filter((row) => row.fromApp)).toHaveLength(1);
    });
  });

  it('answers words that open a form with a button, which opens it', async () => {
    await teamsWith(async ({ ada, saw, settled }) => {
      await ada.say('report');
      await settled();
      expect(ada.screen()).toMatchObject({ dialog: null, messages: [{ fromApp: false }, { fromApp: true }] });
      await ada.press('Open the form');
      expect(ada.screen()).toMatchObject({ dialog: { title: 'Report something' }, trouble: null });
      expect(saw.at(-1)?.intent).toMatchObject({ do: 'tap', tap: { tap: 'form', form: 'report' } });
    });
  });

  it('takes files, which come to the door as evidence', async () => {
    expect(bot.supportsFiles).toBe(true);
    await teamsWith(async ({ ada, sent, settled }) => {
      await ada.sendFile(
        { name: 'gate.png', mediaType: 'image/png', bytes: Buffer.of(1, 2, 3) },
        'AC-26-0042',
      );
      await settled();
      expect(sent.map(({ words, files }) => [words, files.length])).toEqual([['AC-26-0042', 1]]);
    });
  });

  it('answers nobody in private within a channel, so it does not say that it could', async () => {
    expect(bot.supportsTargetedMessages).toBe(false);
    for (const row of bot.commandLists) expect(row.triggers).toEqual(['mention']);
  });

  it('lists words as Accord itself explains them', () => {
    const known = new Map<string, string>(WORDS_TO_TYPE.map((row) => [row.words, row.does]));
    for (const scope of bot.scopes) {
      const words = wordsIn(scope);
      expect(words.length).toBeGreaterThan(0);
      expect(words.map((row) => [row.title, known.get(row.title)])).toEqual(
        words.map((row) => [row.title, row.description]),
      );
    }
    expect(wordsIn('personal').map((row) => row.title)).toEqual(
      expect.arrayContaining(['home', 'help', 'gate', 'due', 'list', 'setup']),
    );
  });
});

describeOnSqlite('the words in the manifest', (open) => {
  it('are all understood', async () => {
    const admin = (await openWorld(await open(), 'stockham-primary')).as('admin');
    const nonsense = /did not understand/;
    expect(replyText(await admin.say('xylophone'))).toMatch(nonsense);
    for (const { title } of bot.scopes.flatMap(wordsIn))
      expect(replyText(await admin.say(title)), title).not.toMatch(nonsense);
  });
});

describe('what it asks for', () => {
  const reasons = readProjectFile(`${FOLDER}/README.md`);
  const tableUnder = (heading: string): string[] =>
    [
      ...(reasons.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(
        /^\| `([^`]+)` \| .{20,} \|$/gm,
      ),
    ].map((row) => row[1] ?? '');

  it('has a reason for each permission, scope and place, and for nothing that is not there', () => {
    expect(tableUnder('Permissions')).toEqual(manifest.permissions);
    expect(tableUnder('Where it is')).toEqual(bot.scopes);
    const places = [...readProjectFile(`${FOLDER}/manifest.json`).matchAll(/\$\{\{(\w+)\}\}/g)];
    expect(tableUnder('What is filled in').sort()).toEqual(
      [...new Set(places.map((row) => row[1] ?? ''))].sort(),
    );
  });

  it('names one domain, the one that Teams calls', () => {
    expect(manifest.validDomains).toHaveLength(1);
    expect(manifest.validDomains[0]).toMatch(/^\$\{\{PUBLIC_HOST\}\}$/);
  });
});

describe("the README's section on Teams", () => {
  const page = readProjectFile('README.md');
  const section = page.slice(page.indexOf('\n## Teams'), page.indexOf('\n## The same on every platform'));

  it('names settings that there are, and each that Teams needs', () => {
    const named = [...section.matchAll(/\b((?:TEAMS|SLACK|ACCORD|PUBLIC)_[A-Z_]+)/g)].map(
      (row) => row[1] ?? '',
    );
    expect(named.filter((name) => !(name in Config.shape))).toEqual([]);
    expect(named).toEqual(
      expect.arrayContaining([
        'PUBLIC_URL',
        ...Object.keys(Config.shape).filter((name) => name.startsWith('TEAMS_')),
      ]),
    );
  });

  it('gives the address that Accord answers at, and the file that is uploaded', () => {
    expect(section).toContain(`https://accord.example.org${TEAMS_PATH}`);
    expect(section).toContain(`reverse_proxy ${TEAMS_PATH} `);
    expect(section).toContain(`${FOLDER}/accord-teams.zip`);
    expect(section).toContain('`npm run manifest:teams`');
  });

  it('calls what people click as the manifest and the forms call it', () => {
    for (const { title } of extension.commands) expect(section).toContain(`*${title}*`);
    for (const path of ['report', 'setup']) {
      const [, submit = 'no button'] =
        /submit: '([^']+)'/.exec(readProjectFile(`src/view/forms/${path}.ts`)) ?? [];
      expect(section).toContain(`*${submit}*`);
    }
    expect(section).toContain('*Open the form*');
    expect(readProjectFile('src/view/answer-card.ts')).toContain("label: 'Open the form'");
  });
});
