import type { EvidenceFile } from '../../domain/case.ts';
import type { CaseRef } from '../../domain/ids.ts';
import type { Media } from '../../domain/media.ts';
import type { NotKept } from '../about.ts';
import type { Block, Card } from '../card.ts';
import { sayDayOf } from '../days.ts';
import type { Drawing } from '../drawing.ts';
import type { LetterFile } from '../letter-paper.ts';
import { acts, buttons, type Item, MOST_BUTTONS, opensForm, text } from './blocks.ts';
import { MEDIA_WORDS } from './case-words.ts';

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

const numberOf = (file: EvidenceFile, d: Drawing): number => d.it.files.indexOf(file) + 1;

/** What kind of file, from whom and when: never its name, which may hold a person's. */
export const fileItems = (files: readonly EvidenceFile[], d: Drawing): readonly Item[] =>
  files.map((row) => {
    const words = `${MEDIA_WORDS[row.media]}${row.of ? ', the original of what they sent' : ''}, from ${d.member(row.capturedBy)}, ${sayDayOf(row.keptAt, d.today, d.calendar.zone)}`;
    return { text: d.it.files.length > 1 ? `File ${numberOf(row, d)}: ${words}` : capital(words) };
  });

/** For those who see the whole case: each file comes to them as a message of their own. */
export function fileButtons(d: Drawing): readonly Block[] {
  const { files } = d.it;
  const all = files.map((row) =>
    acts(d, files.length > 1 ? `Send me file ${numberOf(row, d)}` : 'Send me the file', 'send_file', d.it, {
      file: row.id,
    }),
  );
  const rows = Array.from({ length: Math.ceil(all.length / MOST_BUTTONS) }, (_, row) =>
    all.slice(row * MOST_BUTTONS, (row + 1) * MOST_BUTTONS),
  );
  return rows.flatMap((row) => buttons(row));
}

/** `A photo`, to begin a sentence with. */
export const mediaWords = (media: Media): string => capital(MEDIA_WORDS[media]);

/** What stands beside a file where it is sent, and all that a notification of it may hold. */
export const fileWords = (media: Media, ref: CaseRef): string =>
  `${mediaWords(media)} that is kept with ${ref}.`;

const UNSHOWN =
  ' Some signs in it, such as emoji, have no place in a PDF; what stands there instead says so. The Word file has them.';

const LETTER_WORDS: Readonly<Record<LetterFile, string>> = {
  word: 'The Word file',
  pdf: 'The PDF',
  large_pdf: 'The PDF in large print',
};

export const letterWords = (as: LetterFile, ref: CaseRef, unshown: readonly string[]): string =>
  `${LETTER_WORDS[as]} you asked for, from ${ref}.${unshown.length > 0 ? UNSHOWN : ''}`;

export const pagesWords = (ref: CaseRef, unshown: readonly string[]): string =>
  `How it would look on paper, from ${ref}. It is not signed.${unshown.length > 0 ? UNSHOWN : ''}`;

/** Where a draft's pages stood. */
export const pagesOverCard = (ref: CaseRef): Card => ({
  title: ref,
  tone: 'done',
  blocks: [
    text(`The pages of a draft stood here. The letter is signed now; as it was signed it is in ${ref}.`),
  ],
});

export const erasedFileCard = (ref: CaseRef): Card => ({
  title: ref,
  tone: 'done',
  blocks: [
    text(`The file that you asked for has been erased from ${ref}. That it was there is still on record.`),
  ],
});

const NOT_KEPT: Readonly<Record<NotKept, string>> = {
  too_large: 'could not be fetched: it is over 10 MB. Say where it is kept, with Add evidence.',
  not_given:
    'could not be fetched: it is not where you put it any more. Send it again, or say where it is kept, with Add evidence.',
  not_taken: 'was not kept: the case is closed, or goes on elsewhere. Speak to whoever decides it.',
};

/** For whoever sent it, by reference. */
export function notKeptCard(d: Drawing, why: NotKept): Card {
  const { it } = d;
  return {
    title: it.ref,
    tone: 'waiting',
    blocks: [
      text(`A file you sent for ${it.ref} ${NOT_KEPT[why]}`),
      ...(it.status === 'open' ? buttons([opensForm(d, 'Add evidence', 'evidence', it.id)]) : []),
    ],
  };
}
