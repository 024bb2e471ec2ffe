import type { Command } from 'commander';
import type { VerifyFlags } from './audit-verify.ts';
import type { Run } from './io.ts';
import { withDatabaseFlags } from './open-app.ts';

export function addAuditCommand(accord: Command, run: Run): void {
  const audit = accord.command('audit').description('Checks that nobody has rewritten what was recorded.');
  withDatabaseFlags(audit.command('verify'))
    .summary('check every row of the journal')
    .description(
      'Walks every row of the journal and every weekly anchor, and names the first that does not fit. It cannot show a change made to what was written after the last anchor and rewritten throughout; hand in the code of an anchor you were given to be sure that the anchors themselves are the ones that were taken.',
    )
    .option('--anchor <code>', 'the code of an anchor as you received it')
    .addHelpText(
      'after',
      '\nExamples:\n  accord audit verify\n  accord audit verify --anchor "the 64 letters and digits you were given"',
    )
    .action((flags: VerifyFlags) =>
      run(async (io) => (await import('./audit-verify.ts')).auditVerify(io, flags)),
    );
}
