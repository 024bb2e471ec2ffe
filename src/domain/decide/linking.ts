import { titleOf } from '../book.ts';
import { nextSchoolDay } from '../calendar.ts';
import type { Case, Consultation } from '../case.ts';
import type { CaseEvent, EventOf } from '../events/case-event.ts';
import type { Facts } from '../facts.ts';
import { type ConsultationId, LinkId, type MemberId } from '../ids.ts';
import { linkable, linkStanding } from '../link-standing.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { addDays, atSchoolTime, type Day } from '../time.ts';
import { record, type Verbs } from './decided.ts';

/** A link that has not ended ends with what makes it needless; one that ran out by itself has no more to end. */
export const endsLink = (row: Consultation, why: EventOf<'view_link_ended'>['why']): readonly CaseEvent[] =>
  row.link && row.link.ended === null
    ? [{ type: 'view_link_ended', consultation: row.id, link: row.link.id, why }]
    : [];

/** Whoever stands aside comes in by no link of theirs any more. */
export const endsLinksOf = (member: MemberId, it: Case): readonly CaseEvent[] =>
  it.consultations.filter((row) => row.link?.for === member).flatMap((row) => endsLink(row, 'stood_aside'));

/**
 * A link holds to the end of the day on which the view is due, and at least to the end of the next school day, so that
 * one made at the last moment is still of use; never longer than the school says.
 */
function lastDayOf(row: Consultation, days: number, { today, calendar }: Facts): Day {
  const next = nextSchoolDay(calendar, today);
  const wanted = row.due > next ? row.due : next;
  const most = addDays(today, days);
  return wanted < most ? wanted : most;
}

const found = (it: Case, id: ConsultationId): Consultation | undefined =>
  it.consultations.find((row) => row.id === id);

const GONE: Refusal = {
  code: 'not_found',
  words: 'That request for a view is not part of this case any more. Open the case again.',
};

export const linkingVerbs: Verbs<'make_link' | 'end_link' | 'open_link' | 'record_unsent'> = {
  /** The new link takes the place of one that was there: two never open the same question. */
  make_link: (it, command, facts) => {
    const row = found(it, command.consultation);
    if (!row) return { ok: false, refusal: GONE };
    if (row.given && row.given.view !== 'talk')
      return refuse('already_done', 'The view has been given, so no link is needed.');
    if (command.for === facts.actor)
      return refuse('input', 'You are in already: a link is for somebody who cannot answer here.', 'for');
    const may = linkable(row, it, facts.policy, facts.book).some((one) => one.id === command.for);
    if (!may)
      return refuse(
        'not_allowed',
        `This view is asked of the ${titleOf(row.role, facts.policy)}, and of nobody who is involved. Choose somebody who may give it.`,
        'for',
      );
    const lastDay = lastDayOf(row, command.days, facts);
    return record(...endsLink(row, 'replaced'), {
      type: 'view_link_made',
      consultation: row.id,
      link: LinkId.parse(facts.nextId()),
      for: command.for,
      how: command.how,
      to: command.to,
      on: facts.today,
      lastDay,
      until: atSchoolTime(addDays(lastDay, 1), 0, 0, facts.calendar.zone),
    });
  },
  end_link: (it, command) => {
    const row = found(it, command.consultation);
    if (!row) return { ok: false, refusal: GONE };
    const ends = endsLink(row, 'taken_back');
    return ends.length > 0
      ? record(...ends)
      : refuse('already_done', 'There is no link to take back: it has been used, or taken back already.');
  },
  /** Each opening is written down: whoever made the link sees how often it was opened. */
  open_link: (it, command, facts) => {
    const standing = linkStanding(command.link, it, facts);
    return standing.stands && standing.link.for === facts.actor && standing.row.id === command.consultation
      ? record({
          type: 'view_link_opened',
          consultation: command.consultation,
          link: command.link,
          on: facts.today,
        })
      : refuse('not_allowed', 'This link opens nothing any more.');
  },
  record_unsent: (it, command, facts) => {
    const row = found(it, command.consultation);
    return row?.link?.id === command.link && row.link.ended === null && !row.link.unsent
      ? record({
          type: 'view_link_unsent',
          consultation: command.consultation,
          link: command.link,
          on: facts.today,
        })
      : record();
  },
};
