import { seesLetter } from '../../domain/authorise.ts';
import { titleOf } from '../../domain/book.ts';
import type { Letter } from '../../domain/case.ts';
import { mayGoOut } from '../../domain/internal-letters.ts';
import { isLetterKind, LETTER_TITLES } from '../../domain/letters/kinds.ts';
import { plainLetter } from '../../domain/letters/plain.ts';
import { inWords } from '../../domain/letters/print-day.ts';
import { maySign } from '../../domain/standing.ts';
import type { Block, Button, Card } from '../card.ts';
import { sayDay } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import { LETTER_FILES, type LetterFile } from '../letter-paper.ts';
import {
  acts,
  buttons,
  fact,
  facts,
  heading,
  type Item,
  list,
  notice,
  opensForm,
  quote,
  section,
  text,
} from './blocks.ts';
import { CHANNEL_WORDS, SENT_WORDS, withDetail } from './case-words.ts';
import { whenDue } from './due-words.ts';
import { notForYouCard } from './not-for-you.ts';

export const letterTitle = (kind: string): string =>
  isLetterKind(kind) ? LETTER_TITLES[kind] : kind.replaceAll('_', ' ');

/** Whoever may sign today: the one named, a deputy for their absence, or the substitute where none of them is free. */
export const isSigner = (d: Drawing, row: Letter): boolean =>
  d.places.has('signer') && maySign(d.reader, row, d.it, d.policy, d.book, d.today);

function itemOf(row: Letter, d: Drawing): Item {
  const title = letterTitle(row.kind);
  if (row.sent)
    return {
      text: `${title}: sent ${sayDay(row.sent.on, d.today)} ${SENT_WORDS[row.sent.how]}${row.sent.proof ? ` (${d.text(row.sent.proof)})` : ''}`,
      mark: 'done',
    };
  if (row.signed)
    return {
      text: `${title}: signed by ${d.member(row.signed.by)}; to be sent by the office, ${whenDue(row.due, d.today)}`,
      mark: 'todo',
    };
  return {
    text: `${title}: to be signed by the ${inWords(
      row.signers.map((role) => titleOf(role, d.policy)),
      'or',
    )}, ${whenDue(row.due, d.today)}`,
    mark: 'todo',
  };
}

const signButton = (d: Drawing, row: Letter): Button =>
  opensForm(d, `Read and sign: ${letterTitle(row.kind)}`, 'letter', d.it.id, { letter: row.id }, 'main');

/** Whom it goes to, with what somebody must check before an envelope is closed. */
function addressOf(d: Drawing): readonly Block[] {
  const { person } = d;
  if (!person) return [notice('warning', 'We do not know yet who this was, so no letter can go.')];
  return [
    facts([
      fact('To', withDetail(person)),
      fact('Address', person.address ?? 'None kept. Look it up before sending.'),
      person.needs ? fact('Needs', person.needs) : null,
    ]),
    ...(person.separateAddress || person.courtOrderSeen
      ? [
          notice(
            'warning',
            `${person.courtOrderSeen ? 'A court order has been seen. ' : ''}The parents may live apart: this letter goes to this person alone, at their own address.`,
          ),
        ]
      : []),
  ];
}

const FILE_LABELS: Readonly<Record<LetterFile, string>> = {
  word: 'As a Word file',
  pdf: 'As a PDF',
  large_pdf: 'As a PDF in large print',
};

/** Letters whose files are offered: the newest, since a card has room for so many buttons. */
const MOST_LETTERS = 4;

/** Each comes as a message of its own. Large print is offered where somebody needs something. */
function filesOf(d: Drawing, letters: readonly Letter[]): readonly Block[] {
  if (d.it.erased !== null) return [];
  const signed = letters.filter((row) => row.signed && mayGoOut(row, d.it)).slice(-MOST_LETTERS);
  const kinds: readonly LetterFile[] = d.person?.needs ? LETTER_FILES : ['word', 'pdf'];
  const rows = signed.flatMap((row) =>
    buttons(
      kinds.map((as) =>
        acts(
          d,
          signed.length === 1 ? FILE_LABELS[as] : `${FILE_LABELS[as]}: ${letterTitle(row.kind)}`,
          'send_letter_file',
          d.it,
          { letter: row.id, as },
        ),
      ),
    ),
  );
  return rows.length === 0
    ? []
    : [heading(signed.length === 1 ? 'The signed letter' : 'The signed letters'), ...rows];
}

