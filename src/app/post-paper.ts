import { sees } from '../domain/authorise.ts';
import { FILE_LIMIT } from '../domain/file-limit.ts';
import type { Post, SentFile, Unit } from '../ports.ts';
import type { Outlet, Sent } from '../surface.ts';
import type { PostAbout } from '../view/about.ts';
import { goneCard } from '../view/cards/gone-card.ts';
import { previewOf } from '../view/cards/preview.ts';
import type { Paper } from '../view/paper.ts';
import { bundlePaper } from '../view/papers/bundle-paper.ts';
import { gatePaper } from '../view/papers/gate-paper.ts';
import { redactPaper } from '../view/papers/redact.ts';
import { hasPictures, withoutPictures } from '../view/papers/without-pictures.ts';
import type { App } from './app.ts';
import { bundlePictures } from './bundle-pictures.ts';
import { drawingFor, sceneFor } from './drawing.ts';
import { gateRows, seesGate } from './gate.ts';
import { hiddenNames, namedByMistake } from './hidden-names.ts';
import { loadCase, streamOf } from './load-case.ts';
import type { DrawnPost } from './post-card.ts';
import { atSchool } from './school.ts';

export type AboutPaper = Extract<PostAbout, { show: 'gate_list' | 'bundle' }>;

type Found = { readonly paper: Paper; readonly name: string; readonly words: string } | DrawnPost | null;

type Reader = Extract<Post['to'], { kind: 'member' }>['member'];

async function gatePage(
  app: App,
  unit: Unit,
  { school }: Post,
  reader: Reader,
  about: AboutPaper,
): Promise<Found> {
  const at = await atSchool(app, unit, school);
  const looker = { app, unit, at, member: { id: reader } };
  if (!(await seesGate(looker))) return null;
  // It was to hold for its own day: a list that comes late would be taken for today's.
  if (at.today > about.until) return { card: goneCard(about, at.today), preview: previewOf(about, null) };
  const scene = await sceneFor(app, unit, at, reader);
  return {
    paper: gatePaper(scene, await gateRows(looker)),
    name: `front-gate-list-${at.today}.pdf`,
    words: `The front gate list to print. It holds for today only: shred it at the end of the day.`,
  };
}

async function caseFile(
  app: App,
  unit: Unit,
  { school }: Post,
  reader: Reader,
  about: Extract<AboutPaper, { show: 'bundle' }>,
): Promise<Found> {
  const at = await atSchool(app, unit, school);
  const loaded = await loadCase(app, unit, at, about.case);
  if (!loaded) return null;
  const { it, policy, book, recorded } = loaded;
  // As it is now: whoever has lost their place since they asked gets nothing.
  if (it.erased !== null || !sees(reader, 'whole', { it, policy: policy.policy, book, today: at.today }))
    return null;
  const stream = streamOf(it.id);
  const d = await drawingFor(app, unit, at, loaded, reader);
  const paper = bundlePaper({
    d: { ...d, today: null },
    madeFor: reader,
    redacted: about.redacted,
    stream,
    proof: (await unit.journal.load(stream)).map(({ position, at: when, hash }) => ({
      position,
      at: when,
      hash,
    })),
    anchor: await unit.anchors.last(),
    pictures: about.redacted ? new Map() : await bundlePictures(unit, school, it.files),
  });
  const person = it.person === null ? null : await unit.people.byId(school, it.person);
  const mistaken = await Promise.all(namedByMistake(it, recorded).map((id) => unit.people.byId(school, id)));
  const { hidden, people } = hiddenNames(
    it,
    recorded,
    at,
    reader,
    person,
    mistaken.flatMap((row) => row ?? []),
  );
  return {
    paper: about.redacted ? redactPaper(paper, hidden, { people, others: [at.school.name] }) : paper,
    name: `${it.ref}-case-file.pdf`,
    words: about.redacted
      ? `The case file of ${it.ref}, with names taken out. Read every page before you hand it on.`
      : `The case file of ${it.ref}, with every name in it. Give it only to those who need it.`,
  };
}

const find = (app: App, unit: Unit, post: Post, about: AboutPaper): Promise<Found> | null => {
  if (post.to.kind !== 'member') return null;
  const reader = post.to.member;
  return about.show === 'gate_list'
    ? gatePage(app, unit, post, reader, about)
    : caseFile(app, unit, post, reader, about);
};

/** Within what a platform takes. A picture that nobody can open, or that makes it too large, keeps no case file back. */
async function pdfOf({ documents, log }: App, paper: Paper): Promise<Uint8Array> {
  if (!hasPictures(paper)) return (await documents.pdf(paper)).bytes;
  const made = await documents.pdf(paper).catch((cause: unknown) => {
    log.error('a paper could not be made with its pictures', cause);
    return null;
  });
  return made && made.bytes.length <= FILE_LIMIT
    ? made.bytes
    : (await documents.pdf(withoutPictures(paper))).bytes;
}

/** What is put on paper when it is sent, from what is true then; typeset outside any transaction. */
export async function sendPostedPaper(
  app: App,
  outlet: Outlet,
  post: Post,
  about: AboutPaper,
): Promise<Sent> {
  const found = await app.store.read(async (unit) => find(app, unit, post, about));
  if (!found) return { ok: true, message: '' };
  if ('card' in found) return outlet.post(post.to, post.school, found.card, found.preview);
  const bytes = await pdfOf(app, found.paper);
  const file: SentFile = { name: found.name, mediaType: 'application/pdf', bytes, neutral: true };
  return outlet.file(post.to, post.school, file, found.words);
}
