import type { Command } from 'commander';
import { type AuditFinding, verifyAudit } from '../store/audit.ts';
import { type Exit, fail, type Io, type Run, say } from './io.ts';
import { type DatabaseFlags, withApp, withDatabaseFlags } from './open-app.ts';
import { counted, progressOn } from './progress.ts';

interface VerifyFlags extends DatabaseFlags {
  readonly anchor?: string;
}

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
    .action((flags: VerifyFlags) => run((io) => verify(io, flags)));
}

function verify(io: Io, flags: VerifyFlags): Promise<Exit> {
  return withApp(io, flags, async ({ app, store }) => {
    const progress = progressOn(io, app.timer, 'rows checked');
    const result = await verifyAudit(store, {
      ...(flags.anchor === undefined ? {} : { anchor: flags.anchor }),
      onProgress: progress.at,
    });
    progress.end();
    if (!result.ok)
      return fail(
        io,
        `The journal does not fit. ${where(result.finding)}: ${result.finding.reason}.`,
        'Keep this database as it is, take a copy of it, and tell your data protection officer. A backup from before the change shows what stood there.',
      );
    const { lastAnchor } = result;
    return say(
      io,
      `Everything fits: ${counted(result.rows, 'row')} in ${counted(result.streams, 'stream')}, ${counted(result.anchors, 'anchor')}.`,
      lastAnchor === null
        ? 'No anchor has been taken yet, so a change that was made with great care could not be shown.'
        : `The last anchor is of ${lastAnchor.week}. A careful change to what was written after it could not be shown.`,
      ...(lastAnchor !== null && flags.anchor === undefined
        ? ['Without --anchor the anchors themselves are taken on trust.']
        : []),
    );
  });
}

function where(finding: AuditFinding): string {
  switch (finding.in) {
    case 'journal':
      return `Row ${finding.position} of ${finding.stream}`;
    case 'anchors':
      return finding.week === null ? 'The anchors' : `The anchor of ${finding.week}`;
    default:
      return finding satisfies never;
  }
}