const officeTasks = (d: Drawing): { readonly items: readonly Item[]; readonly row: readonly Button[] } => {
  const late = d.it.theirSide.filter((row) => !row.acknowledged);
  const open = d.it.status === 'open';
  const posts = open ? d.it.removals.filter((row) => !row.removed && row.checkOn) : [];
  return {
    items: [
      ...late.map((row) => ({
        text: `Their side arrived ${CHANNEL_WORDS[row.channel]}. Let them know by ${sayDay(row.acknowledgeBy, d.today)} that we have it.`,
        mark: 'todo' as const,
      })),
      ...posts.map((row) => ({
        text: `Look whether the post has gone${row.checkOn ? `, ${whenDue(row.checkOn, d.today)}` : ''}.`,
        mark: 'todo' as const,
      })),
    ],
    row: [
      ...late.map((row) => acts(d, 'We have let them know', 'acknowledge', d.it, { matter: row.id })),
      ...posts.map((row) => opensForm(d, 'Has the post gone?', 'removal', d.it.id, { matter: row.id })),
    ],
  };
};

/** What they ring or write about reaches the office first. */
const whatCame = (d: Drawing): readonly Button[] => [
  ...(d.it.status === 'open' ? [opensForm(d, 'Record their side', 'their_side', d.it.id)] : []),
  opensForm(d, 'They ask for something', 'request', d.it.id),
];

/** For whoever signs and for the office: letters, whom they go to, and nothing of how it came to them. */
export function lettersCard(d: Drawing): Card {
  const { it } = d;
  const office = d.places.has('office');
  const whole = d.places.has('decider') || d.places.has('hears_appeal');
  if (!office && !d.places.has('signer') && !whole) return notForYouCard();
  const letters = it.letters.filter((row) => !row.dropped && seesLetter(d.reader, row, d));
  const owed = it.status === 'open' ? letters.filter((row) => !row.sent) : [];
  const free = owed.filter((row) => mayGoOut(row, it));
  const [toSign] = free.filter((row) => !row.signed && isSigner(d, row));
  const toSend = office || d.places.has('decider') ? free.filter((row) => row.signed) : [];
  const tasks = office && it.erased === null ? officeTasks(d) : { items: [], row: [] };
  const row: readonly Button[] = [
    ...(toSign ? [signButton(d, toSign)] : []),
    ...toSend.map((one) =>
      opensForm(d, `Sent: ${letterTitle(one.kind)}`, 'letter_sent', it.id, { letter: one.id }, 'main'),
    ),
    ...(it.hold ? [] : tasks.row),
    ...(office && it.erased === null ? whatCame(d) : []),
  ];
  return {
    title: `Letters, ${it.ref}`,
    tone: owed.length > 0 || tasks.items.length > 0 ? 'waiting' : 'done',
    blocks: [
      ...(it.hold
        ? [notice('danger', 'Do not contact is in force: no letter, call or meeting until it ends.')]
        : []),
      ...(owed.length > 0 ? addressOf(d) : []),
      letters.length > 0 ? list(letters.map((one) => itemOf(one, d))) : text('No letter is owed.'),
      ...(toSign && d.draft
        ? [quote(plainLetter(d.draft.markdown), `${letterTitle(toSign.kind)}, not signed yet`)]
        : []),
      ...toSend.flatMap((one) =>
        one.signed && office ? [quote(plainLetter(d.text(one.signed.text)), letterTitle(one.kind))] : [],
      ),
      ...section('Also for the office', tasks.items),
      ...buttons(row.slice(0, 6)),
      ...filesOf(d, letters),
    ],
  };
}
