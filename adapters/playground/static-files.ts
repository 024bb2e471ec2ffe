import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface StaticFile {
  readonly type: string;
  readonly bytes: Buffer;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const PAGE = fileURLToPath(new URL('./page/', import.meta.url));
const LIT = fileURLToPath(new URL('../../node_modules/lit-html/', import.meta.url));

/**
 * Every file the page may ask for, read once: a path that is not in this list is not looked for on the disk. lit-html
 * keeps the path it has on the disk as seen from the page, so that the type checker and the browser read one import.
 */
export function staticFiles(): ReadonlyMap<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  const take = (folder: string, under: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const type = TYPES[extname(entry.name)];
      if (entry.isFile() && type)
        files.set(`${under}${entry.name}`, { type, bytes: readFileSync(join(folder, entry.name)) });
    }
  };
  take(PAGE, '/page/');
  take(LIT, '/node_modules/lit-html/');
  take(join(LIT, 'directives'), '/node_modules/lit-html/directives/');
  return files;
}

/** The one HTML page, with the token by which it proves that it is ours. The token is hexadecimal. */
export const indexPage = (token: string): string =>
  readFileSync(join(PAGE, 'index.html'), 'utf8').replace('TOKEN', token);
