import { type Looking, sees, seesLetter } from '../domain/authorise.ts';
import { weeklyPost } from '../domain/calendar.ts';
import type { Case } from '../domain/case.ts';
import { type CaseId, type CaseRef, ConsultationId, type MemberId } from '../domain/ids.ts';
import type { Day } from '../domain/time.ts';
import type { Conversation, NewPost, Unit } from '../ports.ts';
import type { PostAbout } from '../view/about.ts';
import type { Card } from '../view/card.ts';
import { anchorCard } from '../view/cards/anchor-card.ts';
import { channelUnfitCard } from '../view/cards/channel-unfit-card.ts';
import { caseCard } from '../view/cards/decider-card.ts';
import { dslCard } from '../view/cards/dsl-card.ts';
import { notKeptCard, pagesOverCard } from '../view/cards/file-words.ts';
import { goneCard } from '../view/cards/gone-card.ts';
import { lettersCard } from '../view/cards/letters-card.ts';
import { listNotKeptCard } from '../view/cards/list-put-away-card.ts';
import { memberGoneCard } from '../view/cards/member-gone-card.ts';
import { cutDownCard, notHereCard } from '../view/cards/not-for-you.ts';
import { nudgeCard } from '../view/cards/nudge-card.ts';
import { previewOf } from '../view/cards/preview.ts';
import { safetyCard } from '../view/cards/safety-card.ts';
import { statusCard } from '../view/cards/status-card.ts';
import { toldCard } from '../view/cards/told-card.ts';
import { unreachableCard } from '../view/cards/unreachable-card.ts';
import { viewAskedCard } from '../view/cards/view-asked-card.ts';
import { type Week, weeklyChannel, weeklyMine } from '../view/cards/weekly-card.ts';
import { welcomeCard } from '../view/cards/welcome-card.ts';
import type { Drawing } from '../view/drawing.ts';
import type { App } from './app.ts';
import { drawingFor, sceneFor } from './drawing.ts';
import { dueOf, toDueRow, toDueRows } from './due.ts';
import { seesGate } from './gate.ts';
import { listCard } from './list-forms.ts';
import { loadCase } from './load-case.ts';
import { openAgain } from './open-later.ts';
import { hears, ownersOf } from './owners.ts';
import type { AboutPaper } from './post-paper.ts';
import { type AtSchool, atSchool } from './school.ts';
import { withWhole } from './whole-card.ts';

export interface DrawnPost {
  readonly card: Card;
  /** All that a notification may hold. */
  readonly preview: string;
}

type CaseAbout = Extract<
  PostAbout,
  { show: 'case' | 'status' | 'view_asked' | 'letters' | 'dsl' | 'safety' | 'told' }
>;

function caseView(about: CaseAbout, d: Drawing): Card {
  switch (about.show) {
    case 'case':
      return caseCard(d);
    case 'status':
      return statusCard(d);
    case 'view_asked':
      return viewAskedCard(d, ConsultationId.parse(about.consultation));
    case 'letters':
      return lettersCard(d);
    case 'dsl':
      return dslCard(d);
    case 'safety':
      return safetyCard(d);
    case 'told':
      return toldCard(d, about.what);
    default:
      return about satisfies never;
  }
}

/** The week it was owed for: a post that was held up says what its own week answers for. */
const weekOfPost = (at: AtSchool, week: Day, rows: Week['rows']): Week | null => {
  const post = weeklyPost(at.calendar, week);
  return post ? { rows, until: post.until, coversBreak: post.coversBreak } : null;
};

async function weekly(
  app: App,
  unit: Unit,
  at: AtSchool,
  to: Conversation,
  monday: Day,
): Promise<Card | null> {
  const rows = await unit.deadlines.all(at.school.id);
  if (to.kind === 'channel') {
    const week = weekOfPost(at, monday, toDueRows(rows));
    // A channel has no reader of its own: the scene is drawn for nobody in particular.
    return week ? weeklyChannel(await sceneFor(app, unit, at, NOBODY), week) : null;
  }
  const week = weekOfPost(at, monday, await dueOf(app, unit, at, to.member, rows));
  return week ? weeklyMine(await sceneFor(app, unit, at, to.member), week) : null;
}

