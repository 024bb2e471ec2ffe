import type { CaseCommand } from '../domain/command.ts';
import type { CaseEvent } from '../domain/events/case-event.ts';
import { type LinkStanding, linkStanding } from '../domain/link-standing.ts';
import { type Instant, toInstant } from '../domain/time.ts';
import type { KeptLink } from '../ports/links.ts';
import type { Member, Unit } from '../ports.ts';
import type { LinkDoor, LinkForm, LinkPage, PageAbout } from '../surface.ts';
import type { Card } from '../view/card.ts';
import { linkDoneCard } from '../view/cards/link-done-card.ts';
import { viewAskedCard } from '../view/cards/view-asked-card.ts';
import type { Drawing } from '../view/drawing.ts';
import type { Ask, Carries, Values } from '../view/form-kind.ts';
import { FORM_KINDS } from '../view/forms/forms.ts';
import type { Submit } from '../view/intent.ts';
import type { App } from './app.ts';
import { attempt, type Done } from './attempt.ts';
import { writeAccess } from './caller.ts';
import { commitCase, withRetries } from './commit.ts';
import { drawingFor } from './drawing.ts';
import { errorsOf, openForm } from './forms.ts';
import { keepTexts } from './keep-texts.ts';
import { type LoadedCase, loadCase } from './load-case.ts';
import { type AtSchool, atSchool } from './school.ts';

/** How long a browser may go on once a link was opened, within the link's own time. Hours. */
const SESSION_HOURS = 4;

type Standing = Extract<LinkStanding, { stands: true }>;

/** Somebody who came by a link, and what it is about. */
interface Visitor {
  readonly app: App;
  readonly unit: Unit;
  readonly at: AtSchool;
  readonly member: Member;
  readonly kept: KeptLink;
  readonly loaded: LoadedCase;
}

const DEAD: LinkPage = { is: 'dead' };
const FORMS = { answer: 'give_view', aside: 'stand_aside' } as const;

/** Null where nobody was ever given such a secret: a stranger, who is counted and not written down. */
async function visitorBy(
  app: App,
  unit: Unit,
  secret: string,
  kind: KeptLink['kind'],
): Promise<Visitor | null> {
  const digest = app.codes.digest(secret);
  const kept = await unit.links.find(digest, kind);
  if (!kept || !app.codes.same(kept.digest, digest)) return null;
  const at = await atSchool(app, unit, kept.school);
  const member = at.members.find((row) => row.id === kept.member);
  const loaded = await loadCase(app, unit, at, kept.case, 'without_history');
  return member && loaded ? { app, unit, at, member, kept, loaded } : null;
}

const standingOf = ({ at, kept, loaded }: Visitor): LinkStanding =>
  linkStanding(kept.link, loaded.it, { policy: loaded.policy.policy, book: loaded.book, now: at.now });

/** The link stands, and so does the browser's own time with it. */
function stands(visitor: Visitor): Standing | null {
  const standing = standingOf(visitor);
  return standing.stands && visitor.kept.until > visitor.at.now ? standing : null;
}

/** A real link that opens nothing any more is written down with whoever it was for. */
async function writeRefused(visitor: Visitor): Promise<void> {
  const standing = standingOf(visitor);
  const { kept } = visitor;
  await writeAccess(visitor, 'link_refused', {
    case: kept.case,
    consultation: kept.consultation,
    link: kept.link,
    why: standing.stands ? 'expired' : standing.why,
  });
}

const drawingOf = ({ app, unit, at, member }: Visitor, loaded: LoadedCase): Promise<Drawing> =>
  drawingFor(app, unit, at, loaded, member.id);

const aboutOf = ({ at, loaded }: Visitor): PageAbout => ({ school: at.school.name, ref: loaded.it.ref });

const askedTitle = ({ kept, loaded }: Visitor): string =>
  loaded.it.consultations.some((row) => row.id === kept.consultation && row.kind === 'approve')
    ? 'You are asked for your approval'
    : 'You are asked for your view';

/** Its buttons are for people with an account; the page has its own. */
const withoutButtons = (card: Card): Card => ({
  ...card,
  blocks: card.blocks.filter((block) => block.is !== 'buttons'),
});

