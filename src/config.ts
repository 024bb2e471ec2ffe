import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';

/** Nothing after the host: a sign of a password that is not percent-encoded ends the address where it stands. */
function isServer(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  return (
    url !== null && url.hash === '' && url.search === '' && (url.pathname === '' || url.pathname === '/')
  );
}

const text = z.string().trim().min(1);

/**
 * Every variable Accord reads, each with the reason it exists; `.env.example` is kept equal to this by a test.
 * Flags win over the environment, the environment over `.env`, `.env` over the defaults here.
 */
export const Config = z.object({
  NODE_ENV: z
    .enum(['development', 'production', 'test'])
    .default('development')
    .describe(
      'Set to production where real cases are held. It then refuses to make its own key or to run as a demonstration.',
    ),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3978).describe('The one port for every platform.'),
  HOST: text
    .default('127.0.0.1')
    .describe('The address to listen on. Behind a reverse proxy on the same machine leave it as it is.'),
  PUBLIC_URL: z
    .url()
    .optional()
    .describe('Where people reach Accord from outside, with https. Needed for links and for the platforms.'),
  DATABASE_URL: text
    .regex(
      /^(file:.+|postgres(ql)?:\/\/.+)$/,
      'write file:PATH for one machine, or postgres://USER:PASSWORD@HOST/NAME',
    )
    .default('file:data/accord.db')
    .describe(
      'One SQLite file for a school on one machine (accord.db in the data folder unless named here), or PostgreSQL for a trust and several processes.',
    ),
  ACCORD_DATA_DIR: text
    .default('data')
    .describe('The folder for the database file and, outside production, the key that Accord makes itself.'),
  ACCORD_DATA_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/, 'give 32 bytes in base64, such as "openssl rand -base64 32" prints')
    .optional()
    .describe(
      'The key that names and stories are encrypted with: 32 bytes in base64. Keep a copy somewhere safe: without it they cannot be read again.',
    ),
  ACCORD_COMMAND: z
    .string()
    .regex(/^\/[a-z0-9_-]{1,31}$/, 'give a slash and small letters, such as /incident')
    .default('/incident')
    .describe(
      'What people type to begin. Choose another where another app has it, and name the same in the manifest.',
    ),
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith('xoxb-', 'give the bot token, which begins with xoxb-')
    .optional()
    .describe("Lets Accord speak in the school's Slack workspace: the app's settings, OAuth & Permissions."),
  SLACK_SIGNING_SECRET: text
    .optional()
    .describe(
      "Shows that requests come from Slack: the app's settings, Basic Information. Needed without SLACK_APP_TOKEN.",
    ),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', 'give the app-level token, which begins with xapp-')
    .optional()
    .describe(
      'Turns on Socket Mode, for a school without a public address: an app-level token with connections:write.',
    ),
  SLACK_TEAM_ID: z
    .string()
    .regex(/^T[A-Z0-9]+$/, 'give the id of the workspace, which begins with T')
    .optional()
    .describe(
      'The one workspace that is served; where it is left out, the one that the bot token belongs to.',
    ),
  SLACK_API_URL: z
    .url()
    .optional()
    .describe("Where Slack's Web API is, for a proxy or a rehearsal. Slack's own where it is left out."),
  TEAMS_APP_ID: z
    .uuid({ error: 'give the application (client) id, a row of hexadecimal digits in five groups' })
    .optional()
    .describe("The bot's own id in Microsoft Entra: App registrations, Application (client) ID."),
  TEAMS_APP_PASSWORD: text
    .optional()
    .describe('The client secret of that registration. Needed without TEAMS_APP_CERTIFICATE_FILE.'),
  TEAMS_APP_CERTIFICATE_FILE: text
    .optional()
    .describe(
      'In place of a secret: a PEM file with the certificate that was uploaded there, and its private key.',
    ),
  TEAMS_TENANT_ID: z
    .uuid({ error: 'give the directory (tenant) id, a row of hexadecimal digits in five groups' })
    .optional()
    .describe("The one tenant that is served: the school's own, Directory (tenant) ID."),
  SMTP_URL: z
    .string()
    .regex(
      /^smtps?:\/\/\S+$/,
      'write smtps://USER:PASSWORD@HOST, or smtp:// for a server that turns to encryption by itself',
    )
    .refine(
      isServer,
      'it does not end with the host: in the password write # as %23, / as %2F, ? as %3F, @ as %40 and % as %25',
    )
    .optional()
    .describe(
      'The mail server that sends links to governors without an account: smtps://USER:PASSWORD@HOST. Left out, links are copied by whoever made them.',
    ),
  SMTP_FROM: z
    .string()
    .regex(
      /^(?:[^<>"\r\n]+<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
      'write an address, or a name and an address: Larkfield Primary <office@larkfield.example>',
    )
    .optional()
    .describe('Who those emails are from. Needed with SMTP_URL.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much goes into the log. Nothing personal does, at any level.'),
});
export type Config = z.output<typeof Config>;

export type ConfigResult =
  | {
      readonly ok: true;
      readonly config: Config;
      /** Names of the variables set for Slack or Teams, never their values. None: the playground. */
      readonly credentials: readonly string[];
    }
  | { readonly ok: false; readonly problems: readonly string[] };

/** A variable that is set to nothing is not set. */
const present = (values: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [[key, value]],
    ),
  );

/** Reads flags, the environment and `.env`. Says every problem at once, by variable, and never a value. */
export function readConfig(
  flags: Readonly<Record<string, string | undefined>> = {},
  environment: NodeJS.ProcessEnv = process.env,
  file = '.env',
): ConfigResult {
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const given = { ...present(fromFile), ...present(environment), ...present(flags) };
  // A folder named alone takes the database with it: key and database are found together or not at all.
  if (given.ACCORD_DATA_DIR !== undefined)
    given.DATABASE_URL ??= `file:${join(given.ACCORD_DATA_DIR, 'accord.db')}`;
  const parsed = Config.safeParse(given);
  const credentials = Object.keys(given).filter((name) => /^(SLACK|TEAMS)_/.test(name));
  if (parsed.success) return { ok: true, config: parsed.data, credentials };
  return {
    ok: false,
    problems: parsed.error.issues.map((issue) => `${issue.path.join('.')} cannot be used: ${issue.message}.`),
  };
}
