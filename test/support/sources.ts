import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export interface SourceFile {
  /** From the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const LEFT_OUT = new Set(['node_modules', '.git', 'data', 'coverage', 'shots']);

/** Every file under the given folders of the project whose name ends so. */
export function filesUnder(folders: readonly string[], ending: RegExp): SourceFile[] {
  const found: SourceFile[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) walk(path);
      else if (entry.isFile() && ending.test(entry.name))
        found.push({ path, text: readFileSync(join(ROOT, path), 'utf8') });
    }
  };
  for (const folder of folders) walk(folder);
  return found;
}

/** What the program itself is made of. */
export const sourceFiles = (): SourceFile[] => filesUnder(['src', 'adapters', 'migrations'], /\.ts$/);

export const readProjectFile = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** The commands of a page, one for each line of its `sh` blocks. */
export const shellLines = (page: string): string[] =>
  [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)]
    .flatMap((block) => (block[1] ?? '').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
