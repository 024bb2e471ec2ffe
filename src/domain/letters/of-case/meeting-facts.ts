import { titleOf } from '../../book.ts';
import type { Meeting } from '../../case.ts';
import { addDuration } from '../../due.ts';
import type { MeetingSoFar } from '../compose/meeting.ts';
import type { LetterFacts } from '../facts.ts';
import { type Gap, gap } from '../gaps.ts';
import { type CaseSource, lastFact } from './case-source.ts';

const meetingOf = ({ it, letter }: CaseSource): Meeting | undefined =>
  it.meetings.findLast((row) => row.step === letter.step && row.about === 'meeting') ??
  it.meetings.findLast((row) => row.about === 'meeting');

const CAME_OF: Readonly<Record<NonNullable<Meeting['outcome']>, MeetingSoFar['outcome']>> = {
  resolved: 'attended',
  undertakings: 'attended',
  unresolved: 'attended',
  accepted: 'attended',
  refused: 'refused',
  declined: 'refused',
  no_reply: 'no_reply',
};

const SAID: Readonly<Record<NonNullable<Meeting['outcome']>, string>> = {
  resolved: 'the matter was settled',
  undertakings: 'agreed what each will do',
  unresolved: 'no agreement was reached',
  accepted: 'the offer was taken up',
  refused: 'the meeting was not taken up',
  declined: 'the offer was not taken up',
  no_reply: 'the meeting was not taken up',
};

function soFar(source: CaseSource, meeting: Meeting | undefined): MeetingSoFar | Gap | undefined {
  if (!meeting?.outcome) return undefined;
  const sent = source.it.letters.findLast((row) => row.kind === 'meeting_invitation' && row.sent)?.sent;
  return sent
    ? { invitedOn: sent.on, outcome: CAME_OF[meeting.outcome] }
    : { gap: 'when a meeting was offered and what came of it; no invitation is marked as sent' };
}

/** Whoever the policy wants at the table where only one person can be meant; anybody else is for the writer to name. */
function attending({ policy, holders, member }: CaseSource): string[] {
  const { with: roles } = policy.meeting;
  const [role] = roles;
  const held = roles.length === 1 && role ? holders(role) : [];
  const [only] = held;
  if (role && only && held.length === 1)
    return [
      `${member(only)}, ${titleOf(role, policy)}`,
      gap('anyone else who will be there, such as whoever takes notes; or take this line out'),
    ];
  return [
    gap(
      `who will be there, with their roles; one of them is to be: ${roles.map((it) => titleOf(it, policy)).join(', ')}`,
    ),
  ];
}

export function meetingFacts(source: CaseSource): LetterFacts {
  const meeting = meetingOf(source);
  const { calendar, today, policy } = source;
  return {
    meeting_options: { gap: 'three times when you could meet, one of them by phone or video call' },
    meeting_with: attending(source),
    reply_by: meeting?.replyBy,
    meeting_so_far: soFar(source, meeting),
    // As long as somebody has to give their side before a restriction: a shorter time to comment would be hard to defend.
    comments_by: addDuration(calendar, today, policy.restriction.their_side.within),
    met_on: { gap: 'the day of the meeting' },
    met_how: gap('where the meeting was, or that it was by phone or video call'),
    present: [gap('who was there, and in what role')],
    their_account: gap('what the parent said'),
    school_account: gap('what the school said'),
    agreed: [gap('what was agreed, by whom and by when; or that nothing was')],
    meeting_outcome: meeting?.outcome ? SAID[meeting.outcome] : gap('what came of the meeting'),
    adjustments:
      lastFact(source, 'decision_made')?.equality?.answer === 'adjustments'
        ? gap('what was done to help the person take part')
        : undefined,
  };
}
