import { readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join, relative } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { readConfig } from '../config.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { refuseConfig } from './open-app.ts';
import { shown } from './table.ts';

export interface TeamsManifestFlags {
  readonly appId?: string;
  readonly publicUrl?: string;
  readonly website?: string;
  readonly out?: string;
}

const FOLDER = join(import.meta.dirname, '..', '..', 'manifests', 'teams');
const ICONS = ['colour.png', 'outline.png'] as const;

/** The same ids make the same file, whenever it is made: of a zip's own dates this is the earliest. */
const SAME_DAY = new Date(1980, 0, 1);

const PLACE = /\$\{\{(\w+)\}\}/g;

/** What stands for a school's own in the manifest. Each is written into a text of JSON. */
function filledIn(manifest: string, values: ReadonlyMap<string, string>): string {
  return manifest.replaceAll(PLACE, (_place, name: string) => {
    const value = values.get(name);
    if (value === undefined)
      throw new Error(`The manifest for Teams asks for ${name}, which nobody fills in.`);
    return JSON.stringify(value).slice(1, -1);
  });
}

/**
 * Teams takes an app as a zip file, and Node writes none. fflate does: 8 kB, MIT, and built on nothing else.
 */
function zipped(values: ReadonlyMap<string, string>): Uint8Array {
  const manifest = filledIn(readFileSync(join(FOLDER, 'manifest.json'), 'utf8'), values);
  const icons = ICONS.map((name) => [name, new Uint8Array(readFileSync(join(FOLDER, name)))] as const);
  return zipSync(
    { 'manifest.json': strToU8(manifest), ...Object.fromEntries(icons) },
    { level: 9, mtime: SAME_DAY },
  );
}

function httpsUrl(text: string): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url?.protocol === 'https:' ? url : null;
}

/** Writes the app package that an administrator uploads to Teams, with the school's own ids in it. */
export async function teamsManifest(io: Io, flags: TeamsManifestFlags): Promise<Exit> {
  const read = readConfig(
    { TEAMS_APP_ID: flags.appId, PUBLIC_URL: flags.publicUrl },
    io.environment,
    io.envFile,
  );
  if (!read.ok) return refuseConfig(io, read.problems);
  const { TEAMS_APP_ID: appId, PUBLIC_URL: publicUrl } = read.config;
  if (appId === undefined)
    return fail(
      io,
      'There is no app to make a package for: TEAMS_APP_ID is not set. Copy the Application (client) ID of the app registration in Microsoft Entra into .env, or give it with --app-id.',
    );
  const address = httpsUrl(publicUrl ?? '');
  if (!address)
    return fail(
      io,
      'The package names the address at which Teams reaches Accord: set PUBLIC_URL in .env to it, beginning with https, or give it with --public-url.',
    );
  const website = httpsUrl(flags.website ?? address.href);
  if (!website)
    return fail(io, 'The address given with --website cannot be used: it has to begin with https.');

  const file = flags.out ?? join(FOLDER, 'accord-teams.zip');
  const zip = zipped(
    new Map([
      ['TEAMS_APP_ID', appId],
      ['PUBLIC_HOST', address.hostname],
      ['WEBSITE', website.href],
    ]),
  );
  try {
    writeFileSync(file, zip);
  } catch {
    return fail(
      io,
      `The package could not be written to ${shown(file)}. Check that the folder is there and that you may write to it, or name another file with --out.`,
    );
  }
  const near = relative(process.cwd(), file);
  return say(
    io,
    `The package for Teams is in ${shown(near.startsWith('..') || isAbsolute(near) ? file : near)}.`,
    'Upload it in the Teams admin centre: Teams apps, Manage apps, Upload new app.',
  );
}
