import { sees } from '../domain/authorise.ts';
import { plays } from '../domain/book.ts';
import { type CaseId, CaseRef } from '../domain/ids.ts';
import type { Part } from '../domain/policy/roles.ts';
import type { CaseLine } from '../view/cards/case-line.ts';
import { moreCard } from '../view/cards/decider-card.ts';
import { dueCard } from '../view/cards/due-card.ts';
import { helpCard } from '../view/cards/help-card.ts';
import { homeCard } from '../view/cards/home-card.ts';
import { lettersCard } from '../view/cards/letters-card.ts';
import { listCard } from '../view/cards/list-card.ts';
import { breachesCard, contactCard, policyCard, routesCard, stepsCard } from '../view/cards/policy-cards.ts';
import { EVERYTHING } from '../view/find/query.ts';
import type { Reply } from '../view/reply.ts';
import { askForAgreementForm, showAgreements } from './agreements-list.ts';
import { type Caller, said } from './caller.ts';
import { drawingFor, sceneFor } from './drawing.ts';
import { dueOf, MOST_DUE, notAboutThemselves, toDueRows } from './due.ts';
import { findWords } from './find.ts';
import { openReport } from './forms.ts';
import { pageOf } from './found.ts';
import { gate, gateRows, printGate, seesGate } from './gate.ts';
import { eachOnce, type LoadedCase, type LoadsCase, loadCase } from './load-case.ts';
import { showPeople } from './people-list.ts';
import { showPerson } from './person-page.ts';
import { showSetup } from './setup-form.ts';
import { setupHere } from './setup-here.ts';
import { NO_SUCH_CASE, showCase } from './show-case.ts';
import { spoken } from './spoken.ts';
import { withWhole } from './whole-card.ts';

/** How many matters one list holds. */
const MOST_LISTED = 30;

const playsAny = ({ at, member }: Caller, ...parts: readonly Part[]): boolean =>
  parts.some((part) =>
    plays({ id: member.id, roles: member.roles, active: member.active }, part, at.current.policy),
  );

async function byRef({ app, unit, at }: Caller, text: string): Promise<LoadedCase | null> {
  const ref = CaseRef.safeParse(text.toUpperCase());
  const row = ref.success ? await unit.cases.byRef(at.school.id, ref.data) : null;
  return row ? loadCase(app, unit, at, row.id) : null;
}

const looking = (caller: Caller, loaded: LoadedCase) => ({
  it: loaded.it,
  policy: loaded.policy.policy,
  book: loaded.book,
  today: caller.at.today,
});

/** A line for a list: the name only where the reader decides the case, nothing where they have no place in it. */
async function lineFor(caller: Caller, loaded: LoadedCase): Promise<CaseLine | null> {
  const { unit, at, member } = caller;
  const { id, ref, status, occurredOn, person } = loaded.it;
  const whole = sees(member.id, 'whole', looking(caller, loaded));
  const any =
    whole ||
    sees(member.id, 'status', looking(caller, loaded)) ||
    sees(member.id, 'consultation', looking(caller, loaded));
  if (!any) return null;
  const named = whole && person ? await unit.people.byId(at.school.id, person) : null;
  return { case: id, ref, status, occurredOn, person: named?.name ?? null };
}

async function linesFor(caller: Caller, ids: readonly CaseId[], load: LoadsCase): Promise<CaseLine[]> {
  const lines = await Promise.all(
    ids.map(async (id) => {
      const loaded = await load(id);
      return loaded && lineFor(caller, loaded);
    }),
  );
  return lines.flatMap((line) => line ?? []);
}

async function list(caller: Caller): Promise<Reply> {
  const { app, unit, at, member } = caller;
  const { lines, more } = await pageOf(caller, EVERYTHING, MOST_LISTED);
  return { is: 'card', card: listCard(await sceneFor(app, unit, at, member.id), lines, more) };
}

