import { type Letter, reportersOf } from '../../domain/case.ts';
import { gapsIn } from '../../domain/letters/gaps.ts';
import { isLetterKind } from '../../domain/letters/kinds.ts';
import { languageName } from '../../domain/letters/language-for.ts';
import { type Problem, remarksOnLetter } from '../../domain/letters/wording.ts';
import type { Block } from '../card.ts';
import type { Drawing } from '../drawing.ts';
import type { Field } from '../form.ts';
import type { Carries, FormKind, Values } from '../form-kind.ts';
import { type Option, optionsOf } from './choices.ts';
import { choiceField, longField, rowOf, tickField, whichField } from './fields.ts';
import { letterChoice } from './letter-choice.ts';
import { boxName, cutLetter, typedParts } from './letter-parts.ts';
import { isBlank, isTicked, LONG, reader } from './read-values.ts';

const unsigned = (d: Drawing) =>
  letterChoice(d, (row) => row.signed === null, 'No letter waits for a signature.');

const KEEP = 'keep_the_words';

/** What whoever signs should look at twice. Their own name stands under the letter, whether they reported or not. */
function remarksIn(text: string, row: Letter | undefined, d: Drawing): readonly Problem[] {
  if (!row || !isLetterKind(row.kind)) return [];
  const names = reportersOf(d.it).filter((id) => id !== d.reader);
  return remarksOnLetter(row.kind, text, names.map(d.member));
}

const inSentences = (remarks: readonly Problem[]): string =>
  [...new Set(remarks.map((row) => row.says))].join(' ');

const NEXT = {
  sign: 'Sign it',
  show: 'Show me the page first; I sign afterwards',
  again: 'Leave out what I changed and begin again from the draft',
} as const;

const languageOptions = ({ draft }: Drawing): readonly Option<string>[] =>
  (draft?.languages ?? []).map((value) => ({ value, label: languageName(value) }));

const languageField = (d: Drawing, values: Values): readonly Field[] =>
  d.draft && d.draft.languages.length > 1
    ? [
        choiceField(values, {
          name: 'language',
          label: 'Language of the letter',
          hint: 'Another language begins again, from its own draft.',
          options: languageOptions(d),
          value: d.draft.language,
        }),
      ]
    : [];

const notice = (level: 'warning' | 'info', text: string): Block => ({ is: 'notice', level, text });

/** `how the letter is sent`, of `how the letter is sent: "first-class post"`. */
const withoutExample = (means: string): string => means.replace(/: ".*$/, '');

/** Accord's own sentences are English; whoever signs a letter in another language is told where they stand. */
const languageNotice = ({ draft }: Drawing): readonly Block[] =>
  draft && draft.notTranslated.length > 0
    ? [
        notice(
          'warning',
          `The letter is in ${languageName(draft.language)}, but these parts are in English, or as somebody typed them. Have them translated before you sign: ${draft.notTranslated.map(withoutExample).join('; ')}.`,
        ),
      ]
    : [];

function intro(d: Drawing, carries: Carries, isEmpty: boolean): readonly Block[] {
  const needs = d.person?.needs;
  return [
    notice(
      'warning',
      'Read it as the parent will. Once signed, its text stays as it is. Nothing is sent by itself.',
    ),
    ...(needs ? [notice('info', `What this person needs: ${needs}`)] : []),
    ...languageNotice(d),
    ...(carries.kept
      ? [notice('info', 'These are your own words from before. They are not signed yet.')]
      : []),
    ...(isEmpty && d.draft === null
      ? [
          notice(
            'info',
            'No draft could be made, so the box is empty. Write the letter here, or open the case again.',
          ),
        ]
      : []),
  ];
}

/** From the draft again: under other names, or a surface would put what was typed before into the new boxes. */
const beginAgain = (carries: Carries, language: string) => ({
  next: 'letter' as const,
  carries: {
    ...(carries.letter ? { letter: carries.letter } : {}),
    language,
    round: String(Number(carries.round ?? '0') + 1),
  },
  afresh: true as const,
});

export const letter: FormKind = {
  name: 'letter',
  draw: (d, carries, values) => {
    const typed = typedParts(values, carries);
    const parts = typed.length > 0 ? typed : cutLetter(d.draft?.markdown ?? '');
    const boxes = parts.length > 0 ? parts : [''];
    const remarks = remarksIn(boxes.join('\n\n'), rowOf(values, unsigned(d), carries), d);
    return {
      title: 'Read, change and sign',
      intro: intro(d, carries, typed.length === 0),
      fields: [
        ...whichField(values, unsigned(d), carries),
        ...languageField(d, values),
        ...boxes.map((text, part) =>
          longField(values, {
            name: boxName(part, carries),
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
        choiceField(values, { name: 'next', label: 'What now?', options: optionsOf(NEXT), value: 'sign' }),
      ],
      submit: 'Go on',
    };
  },
  read: (values, d, carries) => {
    const r = reader(values);
    const row = r.row(unsigned(d), carries);
    const next = r.oneOf('next', optionsOf(NEXT), 'Say what comes now.');
    const language = d.draft?.language ?? 'en';
    const languages = languageOptions(d);
    const asked =
      languages.length > 1 ? r.oneOf('language', languages, 'Choose the language of the letter.') : language;
    if (row && asked !== undefined && (next === 'again' || asked !== language))
      return { ok: true, asks: beginAgain(carries, asked) };
    const first = boxName(0, carries);
    const parts = typedParts(values, carries).map((_, part) =>
      r.maybeText(boxName(part, carries), 'letter', LONG),
    );
    const whole = parts.flatMap((part) => (part ? [part.typed] : [])).join('\n\n');
    if (isBlank(whole)) r.fail(first, 'The letter is empty. Write it before you sign.');
    if (next === 'show') {
      const shown = r.asks({ row }, ({ row }) => [row.id]);
      if (!shown.ok) return shown;
      const [id] = shown.asks;
      return id
        ? { ok: true, asks: { pages: id, words: { markdown: whole, language } } }
        : { ok: false, errors: { form: 'No letter waits for a signature.' } };
    }
    const [gap] = gapsIn(whole);
    if (gap)
      r.fail(
        first,
        `The draft still has a place to fill in: ${gap}. Write it, or take the sentence out, and sign again.`,
      );
    const remarks = remarksIn(whole, row, d);
    if (remarks.length > 0 && !isTicked(values, KEEP))
      r.fail(first, `${inSentences(remarks)} Change it, or tick that you keep the words, and sign again.`);
    return r.asks({ row }, ({ row }) => [
      {
        do: 'sign_letter' as const,
        letter: row.id,
        text: { typed: whole, kind: 'letter' as const },
        language,
      },
    ]);
  },
};