const NOBODY = 'channel' as MemberId;

async function caseOf(
  app: App,
  unit: Unit,
  at: AtSchool,
  id: CaseId,
  reader: MemberId,
): Promise<{ d: Drawing; ref: CaseRef } | null> {
  const loaded = await loadCase(app, unit, at, id);
  return loaded ? { d: await drawingFor(app, unit, at, loaded, reader), ref: loaded.it.ref } : null;
}

type AboutFile = Extract<PostAbout, { show: 'file' | 'letter_file' | 'letter_pages' }>;

/** A draft's pages go once it is signed: there is a letter now, and they are not it. */
function mayHave(
  reader: MemberId,
  about: AboutFile,
  at: Omit<Looking, 'it'> & { readonly it: Case },
): boolean {
  if (about.show === 'file') return sees(reader, 'whole', at);
  const letter = at.it.letters.find((row) => row.id === about.letter && !row.dropped);
  if (!letter || (about.show === 'letter_pages' && letter.signed)) return false;
  return seesLetter(reader, letter, at);
}

/** What stands where a file stood that its reader may not have in chat any more; null while they may. */
async function fileGone(
  app: App,
  unit: Unit,
  at: AtSchool,
  reader: MemberId,
  about: AboutFile,
): Promise<DrawnPost | null> {
  const loaded = await loadCase(app, unit, at, about.case, 'without_history');
  if (!loaded) return null;
  const { it, policy, book } = loaded;
  const looking = { it, policy: policy.policy, book, today: at.today };
  const preview = previewOf(about, it.ref);
  if (it.status === 'closed') return { card: cutDownCard(it.ref), preview };
  if (mayHave(reader, about, looking)) return null;
  const letter = about.show === 'file' ? null : it.letters.find((row) => row.id === about.letter);
  const over = about.show === 'letter_pages' && letter?.signed && seesLetter(reader, letter, looking);
  return { card: over ? pagesOverCard(it.ref) : notHereCard(it.ref), preview };
}

/** The same for what was put on paper: its day is over, or whoever has it lost their place. A closed case has its file. */
async function paperGone(
  app: App,
  unit: Unit,
  at: AtSchool,
  reader: MemberId,
  about: AboutPaper,
): Promise<DrawnPost | null> {
  const gone = { card: goneCard(about, at.today), preview: previewOf(about, null) };
  if (at.today > about.until) return gone;
  if (about.show === 'gate_list')
    return (await seesGate({ app, unit, at, member: { id: reader } })) ? null : gone;
  const loaded = await loadCase(app, unit, at, about.case, 'without_history');
  if (!loaded) return gone;
  const { it, policy, book } = loaded;
  const stays =
    it.erased === null && sees(reader, 'whole', { it, policy: policy.policy, book, today: at.today });
  return stays ? null : gone;
}

