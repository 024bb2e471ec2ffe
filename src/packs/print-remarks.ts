import type { Policy } from '../domain/policy/policy.ts';
import { REMARK_KINDS, type Remark, type RemarkKind } from '../domain/remarks.ts';
import type { PackProblem } from './pack-problem.ts';

/** Columns: a terminal window and a printed page both hold it. */
const WIDE = 98;
const ABOUT = 24;

const HEADINGS: Readonly<Record<RemarkKind, string>> = {
  overdue: 'PAST ITS REVIEW',
  unfair: 'UNFAIR OR UNLAWFUL AS WRITTEN, AND WHAT ACCORD DOES INSTEAD',
  unsaid: 'WHAT THE POLICY LEAVES UNSAID',
  assumed: 'WHAT ACCORD ASSUMES',
  there: 'WHAT IS THERE',
};

export function printRemarks(policy: Policy, remarks: readonly Remark[]): string {
  const title = [policy.name, policy.title].filter((part) => part !== null).join(': ');
  const parts = [
    ...wrap(title, WIDE),
    `Pack ${policy.id}. It can be used as it is: what follows is to know, not to mend.`,
  ];
  for (const kind of REMARK_KINDS) {
    const rows = remarks.filter((remark) => remark.kind === kind);
    if (rows.length === 0) continue;
    parts.push('', kind === 'there' ? HEADINGS[kind] : `${HEADINGS[kind]} (${rows.length})`);
    for (const row of rows) parts.push(...columns(row));
  }
  return `${parts.join('\n')}\n`;
}

/** `file:line: reason`, as editors and terminals open it, and the mend below. */
export function printProblems(problems: readonly PackProblem[], show: (file: string) => string): string {
  const found = `${problems.length} thing${problems.length === 1 ? '' : 's'} to mend before the pack can be used.`;
  const rows = problems.flatMap((problem) => [
    ...wrap(`${show(problem.file)}:${problem.line}: ${problem.says}`, WIDE),
    ...wrap(problem.mend, WIDE - 4).map((line) => `    ${line}`),
  ]);
  return `${[...rows, found].join('\n')}\n`;
}

function columns(remark: Remark): string[] {
  const left = wrap(remark.about, ABOUT - 2);
  const right = [
    ...wrap(remark.says, WIDE - ABOUT - 2),
    ...(remark.instead ? wrap(`> ${remark.instead}`, WIDE - ABOUT - 2) : []),
  ];
  return Array.from({ length: Math.max(left.length, right.length) }, (_, i) =>
    `  ${(left[i] ?? '').padEnd(ABOUT)}${right[i] ?? ''}`.trimEnd(),
  );
}

/** Breaks at spaces; a word longer than the line stays whole, so that a path can still be clicked. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
