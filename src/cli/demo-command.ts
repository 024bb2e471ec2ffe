import type { Command } from 'commander';
import type { Run } from './io.ts';

export function addDemoCommand(accord: Command, run: Run): void {
  accord
    .command('demo')
    .summary('play one whole case with invented people')
    .description(
      'Plays one case from report to close, with invented people and under a real policy, and prints what each of them sees. It uses a database of its own and throws it away.',
    )
    .addHelpText('after', '\nExample:\n  accord demo')
    .action(() =>
      run(async (io) => {
        const { runDemo } = await import('../demo/demo.ts');
        return (await runDemo((line) => io.out(`${line}\n`))) === 0 ? 0 : 1;
      }),
    );
}
