import { IntentKey, LetterId } from '../domain/ids.ts';
import type { Carries, KeptWords, Values } from '../view/form-kind.ts';
import { valuesOfKept } from '../view/forms/letter-parts.ts';
import type { Caller } from './caller.ts';
import { keepDraft } from './forms.ts';

/** One for each letter and member: the words that somebody has typed and not signed. */
const keyOf = (letter: LetterId): IntentKey => IntentKey.parse(`letter/${letter}`);

const letterOf = (carries: Carries): LetterId | null => {
  const asked = LetterId.safeParse(carries.letter);
  return asked.success ? asked.data : null;
};

export const keepLetter = (caller: Caller, letter: LetterId, words: KeptWords): Promise<void> =>
  keepDraft(caller, caller.member.id, keyOf(letter), { ...words });

/** Signed, or begun again: what was kept comes back no more. */
export async function forgetLetter(caller: Caller, carries: Carries): Promise<void> {
  const letter = letterOf(carries);
  if (letter) await keepDraft(caller, caller.member.id, keyOf(letter), {});
}

export async function keptWords(
  { unit, at }: Pick<Caller, 'at'> & { readonly unit: Pick<Caller['unit'], 'drafts'> },
  member: Caller['member']['id'],
  letter: LetterId,
): Promise<KeptWords | null> {
  const kept = await unit.drafts.find(keyOf(letter), member, at.now);
  return typeof kept?.markdown === 'string' && typeof kept.language === 'string'
    ? { markdown: kept.markdown, language: kept.language }
    : null;
}

/** What the form opens with where words were kept: them, in the language they are in. */
export async function keptLetter(
  caller: Caller,
  carries: Carries,
): Promise<{ readonly carries: Carries; readonly values: Values } | null> {
  const letter = letterOf(carries);
  const words = letter && (await keptWords(caller, caller.member.id, letter));
  if (!words) return null;
  const kept = { ...carries, language: words.language, kept: 'yes' };
  return { carries: kept, values: valuesOfKept(words, kept) };
}
