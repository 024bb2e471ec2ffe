import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { SLACK_PATH } from '../../adapters/slack/connect.ts';
import { SentEvent, Shortcut } from '../../adapters/slack/payloads.ts';
import { Config } from '../../src/config.ts';
import { WORDS_TO_TYPE } from '../../src/view/cards/words-to-type.ts';
import { calledIn, sorted, UPLOAD } from '../support/called-methods.ts';
import { ALL_BOT_SCOPES, EVENT_SCOPES, METHOD_SCOPES, OTHER_SCOPES } from '../support/fake-slack/scopes.ts';
import { filesUnder, readProjectFile } from '../support/sources.ts';

const Manifest = z.looseObject({
  features: z.looseObject({
    shortcuts: z.array(z.looseObject({ type: z.string(), callback_id: z.string() })),
    slash_commands: z.array(
      z.looseObject({ command: z.string(), url: z.string().optional(), usage_hint: z.string() }),
    ),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: z.array(z.string()) }) }),
  settings: z.looseObject({
    event_subscriptions: z.strictObject({
      request_url: z.string().optional(),
      bot_events: z.array(z.string()),
    }),
    interactivity: z.strictObject({
      is_enabled: z.literal(true),
      request_url: z.string().optional(),
      message_menu_options_url: z.string().optional(),
    }),
    socket_mode_enabled: z.boolean(),
  }),
});

const HTTP = 'manifests/slack/manifest.json';
const SOCKET = 'manifests/slack/manifest-socket.json';
const rawOf = (path: string): unknown => JSON.parse(readProjectFile(path));
const http = Manifest.parse(rawOf(HTTP));
const socket = Manifest.parse(rawOf(SOCKET));
const reasons = readProjectFile('manifests/slack/README.md');

/** What the first column of the table under a heading names. */
function tableUnder(heading: string): string[] {
  const [, section = ''] = reasons.split(`## ${heading}\n`);
  return [...(section.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)` \| .{20,} \|$/gm)].map(
    (row) => row[1] ?? '',
  );
}

const adapter = filesUnder(['adapters/slack'], /\.ts$/);
const called = sorted(adapter.flatMap(({ text }) => calledIn(text)));

/** The kinds of event that the adapter reads, in the words of the manifest. */
const events = sorted(
  SentEvent.shape.event.options.flatMap((option) => {
    const { type } = option.shape;
    const kinds: readonly string[] = type instanceof z.ZodLiteral ? [...type.values] : type.options;
    // Of messages it hears only those in direct messages with it.
    return kinds.map((kind) => (kind === 'message' ? 'message.im' : kind));
  }),
);

const scopeIn = (
  map: Readonly<Record<string, string | readonly string[] | null>>,
  name: string,
): string | readonly string[] | null => {
  if (!Object.hasOwn(map, name))
    throw new Error(`Nobody has said which scope ${name} asks for: add it to fake-slack/scopes.ts.`);
  return map[name] ?? null;
};

const needed = sorted(
  [
    ...called.map((name) => scopeIn(METHOD_SCOPES, name)),
    ...events.map((name) => scopeIn(EVENT_SCOPES, name)),
    OTHER_SCOPES.slashCommands,
    OTHER_SCOPES.shortcuts,
  ].flatMap((scope) => scope ?? []),
);

describe.each([
  [HTTP, http],
  [SOCKET, socket],
])('%s', (path, manifest) => {
  it("is valid against Slack's own schema", () => {
    // The schema has keywords of Slack's own beside the standard ones, so it is not read strictly.
    const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
    const isValid = ajv.compile(
      JSON.parse(readProjectFile('test/support/schemas/slack-manifest-2.0.0.json')),
    );
    isValid(rawOf(path));
    expect(isValid.errors).toBeNull();
    expect(isValid({ ...manifest, oauth_config: { scope: [] } })).toBe(false);
  });

  it('asks for the scopes that the code has a use for, and for no other', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(needed);
  });

  it('asks for the events that the adapter reads, and for no other', () => {
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(events);
  });

  it('has the command that Accord listens to unless it is told otherwise, and hints at words it knows', () => {
    const [command, ...more] = manifest.features.slash_commands;
    expect(more).toEqual([]);
    expect(command?.command).toBe(Config.parse({}).ACCORD_COMMAND);
    const hinted = (command?.usage_hint ?? '').replace(/[[\]]/g, '').split(' | ');
    expect(hinted.length).toBeGreaterThan(3);
    const known: readonly string[] = WORDS_TO_TYPE.map((row) => row.words);
    expect(hinted.filter((words) => !known.includes(words))).toEqual([]);
  });

  it('has one shortcut of each kind that the adapter reads', () => {
    const { shortcuts } = manifest.features;
    expect(shortcuts.map((row) => row.callback_id)).toEqual(['report', 'report_message']);
    const read = Shortcut.options.map((option) => option.shape.type.value);
    const inPayloads = { global: 'shortcut', message: 'message_action' };
    expect(shortcuts.map((row) => scopeIn(inPayloads, row.type)).sort()).toEqual([...read].sort());
  });

  it('opens the home tab, takes messages, and belongs to one workspace with one lasting token', () => {
    expect(manifest.features).toMatchObject({
      app_home: {
        home_tab_enabled: true,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
    });
    expect(manifest.settings).toMatchObject({
      org_deploy_enabled: false,
      token_rotation_enabled: false,
      is_hosted: false,
    });
  });
});

describe('the two manifests', () => {
  it('differ in the mode and in the addresses that one of them needs, and in nothing else', () => {
    const { event_subscriptions: heard, interactivity } = http.settings;
    const [command] = http.features.slash_commands;
    const urls = [
      heard.request_url,
      interactivity.request_url,
      interactivity.message_menu_options_url,
      command?.url,
    ];
    expect(urls).toEqual(urls.map(() => `https://accord.example.org${SLACK_PATH}`));
    const { request_url: _heard, ...events } = heard;
    const { request_url: _acts, message_menu_options_url: _offers, ...acts } = interactivity;
    expect({
      ...http,
      features: {
        ...http.features,
        slash_commands: http.features.slash_commands.map(({ url: _url, ...row }) => row),
      },
      settings: {
        ...http.settings,
        event_subscriptions: events,
        interactivity: acts,
        socket_mode_enabled: true,
      },
    }).toEqual(socket);
    expect(http.settings.socket_mode_enabled).toBe(false);
  });

  it('give a reason for each scope and each event, and for nothing that is not asked for', () => {
    expect(tableUnder('Scopes').sort()).toEqual([...http.oauth_config.scopes.bot].sort());
    expect(tableUnder('Events').sort()).toEqual([...http.settings.event_subscriptions.bot_events].sort());
  });

  it('grant what the stand-in for Slack grants, so that no test runs with more than a school gives', () => {
    expect([...ALL_BOT_SCOPES].sort()).toEqual([...http.oauth_config.scopes.bot].sort());
  });
});

