import { addSchoolDays } from '../calendar.ts';
import type { CaseEvent } from '../events/case-event.ts';
import type { Facts } from '../facts.ts';
import type { RoleId } from '../ids.ts';
import { addDays, addMonths, type Day } from '../time.ts';

type RequestKind = Extract<CaseEvent, { type: 'request_received' }>['kind'];

const REQUEST_CLOCKS: Readonly<Record<RequestKind, { law: boolean; to: RoleId[] }>> = {
  complaint: { law: false, to: ['head' as RoleId, 'chair' as RoleId] },
  appeal: { law: false, to: ['governor' as RoleId, 'chair' as RoleId] },
  complaint_about_ban: { law: false, to: ['chair' as RoleId] },
  access: { law: true, to: ['dpo' as RoleId] },
  pupil_record: { law: true, to: ['dpo' as RoleId] },
  correction: { law: true, to: ['dpo' as RoleId] },
  objection: { law: true, to: ['dpo' as RoleId] },
  data_complaint: { law: true, to: ['dpo' as RoleId] },
  information: { law: true, to: ['dpo' as RoleId] },
};

/** R12: the record of a pupil of a maintained school, on a parent's written request. Academies are not bound. */
const RECORD_SCHOOL_DAYS = 15;
const NOT_BOUND: ReadonlySet<string> = new Set(['academy', 'independent', 'early_years', 'college']);
/** R24: a complaint about data is acknowledged within this many days. */
const DATA_COMPLAINT_DAYS = 30;
/** R24: freedom of information, in school days. */
const INFORMATION_SCHOOL_DAYS = 20;
/** A complaint or an appeal, where the policy says nothing (Accord's default). */
const ANSWER_SCHOOL_DAYS = 10;

/** The last day for an answer. Clocks set by law run from the day it arrived, holidays included where the law says so. */
function requestDue(kind: RequestKind, received: Day, facts: Facts): Day {
  const schoolDays = (count: number) => addSchoolDays(facts.calendar, received, count);
  switch (kind) {
    case 'pupil_record': {
      const month = addMonths(received, 1);
      const soon = schoolDays(RECORD_SCHOOL_DAYS);
      // A school that has not said what kind it is keeps the shorter time: nobody is late for having been early.
      return NOT_BOUND.has(facts.policy.provider.is) || month < soon ? month : soon;
    }
    case 'access':
    case 'correction':
    case 'objection':
      return addMonths(received, 1);
    case 'data_complaint':
      return addDays(received, DATA_COMPLAINT_DAYS);
    case 'information':
      return schoolDays(INFORMATION_SCHOOL_DAYS);
    case 'complaint':
    case 'appeal':
    case 'complaint_about_ban':
      return schoolDays(ANSWER_SCHOOL_DAYS);
    default:
      return kind satisfies never;
  }
}

/** Who answers, by when, and whether the law set the clock. */
export const requestClock = (
  kind: RequestKind,
  received: Day,
  facts: Facts,
): { due: Day; law: boolean; to: RoleId[] } => ({
  ...REQUEST_CLOCKS[kind],
  due: requestDue(kind, received, facts),
});