async function home(caller: Caller): Promise<Reply> {
  const { app, unit, at, member } = caller;
  const deadlines = await unit.deadlines.all(at.school.id);
  const load = eachOnce(app, unit, at);
  const due = await dueOf(app, unit, at, member.id, deadlines, MOST_DUE, load);
  const waits = new Set(due.filter((row) => !row.quiet).flatMap((row) => row.about?.case ?? []));
  const waiting = await linesFor(caller, [...waits], load);
  const mine = (await unit.cases.recent(at.school.id, MOST_LISTED)).filter((row) =>
    row.reporters.includes(member.id),
  );
  const knowsGate = await seesGate(caller);
  const inForce = knowsGate ? await gateRows(caller) : [];
  return {
    is: 'card',
    card: homeCard(await sceneFor(app, unit, at, member.id), {
      mine: await linesFor(
        caller,
        mine.map((row) => row.id),
        load,
      ),
      waiting: waiting.filter((row) => row.status === 'open'),
      due: due.filter((row) => row.due <= at.today || !row.quiet),
      inForce: inForce.map((row) => ({ ref: row.ref, what: 'not to come on site', end: row.end })),
    }),
  };
}

async function due(caller: Caller): Promise<Reply> {
  const { app, unit, at, member } = caller;
  // Years ahead for every case that was closed: it is due when its day has come, and no list grows by it before.
  const all = (await unit.deadlines.all(at.school.id)).filter(
    (row) => row.kind !== 'erase_record' || row.due <= at.today,
  );
  const rows = playsAny(caller, 'head', 'deputy')
    ? toDueRows(await notAboutThemselves(app, unit, at, member.id, all.slice(0, MOST_DUE)))
    : await dueOf(app, unit, at, member.id, all, MOST_DUE);
  return { is: 'card', card: dueCard(await sceneFor(app, unit, at, member.id), rows) };
}

async function ofCase(
  caller: Caller,
  ref: string,
  how: 'card' | 'timeline' | 'letters' | 'more',
): Promise<Reply> {
  const loaded = await byRef(caller, ref);
  if (how === 'card' || how === 'timeline') return showCase(caller, loaded, how);
  if (!loaded) return said(NO_SUCH_CASE);
  const part = how === 'letters' ? 'letters' : 'whole';
  if (!sees(caller.member.id, part, looking(caller, loaded))) return showCase(caller, loaded);
  const d = await drawingFor(caller.app, caller.unit, caller.at, loaded, caller.member.id);
  return { is: 'card', card: withWhole(how === 'letters' ? lettersCard(d) : moreCard(d), loaded.it.id) };
}

const POLICY_CARDS = {
  breaches: breachesCard,
  steps: stepsCard,
  routes: routesCard,
  contact: contactCard,
} as const;

async function policy(caller: Caller, which: string): Promise<Reply> {
  const scene = await sceneFor(caller.app, caller.unit, caller.at, caller.member.id);
  const name = Object.keys(POLICY_CARDS).find((key): key is keyof typeof POLICY_CARDS => key === which);
  return { is: 'card', card: name ? POLICY_CARDS[name](scene) : policyCard(scene) };
}

/** What was typed after the command, or alone in a direct message. Unknown words get help, and no echo. */
export async function onWords(caller: Caller, typed: string): Promise<Reply> {
  const { app, unit, at, member } = caller;
  const { first, after } = spoken(app.command, typed);
  if (first !== '' && CaseRef.safeParse(first.toUpperCase()).success) return ofCase(caller, first, 'card');
  switch (first.toLowerCase()) {
    case '':
    case 'report':
    case 'incident':
      return { is: 'form', form: openReport(await sceneFor(app, unit, at, member.id)) };
    case 'home':
      return home(caller);
    case 'list':
      return list(caller);
    case 'show':
      return ofCase(caller, after, 'card');
    case 'timeline':
      return ofCase(caller, after, 'timeline');
    case 'letters':
      return ofCase(caller, after, 'letters');
    case 'more':
      return ofCase(caller, after, 'more');
    case 'person':
      return showPerson(caller, after);
    case 'agreements':
      return after.toLowerCase() === 'form' ? askForAgreementForm(caller) : showAgreements(caller);
    case 'people':
      return showPeople(caller);
    case 'find':
      return findWords(caller, after);
    case 'gate':
      return after.toLowerCase() === 'print' ? printGate(caller) : gate(caller);
    case 'due':
      return due(caller);
    case 'policy':
      return policy(caller, after.toLowerCase());
    case 'breaches':
    case 'steps':
    case 'routes':
    case 'contact':
      return policy(caller, first.toLowerCase());
    case 'setup':
      return after.toLowerCase() === 'here' ? setupHere(caller) : showSetup(caller);
    case 'help':
      return { is: 'card', card: helpCard(await sceneFor(app, unit, at, member.id)) };
    default:
      return { is: 'card', card: helpCard(await sceneFor(app, unit, at, member.id), 'unknown') };
  }
}
