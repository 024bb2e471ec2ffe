import { addDuration } from '../due.ts';
import type { Facts } from '../facts.ts';
import type { Day } from '../time.ts';

/** Within how long a referral or a request to remove a post is followed up (Accord's default). */
const FOLLOW_UP = { count: 5, unit: 'school days', words: '5 school days' } as const;

export const followUpDay = (facts: Facts): Day => addDuration(facts.calendar, facts.today, FOLLOW_UP);
