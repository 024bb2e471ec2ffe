import { type AuditFinding, verifyAudit } from '../store/audit.ts';
import { type Exit, fail, type Io, say } from './io.ts';
import { type DatabaseFlags, withApp } from './open-app.ts';
import { counted, progressOn } from './progress.ts';

export interface VerifyFlags extends DatabaseFlags {
  readonly anchor?: string;
}

export function auditVerify(io: Io, flags: VerifyFlags): Promise<Exit> {
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
