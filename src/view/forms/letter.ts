import { type Letter, reportersOf } from '../../domain/case.ts';
import { gapsIn } from '../../domain/letters/gaps.ts';
import { isLetterKind } from '../../domain/letters/kinds.ts';
import { type Problem, remarksOnLetter } from '../../domain/letters/wording.ts';
import type { Drawing } from '../drawing.ts';
import type { FormKind, Values } from '../form-kind.ts';
import { longField, rowOf, tickField, whichField } from './fields.ts';
import { letterChoice } from './letter-choice.ts';
import { isBlank, isTicked, LONG, reader, typedText } from './read-values.ts';

/** Boxes for one letter, at most: more than the longest that fits a submission. */
const PARTS = 12;
/** Characters suggested in one box, so that there is room to add to it. */
const SUGGESTED = 2400;

const nameOf = (part: number): string => (part === 0 ? 'text' : `text_${part + 1}`);

const unsigned = (d: Drawing) =>
  letterChoice(d, (row) => row.signed === null, 'No letter waits for a signature.');

/** Cut between paragraphs, because no surface holds a whole letter in one box; a paragraph too long is cut within. */
function cut(text: string): readonly string[] {
  const paragraphs = text.split(/\n{2,}/).flatMap((row) => row.match(/[\s\S]{1,2400}/g) ?? []);
  const parts: string[] = [];
  for (const row of paragraphs) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + row.length + 2 <= SUGGESTED)
      parts[parts.length - 1] = `${last}\n\n${row}`;
    else parts.push(row);
  }
  return parts;
}

/** As many boxes as came back; at first, as many as the draft needs. */
function typedParts(values: Values): readonly string[] {
  const rows = Array.from({ length: PARTS }, (_, part) => typedText(values, nameOf(part)));
  const last = rows.findLastIndex((row) => row !== undefined);
  return rows.slice(0, last + 1).map((row) => row ?? '');
}

const KEEP = 'keep_the_words';

/** What whoever signs should look at twice. Their own name stands under the letter, whether they reported or not. */
function remarksIn(text: string, row: Letter | undefined, d: Drawing): readonly Problem[] {
  if (!row || !isLetterKind(row.kind)) return [];
  const names = reportersOf(d.it).filter((id) => id !== d.reader);
  return remarksOnLetter(row.kind, text, names.map(d.member));
}

const inSentences = (remarks: readonly Problem[]): string =>
  [...new Set(remarks.map((row) => row.says))].join(' ');

export const letter: FormKind = {
  name: 'letter',
  draw: (d, carries, values) => {
    const typed = typedParts(values);
    const parts = typed.length > 0 ? typed : cut(d.draft ?? '');
    const boxes = parts.length > 0 ? parts : [''];
    const remarks = remarksIn(boxes.join('\n\n'), rowOf(values, unsigned(d), carries), d);
    return {
      title: 'Read, change and sign',
      intro: [
        {
          is: 'notice',
          level: 'warning',
          text: 'Read it as the parent will. Once signed, its text stays as it is. Nothing is sent by itself.',
        },
        ...(d.draft === null && typed.length === 0
          ? [
              {
                is: 'notice',
                level: 'info',
                text: 'No draft could be made, so the box is empty. Write the letter here, or open the case again.',
              } as const,
            ]
          : []),
      ],
      fields: [
        ...whichField(values, unsigned(d), carries),
        ...boxes.map((text, part) =>
          longField(values, {
            name: nameOf(part),
            label: boxes.length === 1 ? 'The letter' : `The letter, part ${part + 1} of ${boxes.length}`,
            value: text,
            required: part === 0,
          }),
        ),
        ...(remarks.length > 0
          ? [
              tickField(values, {
                name: KEEP,
                label: 'I have read this remark and keep the words',
                hint: inSentences(remarks),
                required: false,
              }),
            ]
          : []),
      ],
      submit: 'Sign',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const row = r.row(unsigned(d), carries);
    const parts = typedParts(values).map((_, part) => r.maybeText(nameOf(part), 'letter', LONG));
    const whole = parts.flatMap((part) => (part ? [part.typed] : [])).join('\n\n');
    if (isBlank(whole)) r.fail('text', 'The letter is empty. Write it before you sign.');
    const [gap] = gapsIn(whole);
    if (gap)
      r.fail(
        'text',
        `The draft still has a place to fill in: ${gap}. Write it, or take the sentence out, and sign again.`,
      );
    const remarks = remarksIn(whole, row, d);
    if (remarks.length > 0 && !isTicked(values, KEEP))
      r.fail('text', `${inSentences(remarks)} Change it, or tick that you keep the words, and sign again.`);
    return r.asks({ row }, ({ row }) => [
      { do: 'sign_letter' as const, letter: row.id, text: { typed: whole, kind: 'letter' as const } },
    ]);
  },
};