describe("the README's section on Slack", () => {
  const page = readProjectFile('README.md');
  const section = page.slice(page.indexOf('\n## Slack'), page.indexOf('\n## Teams'));

  it('names settings that there are, and each that Slack needs', () => {
    const named = sorted([...section.matchAll(/\b((?:SLACK|ACCORD)_[A-Z_]+)/g)].map((row) => row[1] ?? ''));
    expect(named.filter((name) => !(name in Config.shape))).toEqual([]);
    expect(named).toEqual(
      expect.arrayContaining(['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']),
    );
  });

  it('gives the address that stands in the manifest, and how often', () => {
    const [url = ''] = /https:\/\/[^"]+\/slack\/events/.exec(readProjectFile(HTTP)) ?? [];
    expect(section).toContain(`\`${url}\`, all four times`);
    expect(readProjectFile(HTTP).split(`"${url}"`)).toHaveLength(5);
  });

  it('calls what people click as the manifest and the forms call it', () => {
    const { shortcuts } = http.features;
    for (const { name } of shortcuts) expect(section).toContain(`*${String(name)}*`);
    for (const path of ['report', 'setup']) {
      const form = readProjectFile(`src/view/forms/${path}.ts`);
      const [, submit = 'no button'] = /submit: '([^']+)'/.exec(form) ?? [];
      expect(section).toContain(`*${submit}*`);
    }
  });
});

describe('what the code calls', () => {
  it('is found in every way of writing it', () => {
    expect(calledIn('await client.users.lookupByEmail({ email })')).toEqual(['users.lookupByEmail']);
    expect(calledIn('parts.slack.chat\n  .postMessage({})')).toEqual(['chat.postMessage']);
    expect(calledIn('web.usergroups.users.list({})')).toEqual(['usergroups.users.list']);
    expect(calledIn("(how: 'open' | 'push') => client.views[how]({})")).toEqual(['views.open', 'views.push']);
    expect(calledIn("client.apiCall('channels.kick', {})")).toEqual(['channels.kick']);
    expect(calledIn('files.filesUploadV2({})')).toEqual(sorted(UPLOAD));
    expect(calledIn('rows.files.map(row)')).toEqual([]);
  });

  it('is found at all: each method that is called by way of a variable too', () => {
    expect(called).toEqual(expect.arrayContaining(['auth.test', 'chat.update', 'views.open', 'views.push']));
    const byVariable = adapter.flatMap(({ text }) => [...text.matchAll(/client\.\w+\[\w+\]\(/g)]);
    expect(byVariable).toHaveLength(1);
  });

  it('goes through methods whose scope is written down, and never around them', () => {
    const around = adapter.filter(({ text }) => /\{[^}]*\}\s*=\s*(?:\w+\.)*client\b/.test(text));
    expect(around.map(({ path }) => path)).toEqual([]);
    expect(needed).not.toContain('connections:write');
  });
});
