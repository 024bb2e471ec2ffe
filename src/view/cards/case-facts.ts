import { reportersOf } from '../../domain/case.ts';
import { inWords } from '../../domain/letters/print-day.ts';
import type { Block } from '../card.ts';
import { sayDay, sayMoment } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { fact, facts, heading, list, quote, section } from './blocks.ts';
import { CAPACITY_WORDS, HAPPENED_WORDS, HARM_WORDS, withDetail } from './case-words.ts';
import { breachLabel, cited, stepLabel } from './cited.ts';
import { fileButtons, fileItems } from './file-words.ts';
import { restrictionWords } from './restriction-words.ts';

const names = (ids: readonly Parameters<Drawing['member']>[0][], d: Drawing): string =>
  ids.length === 0 ? 'Nobody named yet' : inWords(ids.map(d.member));

export const whoWords = (d: Pick<Drawing, 'person'>): string =>
  d.person ? withDetail(d.person) : 'Not known yet';

/** Who, what, when, where and whether anybody was hurt, as they were reported. */
export function factsOfCase(d: Drawing): readonly Block[] {
  const { it, policy } = d;
  const standing = it.reports.filter((row) => !row.withdrawn);
  const [first] = standing;
  const answered = it.exceptions.map((row) => row.breach);
  const what = it.breaches.map((id) => {
    const clause = policy.breaches.list.find((row) => row.id === id)?.clause;
    const source = clause ? { source: cited({ kind: 'policy', words: clause }) } : {};
    return answered.includes(id)
      ? { text: `${breachLabel(id, policy)}: allowed, as the policy makes an exception`, ...source }
      : { text: breachLabel(id, policy), ...source };
  });
  const harm = [...new Set(standing.map((row) => row.harm))].filter((row) => row !== 'nobody');
  return [
    facts([
      fact('Who', `${whoWords(d)}, as ${CAPACITY_WORDS[it.capacity]}`),
      d.person?.needs ? fact('Needs', d.person.needs) : null,
      fact(
        'When',
        first ? sayMoment(first.occurredAt, d.today, d.calendar.zone) : sayDay(it.occurredOn, d.today),
      ),
      fact('Where', first?.place ? d.text(first.place) : HAPPENED_WORDS[it.happened]),
      fact(
        'Anyone hurt',
        harm.length === 0 ? HARM_WORDS.nobody : harm.map((row) => HARM_WORDS[row]).join('; '),
      ),
      fact('Reported by', names(reportersOf(it), d)),
      fact('People affected', names(it.affected, d)),
      it.witnesses.length > 0 ? fact('Saw it', names(it.witnesses, d)) : null,
    ]),
    heading('What was reported'),
    list(what),
  ];
}

/** Each person's own words, one after another. */
export function accountsOf(d: Drawing): readonly Block[] {
  const { it } = d;
  const evidence = it.evidence.map((row) => ({
    text: `${row.kind}, kept by ${d.member(row.capturedBy)}: ${d.text(row.what)}`,
  }));
  return [
    ...it.reports
      .filter((row) => !row.withdrawn)
      .map((row) =>
        quote(
          d.text(row.narrative),
          row.onBehalfOf
            ? `${d.member(row.onBehalfOf)}, written down by ${d.member(row.reporter)}`
            : d.member(row.reporter),
        ),
      ),
    ...it.accounts.map((row) =>
      quote(
        d.text(row.text),
        row.cameFrom ? `${d.member(row.from)}, from a report joined to this one` : d.member(row.from),
      ),
    ),
    ...it.theirSide.map((row) => quote(d.text(row.text), `Their side, ${sayDay(row.receivedOn, d.today)}`)),
    ...section('Kept with it', [...evidence, ...fileItems(it.files, d)]),
    ...fileButtons(d),
  ];
}

/** Earlier matters count only as far as they were upheld; those taken back or not upheld are not here at all. */
export const earlierItems = (d: Pick<Drawing, 'history' | 'policy' | 'today'>) =>
  d.history.map((row) => ({
    text: [
      `${row.ref}, ${sayDay(row.occurredOn, d.today)}: ${inWords(row.breaches.map((id) => breachLabel(id, d.policy)))}`,
      row.found ? 'upheld' : 'reported, not decided',
      row.taken.length > 0
        ? `done: ${inWords(row.taken.map((one) => stepLabel(one.step, d.policy)))}`
        : 'nothing done',
      ...(row.inForce.length > 0 ? ['a restriction is in force'] : []),
    ].join('; '),
  }));

export function earlierOf(d: Drawing): readonly Block[] {
  const now = d.it.restrictions.map((row) => ({ text: restrictionWords(row, d.it, d.today) }));
  const earlier = earlierItems(d);
  return [
    ...section('Restrictions', now),
    ...(d.places.has('decider')
      ? [heading('Earlier matters'), list(earlier.length > 0 ? earlier : [{ text: 'None that count.' }])]
      : []),
  ];
}
