import type { z } from 'zod';
import type { Case, Restriction } from '../case.ts';
import type { EventOf } from '../events/case-event.ts';
import type { restricting } from '../events/restricting.ts';
import { addDays, type Day, daysBetween } from '../time.ts';
import { change, type Handlers } from './handlers.ts';

type RestrictingType = z.infer<(typeof restricting)[number]>['type'];

const opened = (
  row: Pick<
    Restriction,
    'id' | 'step' | 'status' | 'extent' | 'openedOn' | 'start' | 'end' | 'review' | 'gates' | 'hearing'
  >,
): Restriction => ({
  ...row,
  commentBy: null,
  extensions: 0,
});

/** A restriction is written right after the decision that opens it. */
const decidedOn = (it: Case, start: Day): Day => it.decisions.at(-1)?.on ?? start;

/**
 * Dates that stood still under a hold move on, each by name: `window:ID`, `decide:ID`, `end:ID`, `letter:ID`,
 * `reply:ID`.
 */
function move(it: Case, what: string, to: Day): Case {
  const [kind, id] = what.split(':') as [string, string];
  if (kind === 'window' || kind === 'decide') {
    return {
      ...it,
      restrictions: change(it.restrictions, id, (row) =>
        row.hearing
          ? {
              ...row,
              hearing: { ...row.hearing, ...(kind === 'window' ? { closes: to } : { decideBy: to }) },
            }
          : row,
      ),
    };
  }
  if (kind === 'end')
    return {
      ...it,
      restrictions: change(it.restrictions, id, (row) => ({
        ...row,
        end: to,
        review: row.hearing && row.hearing.closes < to ? row.hearing.closes : to,
      })),
    };
  if (kind === 'letter') return { ...it, letters: change(it.letters, id, (row) => ({ ...row, due: to })) };
  if (kind === 'reply')
    return { ...it, meetings: change(it.meetings, id, (row) => ({ ...row, replyBy: to })) };
  return it;
}

/**
 * While nobody may be contacted, somebody who is not heard yet is kept away no shorter for it: the last day is put off
 * as far as the hold is known to last, which is to its next review, and put right when it is lifted.
 */
const putOff = (it: Case, days: number): Case => ({
  ...it,
  restrictions: it.restrictions.map((row) =>
    row.status === 'provisional' && row.hearing ? { ...row, end: addDays(row.end, days) } : row,
  ),
});

const moveAll = (it: Case, moved: EventOf<'hold_lifted'>['moved']): Case =>
  moved.reduce((next, row) => move(next, row.what, row.to), it);

