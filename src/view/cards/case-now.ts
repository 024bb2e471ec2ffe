import { isInvolved } from '../../domain/standing.ts';
import type { Block } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { agreementWords, HOLDS_ANYWAY } from './agreement-words.ts';
import { list, notice, section, smallPrint } from './blocks.ts';
import { FLAG_WORDS, NOTICE_WORDS } from './case-words.ts';
import { dueWhat, ownerWords, whenDue } from './due-words.ts';
import { DANGER, FOR_DSL, sortNotices } from './now-words.ts';

const stillMatters = (name: string, { it, today }: Drawing): boolean => {
  if (DANGER.some((row) => row === name))
    return it.decisions.length === 0 && (it.openedOn === today || !it.read);
  if (FOR_DSL.some((row) => row === name)) return !it.dslTold;
  return it.decisions.length === 0;
};

/** What to do before anything else. */
export function nowOf(d: Drawing): readonly Block[] {
  const { it } = d;
  const child = it.flags.includes('child_at_risk') ? ['tell_dsl_before_parent'] : [];
  const { urgent, other } = sortNotices([...it.notices, ...child].filter((name) => stillMatters(name, d)));
  return [
    ...urgent.map((name) => notice('danger', NOTICE_WORDS[name])),
    ...(it.hold
      ? [
          notice(
            'danger',
            `Do not contact: ${it.hold.for === 'police' ? 'the police have' : 'the safeguarding lead has'} asked us not to. No calls, letters or meetings, and the clocks stand still. Looked at again by ${sayDay(it.hold.reviewOn, d.today)}.`,
          ),
        ]
      : []),
    ...other.map((name) => notice('info', NOTICE_WORDS[name])),
  ];
}

/** Possibilities, each worded as one, and whoever should leave this case to somebody else. */
export function noticedOf(d: Drawing): readonly Block[] {
  const { it, book, reader } = d;
  return [
    ...(isInvolved(reader, it, book)
      ? [
          notice(
            'warning',
            'You reported this, saw it, were affected by it or stood aside. You may remind and invite; somebody else decides about a warning or a restriction.',
          ),
        ]
      : []),
    ...(it.stoodAside.length > 0
      ? [list(it.stoodAside.map((row) => ({ text: `${d.member(row.member)} has stood aside.` })))]
      : []),
    ...section(
      'To bear in mind',
      it.flags.map((flag) => ({ text: FLAG_WORDS[flag], mark: 'warning' as const })),
    ),
    ...section(
      'Reported at about the same time: the same event?',
      d.sameEvent.map((row) => ({ text: `${row.ref}: ${row.person}` })),
    ),
    ...(d.agreement ? [smallPrint(`${agreementWords(d.agreement, d.today)} ${HOLDS_ANYWAY}`)] : []),
  ];
}

export const owedOf = (d: Drawing): readonly Block[] =>
  section(
    'Due',
    [...d.deadlines]
      .filter((row) => !row.quiet)
      .sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
      .map((row) => ({
        text: `${dueWhat(row, d)}, ${whenDue(row.due, d.today)}. From: ${ownerWords(row.owner, d)}.`,
        mark: row.due < d.today ? ('warning' as const) : ('todo' as const),
      })),
  );
