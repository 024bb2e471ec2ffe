import { Config } from '../../src/config.ts';

const WIDE = 98;

function wrap(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDE)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** What `.env.example` has to say: every variable with its reason and its default, switched off. */
export function envExample(): string {
  const defaults = new Map(Object.entries(Config.parse({})).map(([name, value]) => [name, String(value)]));
  const head = [
    'Copy this file to .env and take the # away from what you want to set. Flags win over the environment,',
    'the environment over .env, and .env over the defaults shown here.',
  ];
  const variables = Object.entries(Config.shape).map(([name, field]) =>
    [
      ...wrap(field.description ?? '').map((line) => `# ${line}`),
      `# ${name}=${defaults.get(name) ?? ''}`,
    ].join('\n'),
  );
  return `${[head.map((line) => `# ${line}`).join('\n'), ...variables].join('\n\n')}\n`;
}