async function draw(
  app: App,
  unit: Unit,
  at: AtSchool,
  post: Pick<NewPost, 'to' | 'about'>,
  as: 'new' | 'copy',
): Promise<DrawnPost | null> {
  const { to, about } = post;
  const reader = to.kind === 'member' ? to.member : NOBODY;
  // Whoever has left, or never had an account, is sent nothing; the copies that a leaver has are cut down below, for
  // they have no place in any case.
  const gone =
    to.kind === 'member' &&
    !at.members.some((row) => row.id === to.member && row.active && row.identities.length > 0);
  if (gone && as === 'new') return null;
  const plain = (card: Card | null): DrawnPost | null =>
    card ? { card, preview: previewOf(about, null) } : null;
  switch (about.show) {
    case 'weekly_channel':
    case 'weekly_mine':
      return plain(await weekly(app, unit, at, to, about.week));
    case 'anchor':
      return plain(anchorCard({ today: at.today }, about.week, about.code));
    case 'welcome':
      return plain(welcomeCard(await sceneFor(app, unit, at, reader)));
    case 'member_gone':
      return plain(memberGoneCard(await sceneFor(app, unit, at, reader), about));
    case 'unreachable': {
      const here = new Set(at.members.filter((row) => row.active).map((row) => row.id));
      const left = about.members.filter((row) => here.has(row.member));
      return left.length === 0 ? null : plain(unreachableCard(await sceneFor(app, unit, at, reader), left));
    }
    case 'channel_unfit':
      return plain(channelUnfitCard(await sceneFor(app, unit, at, reader), about));
    case 'open':
      return plain(await openAgain(app, unit, at, reader, about.intent));
    case 'nudge': {
      const kept = (await unit.deadlines.all(at.school.id)).find((row) => row.key === about.deadline);
      const row = kept ? toDueRow(kept) : null;
      const own = kept ? await ownersOf(app, unit, at, kept) : [];
      const isInPlace = own.length > 0 && !own.some((id) => id === reader || hears(id, at));
      const card = nudgeCard(await sceneFor(app, unit, at, reader), row, about.stage, isInPlace);
      return {
        card: row?.about ? withWhole(card, row.about.case) : card,
        preview: previewOf(about, row?.about?.ref ?? null),
      };
    }
    // An email is no card, and nobody can change it once it is sent.
    case 'view_link':
      return null;
    case 'gate_list':
    case 'bundle':
      // Sent by `post-paper.ts`; drawn again only to be taken away.
      return as === 'copy' ? paperGone(app, unit, at, reader, about) : null;
    case 'file':
    case 'letter_file':
    case 'letter_pages':
      // Sent by `post-file.ts` and `post-letter.ts`: they are messages of their own, not cards.
      return as === 'copy' ? fileGone(app, unit, at, reader, about) : null;
    case 'case':
    case 'status':
    case 'view_asked':
    case 'letters':
    case 'dsl':
    case 'safety':
    case 'told': {
      const found = await caseOf(app, unit, at, about.case, reader);
      if (!found) return null;
      // Whoever has lost their place in the case since it was owed gets the reference and nothing more.
      if (found.d.places.size === 0)
        return { card: notHereCard(found.ref), preview: previewOf(about, found.ref) };
      const card = isPutAway(found.d)
        ? cutDownCard(found.ref)
        : withWhole(caseView(about, found.d), about.case);
      return { card, preview: previewOf(about, found.ref) };
    }
    case 'not_kept': {
      if (about.case === null)
        return plain(listNotKeptCard(await sceneFor(app, unit, at, reader), about.list ?? null, about.why));
      const found = await caseOf(app, unit, at, about.case, reader);
      if (!found) return null;
      const card =
        found.d.places.size === 0
          ? notHereCard(found.ref)
          : withWhole(notKeptCard(found.d, about.why), about.case);
      return { card, preview: previewOf(about, found.ref) };
    }
    case 'agreement_form':
      // A file, as above: nothing in it is private, so a copy of it stays.
      return null;
    case 'list_read':
      return plain(await listCard(app, unit, at, reader, about.upload));
    default:
      return about satisfies never;
  }
}

/** Closed for good: chat copies keep the reference and lose the story (moment 11). The reporter's outcome is no story. */
const isPutAway = (d: Drawing): boolean =>
  d.it.erased !== null || (d.it.status === 'closed' && !d.places.has('reporter'));

/**
 * Today's card for what is owed, for its reader; null where there is nothing left to show. A `copy` has been sent
 * before and is drawn again.
 */
export async function postCard(
  app: App,
  post: Pick<NewPost, 'to' | 'about' | 'school'>,
  as: 'new' | 'copy',
): Promise<DrawnPost | null> {
  return app.store.read(async (unit) => draw(app, unit, await atSchool(app, unit, post.school), post, as));
}