async function askedPage(visitor: Visitor): Promise<LinkPage> {
  const d = await drawingOf(visitor, visitor.loaded);
  return {
    is: 'asked',
    about: aboutOf(visitor),
    card: {
      ...withoutButtons(viewAskedCard(d, visitor.kept.consultation, false)),
      title: askedTitle(visitor),
    },
  };
}

/** What was done by this very link, said again when its page is loaded again in time; null where nothing was. */
function donePage(visitor: Visitor): LinkPage | null {
  const { at, kept, loaded } = visitor;
  if (kept.until <= at.now) return null;
  const row = loaded.it.consultations.find((one) => one.link?.id === kept.link);
  const ended = row?.link?.ended;
  return row && (ended === 'used' || ended === 'stood_aside')
    ? {
        is: 'done',
        about: aboutOf(visitor),
        card: linkDoneCard(row, { policy: loaded.policy.policy }),
      }
    : null;
}

/** All of the commands, or the first refusal; written by the caller's transaction. */
async function doAll(visitor: Visitor, commands: readonly CaseCommand[]): Promise<Done> {
  const { loaded } = visitor;
  let it = loaded.it;
  const events: CaseEvent[] = [];
  for (const command of commands) {
    const done = attempt(visitor, loaded, it, command);
    if (!done.ok) return done;
    events.push(...done.events);
    it = done.after;
  }
  const after = await commitCase(visitor.unit, visitor.at, loaded.it, events, {
    actor: visitor.member.id,
    policy: loaded.policy.policy,
    book: loaded.book,
  });
  return { ok: true, events, after };
}

const carriesOf = ({ kept, member }: Visitor, which: LinkForm): Carries =>
  which === 'answer' ? { consultation: kept.consultation } : { member: member.id };

const hasOpened = ({ kept, member, loaded }: Visitor): boolean =>
  loaded.it.consultations.some((row) => row.id === kept.consultation && row.opened.includes(member.id));

const hoursAfter = (at: Instant, hours: number): Instant =>
  toInstant(new Date(Date.parse(at) + hours * 3_600_000));

type Opened = Awaited<ReturnType<LinkDoor['open']>>;

async function open(app: App, unit: Unit, secret: string, to: LinkForm): Promise<Opened> {
  const visitor = await visitorBy(app, unit, secret, 'link');
  if (!visitor) return { ok: false };
  const { kept, at } = visitor;
  if (!stands(visitor)) {
    await writeRefused(visitor);
    return { ok: false };
  }
  const { consultation, link } = kept;
  const done = await doAll(visitor, [
    { do: 'open_link', consultation, link },
    ...(to === 'answer' ? [{ do: 'open_view' as const, consultation }] : []),
  ]);
  if (!done.ok) return { ok: false };
  const session = app.codes.secret();
  const ends = hoursAfter(at.now, SESSION_HOURS);
  const until = ends < kept.until ? ends : kept.until;
  await unit.links.keep({ ...kept, digest: app.codes.digest(session), kind: 'session', until });
  const seconds = Math.max(1, Math.floor((Date.parse(until) - Date.parse(at.now)) / 1000));
  return { ok: true, session, seconds };
}

/**
 * Whoever comes with what their browser holds: the visitor where the form is theirs now, or else the page that they
 * are shown, and a refusal that is written down.
 */
async function comesBack(
  app: App,
  unit: Unit,
  session: string,
  which: LinkForm,
): Promise<{ readonly visitor: Visitor } | { readonly page: LinkPage }> {
  const visitor = await visitorBy(app, unit, session, 'session');
  if (!visitor) return { page: DEAD };
  const done = donePage(visitor);
  if (done) return { page: done };
  if (!stands(visitor)) {
    await writeRefused(visitor);
    return { page: DEAD };
  }
  return which === 'answer' && !hasOpened(visitor) ? { page: await askedPage(visitor) } : { visitor };
}

async function page(app: App, unit: Unit, session: string, which: LinkForm): Promise<LinkPage> {
  const came = await comesBack(app, unit, session, which);
  if ('page' in came) return came.page;
  const { visitor } = came;
  const d = await drawingOf(visitor, visitor.loaded);
  if (which === 'answer') await writeAccess(visitor, 'case_viewed', { case: visitor.kept.case });
  return { is: 'form', about: aboutOf(visitor), form: openForm(d, FORMS[which], carriesOf(visitor, which)) };
}