export const onRestricting: Handlers<RestrictingType> = {
  person_turned_away: (it, event) => ({
    ...it,
    restrictions: [
      ...it.restrictions,
      opened({
        id: event.restriction,
        step: event.step,
        status: 'turned_away',
        extent: { of: 'site', places: ['whole_site'] },
        openedOn: event.start,
        start: event.start,
        end: event.end,
        review: event.end,
        gates: [],
        hearing: null,
      }),
    ],
  }),
  restriction_opened: (it, event) => ({
    ...it,
    restrictions: [
      ...it.restrictions,
      opened({
        id: event.restriction,
        step: event.step,
        status: event.track.is,
        extent: event.extent,
        openedOn: decidedOn(it, event.start),
        start: event.start,
        end: event.end,
        review: event.review,
        gates: event.gates,
        hearing: { closes: event.windowCloses, decideBy: event.decideBy },
      }),
    ],
  }),
  contact_restricted: (it, event) => ({
    ...it,
    restrictions: [
      ...it.restrictions,
      opened({
        id: event.restriction,
        step: event.step,
        status: 'contact',
        extent: event.extent,
        openedOn: decidedOn(it, event.start),
        start: event.start,
        end: event.end,
        review: event.review,
        gates: event.gates,
        hearing: null,
      }),
    ],
  }),
  their_side_received: (it, event) => ({
    ...it,
    theirSide: [
      ...it.theirSide,
      {
        id: event.matter,
        restriction: event.restriction,
        channel: event.channel,
        receivedOn: event.receivedOn,
        text: event.text,
        acknowledgeBy: event.acknowledgeBy,
        acknowledged: false,
      },
    ],
  }),
  their_side_acknowledged: (it, event) => ({
    ...it,
    theirSide: change(it.theirSide, event.matter, (row) => ({ ...row, acknowledged: true })),
  }),
  restriction_confirmed: (it, event) => ({
    ...it,
    restrictions: change(it.restrictions, event.restriction, (row) => ({
      ...row,
      status: 'confirmed',
      extent: event.extent,
      start: event.start,
      end: event.end,
      review: event.review,
      gates: event.gates,
      hearing: null,
    })),
  }),
  restriction_varied: (it, event) => ({
    ...it,
    restrictions: change(it.restrictions, event.restriction, (row) => ({
      ...row,
      extent: event.extent,
      start: event.start,
      end: event.end,
      review: event.review,
      commentBy: null,
    })),
  }),
  restriction_extended: (it, event) => ({
    ...it,
    restrictions: change(it.restrictions, event.restriction, (row) => ({
      ...row,
      start: event.start,
      end: event.end,
      review: event.review,
      gates: event.gates,
      commentBy: null,
      extensions: row.extensions + 1,
    })),
  }),
  restriction_lifted: (it, event) => ({
    ...it,
    restrictions: change(it.restrictions, event.restriction, (row) => ({
      ...row,
      status: 'lifted',
      hearing: null,
    })),
  }),
  restriction_ran_out: (it, event) => ({
    ...it,
    restrictions: change(it.restrictions, event.restriction, (row) => ({
      ...row,
      status: 'ran_out',
      hearing: null,
    })),
  }),
  comment_invited: (it, event) => ({
    ...it,
    restrictions: change(it.restrictions, event.restriction, (row) => ({ ...row, commentBy: event.by })),
  }),
  hold_placed: (it, event) => ({
    ...(event.moved ? moveAll(it, event.moved) : putOff(it, daysBetween(event.on, event.reviewOn))),
    hold: {
      for: event.for,
      since: event.on,
      reviewOn: event.reviewOn,
      ends: it.restrictions
        .filter((row) => row.status === 'provisional' && row.hearing)
        .map((row) => ({ restriction: row.id, end: row.end })),
    },
  }),
  hold_reviewed: (it, event) =>
    it.hold
      ? {
          ...(event.moved
            ? moveAll(it, event.moved)
            : putOff(it, daysBetween(it.hold.reviewOn, event.reviewOn))),
          hold: { ...it.hold, reviewOn: event.reviewOn },
        }
      : it,
  hold_lifted: (it, event) => moveAll({ ...it, hold: null }, event.moved),
  request_received: (it, event) => ({
    ...it,
    requests: [
      ...it.requests,
      {
        id: event.matter,
        kind: event.kind,
        channel: event.channel,
        due: event.due,
        law: event.law,
        to: event.to,
        answered: false,
        answeredBy: null,
        text: event.text,
        receivedOn: event.receivedOn,
        suspends: event.suspends,
      },
    ],
  }),
  request_answered: (it, event, { by }) => ({
    ...it,
    requests: change(it.requests, event.matter, (row) => ({ ...row, answered: true, answeredBy: by })),
  }),
  support_recorded: (it, event) => ({ ...it, supported: [...new Set([...it.supported, event.for])] }),
  injury_recorded: (it, event) => ({ ...it, injury: { reportBy: event.reportBy } }),
  case_closed: (it, event) => ({
    ...it,
    status: 'closed',
    closed: { outcome: event.outcome, outline: event.outline, on: event.on, retention: event.retention },
    keepUntil: event.retention.until,
  }),
  case_reopened: (it, event) => ({
    ...it,
    status: 'open',
    closed: null,
    keepUntil: null,
    hearBy: event.hearBy,
  }),
  record_erased: (it, event) => ({ ...it, erased: event.on }),
  record_kept_longer: (it, event) => ({ ...it, keepUntil: event.until }),
  case_policy_moved: (it, event) => ({ ...it, policy: { pack: event.pack, sha256: event.sha256 } }),
};
