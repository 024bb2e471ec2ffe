import { placesOf } from '../domain/authorise.ts';
import { holders } from '../domain/book.ts';
import type { Case, Letter } from '../domain/case.ts';
import { LetterId, type MemberId, type ParticularsRef, type PersonId } from '../domain/ids.ts';
import { gap } from '../domain/letters/gaps.ts';
import { isLetterKind } from '../domain/letters/kinds.ts';
import { languageFor } from '../domain/letters/language-for.ts';
import type { Addressee, CaseSource } from '../domain/letters/of-case/case-source.ts';
import { draftOfCase, type LetterDraft } from '../domain/letters/of-case/draft-of-case.ts';
import { textsForLetter } from '../domain/letters/of-case/texts-for-letters.ts';
import { askable, isWalledOff } from '../domain/standing.ts';
import type { LoadedPolicy, Unit } from '../ports.ts';
import type { DraftShown } from '../view/drawing.ts';
import { needsWords } from '../view/needs-words.ts';
import type { Caller } from './caller.ts';
import type { LoadedCase } from './load-case.ts';
import { nameOf } from './school.ts';

/** As much of a caller as a draft needs: two ports to read with, and nothing to write with. */
export interface Drafter extends Pick<Caller, 'at' | 'member'> {
  readonly unit: Pick<Unit, 'particulars' | 'people'>;
}

/** The templates of a kind by language, in the policy's order. One without a language is in the policy's first. */
function templatesOf({ letters, policy }: LoadedPolicy, kind: string): ReadonlyMap<string, string> {
  const [first = 'en', ...others] = policy.languages;
  const texts = [first, ...others].map(
    (language) =>
      [
        language,
        letters.get(`${kind}.${language}`)?.markdown ??
          (language === first ? letters.get(kind)?.markdown : undefined),
      ] as const,
  );
  return new Map(
    texts.flatMap(([language, text]) => (text === undefined ? [] : [[language, text] as const])),
  );
}

/** A correction goes to whoever had the wrong letter: the person the case was moved away from, not the next one. */
function writtenTo({ it, recorded }: LoadedCase, kind: string): PersonId | null {
  if (kind !== 'correction') return it.person;
  const moved = recorded.map((row) => row.event).findLast((event) => event.type === 'case_moved');
  return moved?.type === 'case_moved' ? moved.from : it.person;
}

async function addressee(
  { unit, at }: Drafter,
  id: PersonId | null,
): Promise<(Addressee & { readonly needs: string | null }) | null> {
  const person = id && (await unit.people.byId(at.school.id, id));
  return person ? { name: person.name, address: person.address, needs: needsWords(person) } : null;
}

/** Whoever asks signs, if the letter is theirs to sign; otherwise the first who may. */
function signerOf(
  { at, member }: Drafter,
  { it, policy, book }: LoadedCase,
  letter: Letter,
): CaseSource['signer'] {
  const able = letter.signers.flatMap((role) =>
    holders(book, role, policy.policy)
      .filter((row) => !isWalledOff(row.id, it, book))
      .map((row) => ({ id: row.id, role })),
  );
  const found = able.find((row) => row.id === member.id) ?? able[0];
  return found ? { name: nameOf(at, found.id), role: found.role } : null;
}

async function textsOf(
  { unit }: Drafter,
  it: Case,
  refs: readonly ParticularsRef[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await Promise.all(
    refs.map(async ({ id }) => [id, await unit.particulars.read(it.school, id)] as const),
  );
  return new Map(rows.map(([id, text]) => [id, text === 'erased' ? null : text]));
}

/** Drafts hold the person's name and address: they are for whoever decides and whoever signs. */
function mayDraft({ member, at }: Drafter, { it, policy, book }: LoadedCase): boolean {
  const places = placesOf(member.id, { it, policy: policy.policy, book, today: at.today });
  return places.has('decider') || places.has('signer');
}

type InLanguage = Pick<DraftShown, 'language' | 'languages'>;

/**
 * The letter that `carries` names, drafted in the language it names, or else in the one the person needs; null where it
 * names none that is still to be signed by this reader.
 */
export async function letterDraftFor(
  caller: Drafter,
  loaded: LoadedCase,
  carries: Readonly<Record<string, string>>,
): Promise<(LetterDraft & InLanguage) | null> {
  const asked = LetterId.safeParse(carries.letter);
  const { it, recorded, policy, book } = loaded;
  const letter = asked.success ? it.letters.find((row) => row.id === asked.data) : undefined;
  if (!letter || letter.dropped || letter.signed || !mayDraft(caller, loaded)) return null;
  const { kind } = letter;
  const templates = templatesOf(policy, kind);
  const person = await addressee(caller, writtenTo(loaded, kind));
  const languages = [...templates.keys()];
  const language =
    languages.find((one) => one === carries.language) ?? languageFor(person?.needs ?? null, languages);
  const template = templates.get(language);
  if (!isLetterKind(kind) || template === undefined)
    return {
      language,
      languages,
      ok: false,
      says: 'The policy of this case has no letter of that kind. Write it by hand, or ask your administrator to add it to the policy.',
    };
  const { at } = caller;
  const texts = await textsOf(caller, it, textsForLetter(recorded, kind));
  const draft = draftOfCase(
    {
      it,
      recorded,
      kind,
      letter,
      policy: policy.policy,
      settings: at.settings,
      schoolName: at.school.name,
      calendar: at.calendar,
      today: at.today,
      person,
      signer: signerOf(caller, loaded, letter),
      text: (ref) => texts.get(ref.id) ?? null,
      member: (id: MemberId) => nameOf(at, id),
      holders: (role) => askable(role, it, policy.policy, book).map((row) => row.id),
    },
    template,
    language,
  );
  return { ...draft, language, languages };
}

/** The draft as Markdown. Where none can be made the reason stands in its place as a gap, which nobody can sign. */
export async function draftFor(
  caller: Drafter,
  loaded: LoadedCase,
  carries: Readonly<Record<string, string>>,
): Promise<DraftShown | null> {
  const draft = await letterDraftFor(caller, loaded, carries);
  if (!draft) return null;
  const { language, languages } = draft;
  return draft.ok
    ? { markdown: draft.markdown, language, languages, notTranslated: draft.notTranslated }
    : { markdown: `${gap(draft.says)}\n`, language, languages, notTranslated: [] };
}
