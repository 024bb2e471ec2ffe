import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkTemplate } from '../domain/letters/check.ts';
import { isLetterKind, LETTER_KINDS } from '../domain/letters/kinds.ts';
import { nearest } from '../domain/policy/nearest.ts';
import { isFolder } from './is-folder.ts';
import { type Failed, failed, problemAt } from './pack-problem.ts';
import { type FileProblem, readText } from './yaml-tree.ts';

export type Letter = { readonly file: string; readonly markdown: string };

const LETTER_FILE = /^(([a-z][a-z0-9_]{0,59})(?:\.[a-z]{2}(?:-[A-Z]{2})?)?)\.md$/;
const START_AGAIN = 'If in doubt, start again from the letter of the same name in common/letters.';

/** The letters of the folders, later ones over earlier ones: the base's, then the pack's own. */
export function readLetters(folders: readonly string[]): { ok: true; letters: Map<string, Letter> } | Failed {
  const letters = new Map<string, Letter>();
  const problems: FileProblem[] = [];
  for (const folder of folders.map((it) => join(it, 'letters')).filter(isFolder))
    for (const name of readdirSync(folder).sort()) {
      const file = join(folder, name);
      const [, key, kind] = LETTER_FILE.exec(name) ?? [];
      if (!key || !kind || !isLetterKind(kind)) {
        const near = nearest(kind ?? name, LETTER_KINDS);
        // Editors and file managers leave hidden files about.
        if (!name.startsWith('.'))
          problems.push(
            problemAt(
              file,
              `"${name}" is not the name of a letter that Accord writes`,
              `${near ? `Did you mean ${near}.md? ` : ''}Name it after one of: ${LETTER_KINDS.join(', ')}, with the language after it where there are two (warning.cy.md).`,
            ),
          );
        continue;
      }
      const read = readText(file);
      if (!read.ok) {
        problems.push(read.problem);
        continue;
      }
      const markdown = read.text.replaceAll('\r\n', '\n');
      const checked = checkTemplate(kind, markdown);
      if (checked.ok) letters.set(key, { file, markdown });
      else problems.push(...checked.problems.map((it) => problemAt(file, it.says, START_AGAIN, it.line)));
    }
  return problems.length > 0 ? failed(problems) : { ok: true, letters };
}
