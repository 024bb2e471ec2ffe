/** What was typed, after the command where there is one: the first word, and the rest with single spaces. */
export function spoken(command: string, typed: string): { readonly first: string; readonly after: string } {
  const words = typed.replaceAll('\u00a0', ' ').trim();
  const alone = words.startsWith(command) ? words.slice(command.length).trim() : words;
  const [first = '', ...rest] = alone.split(/\s+/);
  return { first, after: rest.join(' ') };
}