/** From standing aside back to the question, which is opened by that. */
async function readOn(app: App, unit: Unit, session: string): Promise<boolean> {
  const came = await comesBack(app, unit, session, 'aside');
  if ('page' in came) return came.page.is === 'done';
  const { visitor } = came;
  return (await doAll(visitor, [{ do: 'open_view', consultation: visitor.kept.consultation }])).ok;
}

/** A link gives one answer or stands its owner aside: whatever else a form could ask for is not theirs to ask. */
async function commandFor({ unit, at, kept, member }: Visitor, ask: Ask): Promise<CaseCommand | null> {
  if (ask.do === 'give_view' && ask.consultation === kept.consultation && ask.phone === null)
    return {
      ...(await keepTexts<CaseCommand & { do: 'give_view' }>(unit, at.school.id, ask)),
      link: kept.link,
    };
  return ask.do === 'stand_aside' && ask.member === member.id ? ask : null;
}

/** Thrown to undo what a refused answer had begun to keep; carries the page out of the transaction. */
class Refused extends Error {
  readonly page: LinkPage;
  constructor(refused: LinkPage) {
    super('The answer was refused and leaves nothing behind.');
    this.page = refused;
  }
}

async function send(
  app: App,
  unit: Unit,
  session: string,
  which: LinkForm,
  values: Submit['values'],
): Promise<LinkPage> {
  const came = await comesBack(app, unit, session, which);
  if ('page' in came) return came.page;
  const { visitor } = came;
  const d = await drawingOf(visitor, visitor.loaded);
  const carries = carriesOf(visitor, which);
  const name = FORMS[which];
  const again = (errors: Readonly<Record<string, string>>): LinkPage => ({
    is: 'form',
    about: aboutOf(visitor),
    form: openForm(d, name, carries, { values: values satisfies Values, errors }),
  });
  const read = FORM_KINDS[name].read(values, d, carries);
  if (!read.ok) return again(read.errors);
  if ('next' in read.asks || 'pages' in read.asks) throw new Error('The form of a link has no second page.');
  const commands = await Promise.all(read.asks.map((ask) => commandFor(visitor, ask)));
  const own = commands.filter((row) => row !== null);
  if (own.length !== commands.length) throw new Error('The form of a link asked for something else.');
  const result = await doAll(visitor, own);
  if (!result.ok) throw new Refused(again(errorsOf(result.refusal)));
  return donePage({ ...visitor, loaded: { ...visitor.loaded, it: result.after } }) ?? DEAD;
}

/** The way in for people without an account. What a link opens is looked at afresh, each time. */
export function linkDoorOf(app: App): LinkDoor {
  /** Whoever guesses makes nobody wait who writes. */
  async function write<T>(
    secret: string,
    kind: KeptLink['kind'],
    guessed: T,
    work: (unit: Unit) => Promise<T>,
  ): Promise<T> {
    const known = await app.store.read((unit) => unit.links.find(app.codes.digest(secret), kind));
    if (known) return withRetries(() => app.store.write(work));
    app.counts.count('wrong_link');
    return guessed;
  }

  return {
    async look(secret) {
      const page = await app.store.read(async (unit) => {
        const visitor = await visitorBy(app, unit, secret, 'link');
        return visitor && stands(visitor) ? askedPage(visitor) : null;
      });
      if (page) return page;
      return write<LinkPage>(secret, 'link', DEAD, async (unit) => {
        const visitor = await visitorBy(app, unit, secret, 'link');
        if (visitor) await writeRefused(visitor);
        return DEAD;
      });
    },
    open: (secret, to) => write<Opened>(secret, 'link', { ok: false }, (unit) => open(app, unit, secret, to)),
    readOn: (session) => write(session, 'session', false, (unit) => readOn(app, unit, session)),
    page: (session, which) =>
      write<LinkPage>(session, 'session', DEAD, (unit) => page(app, unit, session, which)),
    async send(session, which, values) {
      try {
        return await write<LinkPage>(session, 'session', DEAD, (unit) =>
          send(app, unit, session, which, values),
        );
      } catch (cause) {
        if (cause instanceof Refused) return cause.page;
        throw cause;
      }
    },
  };
}
