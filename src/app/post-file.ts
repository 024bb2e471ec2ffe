import { sees } from '../domain/authorise.ts';
import type { KeptFile, Post, Unit } from '../ports.ts';
import type { Outlet, Sent } from '../surface.ts';
import type { PostAbout } from '../view/about.ts';
import { erasedFileCard, fileWords } from '../view/cards/file-words.ts';
import { previewOf } from '../view/cards/preview.ts';
import type { App } from './app.ts';
import { loadCase } from './load-case.ts';
import type { DrawnPost } from './post-card.ts';
import { atSchool } from './school.ts';

type AboutFile = Extract<PostAbout, { show: 'file' }>;
type Found = { readonly file: KeptFile; readonly words: string } | DrawnPost | null;

/** As it is now: whoever has lost their place since they asked gets nothing. */
async function find(app: App, unit: Unit, { to, school }: Post, about: AboutFile): Promise<Found> {
  if (to.kind !== 'member') return null;
  const at = await atSchool(app, unit, school);
  const loaded = await loadCase(app, unit, at, about.case, 'without_history');
  if (!loaded) return null;
  const { it, policy, book } = loaded;
  const file = it.files.find((row) => row.id === about.file);
  if (!file || !sees(to.member, 'whole', { it, policy: policy.policy, book, today: at.today })) return null;
  const kept = await unit.files.read(school, file.file.id);
  return kept === 'erased'
    ? { card: erasedFileCard(it.ref), preview: previewOf(about, it.ref) }
    : { file: kept, words: fileWords(file.media, it.ref) };
}

export async function sendPostedFile(app: App, outlet: Outlet, post: Post, about: AboutFile): Promise<Sent> {
  const found = await app.store.read((unit) => find(app, unit, post, about));
  if (!found) return { ok: true, message: '' };
  return 'card' in found
    ? outlet.post(post.to, post.school, found.card, found.preview)
    : outlet.file(post.to, post.school, found.file, found.words);
}
