import type { EventOf } from '../../events/case-event.ts';
import { schoolTime } from '../../time.ts';
import type { PostSeen } from '../compose/posts.ts';
import type { LetterFacts } from '../facts.ts';
import { gap } from '../gaps.ts';
import { printDay } from '../print-day.ts';
import { type CaseSource, dayOf, factsOf } from './case-source.ts';

type Evidence = EventOf<'evidence_added'>;

/** `7.10 pm` */
function clockTime(hour: number, minute: number): string {
  return `${hour % 12 || 12}.${String(minute).padStart(2, '0')} ${hour < 12 ? 'am' : 'pm'}`;
}

/** Only links whose day and hour were written down. A screenshot is claimed for a link only where it can be no other's. */
function postsIn(source: CaseSource, all: readonly Evidence[]): PostSeen[] {
  const links = all.filter((row) => row.kind === 'link').length;
  const shots = all.filter((row) => row.kind === 'screenshot');
  return all.flatMap((row) => {
    // Only the address: what somebody wrote around it is for the file.
    const link = row.kind === 'link' ? /https?:\/\/\S+/.exec(source.text(row.what) ?? '')?.[0] : undefined;
    if (!link || !row.seenAt) return [];
    const { day, hour, minute } = schoolTime(row.seenAt, source.settings.calendar.zone);
    const screenshot = shots.some((shot) => links === 1 || shot.seenAt === row.seenAt);
    return [{ link, seenOn: day, seenAt: clockTime(hour, minute), screenshot }];
  });
}

const KIND: Readonly<Record<Evidence['kind'], string>> = {
  screenshot: 'a screenshot',
  link: 'a link to a post',
  photo: 'a photograph',
  message: 'a message',
  document: 'a document',
  recording: 'a recording',
  other: 'something else that is described in the record',
};

/** What is held, by kind and by whom: what it shows stays in the record until somebody passes it on. */
function heldIn(source: CaseSource, all: readonly Evidence[]): string[] {
  const accounts = source.it.reports.filter((row) => !row.withdrawn).length + source.it.accounts.length;
  const accountsSaid = accounts === 1 ? 'one written account' : `${accounts} written accounts`;
  return [
    ...(accounts > 0 ? [`${accountsSaid}, held by the school`] : []),
    ...all.map((row) => `${KIND[row.kind]}, kept by ${source.member(row.capturedBy)}${seen(source, row)}`),
  ];
}

const seen = (source: CaseSource, row: Evidence): string =>
  row.seenAt ? `, seen on ${printDay(dayOf(source, row.seenAt))}` : '';

export function onlineFacts(source: CaseSource): LetterFacts {
  const all = factsOf(source, 'evidence_added');
  const posts = postsIn(source, all);
  const held = heldIn(source, all);
  const shots = all.filter((row) => row.kind === 'screenshot' || row.kind === 'link');
  const days = shots.flatMap((row) => (row.seenAt ? [dayOf(source, row.seenAt)] : [])).sort();
  const removal =
    source.it.removals.findLast((row) => row.step === source.letter.step) ?? source.it.removals.at(-1);
  return {
    posts:
      posts.length > 0
        ? posts
        : { gap: 'the link to each post, when it was seen, and whether you hold a screenshot' },
    remove_by: removal?.checkOn ?? undefined,
    first_published_on: days[0],
    captured_by:
      shots.length > 0
        ? shots
            .map((row) => `${KIND[row.kind]}, kept by ${source.member(row.capturedBy)}${seen(source, row)}`)
            .join('; ')
        : gap('who captured the evidence, and when'),
    platform_rule: gap("which of the website's own rules you rely on"),
    evidence: held.length > 0 ? held : [gap('what evidence is held, and where')],
  };
}
