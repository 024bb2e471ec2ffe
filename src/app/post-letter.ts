import { placesOf, seesLetter } from '../domain/authorise.ts';
import type { Letter } from '../domain/case.ts';
import type { CaseRef } from '../domain/ids.ts';
import { mayGoOut } from '../domain/internal-letters.ts';
import { maySign } from '../domain/standing.ts';
import type { Post, SentFile, Unit } from '../ports.ts';
import type { Outlet, Sent } from '../surface.ts';
import type { PostAbout } from '../view/about.ts';
import { erasedFileCard, letterWords, pagesWords } from '../view/cards/file-words.ts';
import { previewOf } from '../view/cards/preview.ts';
import { letterFileName, letterPaper } from '../view/letter-paper.ts';
import type { Paper } from '../view/paper.ts';
import type { App } from './app.ts';
import { keptWords } from './kept-letter.ts';
import { type LoadedCase, loadCase } from './load-case.ts';
import { logoOf } from './logo.ts';
import type { DrawnPost } from './post-card.ts';
import { type AtSchool, atSchool } from './school.ts';

type About = Extract<PostAbout, { show: 'letter_file' | 'letter_pages' }>;

interface Found {
  readonly paper: Paper;
  readonly ref: CaseRef;
  readonly number: number;
}

/** So many pages at most in one picture: a letter has three. */
const MOST_PAGES = 8;

interface At {
  readonly unit: Unit;
  readonly at: AtSchool;
  readonly loaded: LoadedCase;
  readonly letter: Letter;
}

const onPaper = async (
  { unit, at, loaded: { it }, letter }: At,
  more: Pick<Parameters<typeof letterPaper>[0], 'markdown' | 'language' | 'size' | 'at' | 'isDraft'>,
): Promise<Found> => ({
  paper: letterPaper({
    kind: letter.kind,
    ref: it.ref,
    school: at.school.name,
    logo: await logoOf(unit, at),
    ...more,
  }),
  ref: it.ref,
  number: it.letters.indexOf(letter) + 1,
});

/** From the text that was frozen when it was signed, and dated as of then. */
async function signedLetter(
  here: At,
  about: Extract<About, { show: 'letter_file' }>,
): Promise<Found | DrawnPost | null> {
  const { unit, letter, loaded } = here;
  const { it, recorded } = loaded;
  if (!letter.signed || !mayGoOut(letter, it)) return null;
  const markdown = await unit.particulars.read(it.school, letter.signed.text.id);
  if (markdown === 'erased') return { card: erasedFileCard(it.ref), preview: previewOf(about, it.ref) };
  const when = recorded.findLast(
    (row) => row.event.type === 'letter_signed' && row.event.letter === letter.id,
  );
  return onPaper(here, {
    markdown,
    language: letter.signed.language,
    size: about.as === 'large_pdf' ? 'large' : 'usual',
    at: when?.at ?? here.at.now,
    isDraft: false,
  });
}

/** From the words that are kept for whoever typed them, for as long as the letter is theirs to sign. */
async function keptPages(here: At, to: Extract<Post['to'], { kind: 'member' }>): Promise<Found | null> {
  const { unit, at, letter, loaded } = here;
  const { it, policy, book } = loaded;
  const looking = { it, policy: policy.policy, book, today: at.today };
  const signs =
    placesOf(to.member, looking).has('signer') &&
    maySign(to.member, letter, it, policy.policy, book, at.today);
  const words = signs && !letter.signed ? await keptWords({ unit, at }, to.member, letter.id) : null;
  return words ? onPaper(here, { ...words, size: 'usual', at: at.now, isDraft: true }) : null;
}

/** As it is now: whoever has lost their place since they asked gets nothing. */
async function find(
  app: App,
  unit: Unit,
  { to, school }: Post,
  about: About,
): Promise<Found | DrawnPost | null> {
  if (to.kind !== 'member') return null;
  const at = await atSchool(app, unit, school);
  const loaded = await loadCase(app, unit, at, about.case, 'without_history');
  const letter = loaded?.it.letters.find((row) => row.id === about.letter);
  if (!loaded || !letter || letter.dropped) return null;
  const { it, policy, book } = loaded;
  if (!seesLetter(to.member, letter, { it, policy: policy.policy, book, today: at.today })) return null;
  const here = { unit, at, loaded, letter };
  return about.show === 'letter_file' ? signedLetter(here, about) : keptPages(here, to);
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

interface Made {
  readonly file: SentFile;
  readonly words: string;
}

async function make({ documents }: App, { paper, ref, number }: Found, about: About): Promise<Made> {
  if (about.show === 'letter_file' && about.as === 'word') {
    const bytes = await documents.word(paper);
    const name = letterFileName(ref, number, about.as);
    return { file: { name, mediaType: WORD, bytes, neutral: true }, words: letterWords(about.as, ref, []) };
  }
  const { bytes, unshown } = await documents.pdf(paper);
  if (about.show === 'letter_file') {
    const name = letterFileName(ref, number, about.as);
    const file = { name, mediaType: 'application/pdf', bytes, neutral: true } as const;
    return { file, words: letterWords(about.as, ref, unshown) };
  }
  const picture = await documents.picture(bytes, MOST_PAGES);
  const name = `${ref}-${number}-draft.png`;
  return {
    file: { name, mediaType: 'image/png', bytes: picture, neutral: true },
    words: pagesWords(ref, unshown),
  };
}

/** Made now, outside any transaction, for whoever may still have it. */
export async function sendPostedLetter(app: App, outlet: Outlet, post: Post, about: About): Promise<Sent> {
  const found = await app.store.read((unit) => find(app, unit, post, about));
  if (!found) return { ok: true, message: '' };
  if ('card' in found) return outlet.post(post.to, post.school, found.card, found.preview);
  const { file, words } = await make(app, found, about);
  return outlet.file(post.to, post.school, file, words);
}
