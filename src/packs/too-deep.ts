/** Brackets opened, or columns of indentation and dashes. The YAML library runs out of memory on a million. */
const DEEPEST_TEXT = 240;

/** The line where the text, read as plain characters, nests too deeply; quoted brackets count, and do no harm. */
export function tooDeep(text: string): number | null {
  let line = 1;
  let open = 0;
  let margin = 0;
  let inMargin = true;
  for (const character of text) {
    if (character === '\n') {
      line += 1;
      margin = 0;
      inMargin = true;
      continue;
    }
    if (inMargin && ' -?:'.includes(character)) margin += 1;
    else inMargin = false;
    if (character === '[' || character === '{') open += 1;
    else if ((character === ']' || character === '}') && open > 0) open -= 1;
    if (open > DEEPEST_TEXT || margin > DEEPEST_TEXT) return line;
  }
  return null;
}
