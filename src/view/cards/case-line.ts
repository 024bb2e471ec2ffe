import type { Case } from '../../domain/case.ts';
import type { CaseId, CaseRef } from '../../domain/ids.ts';
import type { Day } from '../../domain/time.ts';
import { sayDay } from '../days.ts';
import type { Item } from './blocks.ts';

/** A case as one row of a private list. */
export interface CaseLine {
  readonly case: CaseId;
  readonly ref: CaseRef;
  readonly status: Case['status'] | 'erased';
  readonly occurredOn: Day;
  /** Only where this reader decides the case; null for everybody else. */
  readonly person: string | null;
}

const STATUS: Readonly<Record<CaseLine['status'], string>> = {
  open: 'open',
  closed: 'closed',
  joined: 'joined to another report',
  withdrawn: 'taken back',
  erased: 'its record was erased',
};

export const caseItem = (row: CaseLine, today: Day): Item => ({
  text: `${row.ref}${row.person ? `, ${row.person}` : ''}: happened ${sayDay(row.occurredOn, today)}, ${STATUS[row.status]}`,
  mark: row.status === 'open' ? 'todo' : 'done',
});
