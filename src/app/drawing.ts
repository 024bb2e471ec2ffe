import { mayName, type Place, placesOf, sees } from '../domain/authorise.ts';
import type { Case } from '../domain/case.ts';
import { apartBy } from '../domain/contacts/contact.ts';
import type { Person } from '../domain/contacts/person.ts';
import { deadlinesOf } from '../domain/deadlines.ts';
import type { CaseEvent } from '../domain/events/case-event.ts';
import { IntentKey, type MemberId, ParticularsId, ParticularsRef } from '../domain/ids.ts';
import { optionsFor } from '../domain/recommend.ts';
import { isWalledOff } from '../domain/standing.ts';
import { addDays } from '../domain/time.ts';
import type { CaseRow, Unit } from '../ports.ts';
import type { ByLink, DraftShown, Drawing, PersonShown, Scene } from '../view/drawing.ts';
import { needsWords } from '../view/needs-words.ts';
import { standingOf } from './agreement-standing.ts';
import type { App } from './app.ts';
import { type LoadedCase, outlineOfRow } from './load-case.ts';
import { type AtSchool, bookOf, nameOf, policyBySha } from './school.ts';

const byLinkOf = ({ pages, mail }: App, at: AtSchool): ByLink | null => {
  if (pages.origin() === null) return null;
  const of = (id: MemberId) => at.members.find((row) => row.id === id);
  return {
    mail: mail !== null,
    days: at.settings.linkDays,
    hasAccount: (id) => (of(id)?.identities.length ?? 0) > 0,
    emailOf: (id) => of(id)?.email ?? null,
  };
};

export async function sceneFor(app: App, unit: Unit, at: AtSchool, reader: MemberId): Promise<Scene> {
  return {
    school: { id: at.school.id, name: at.school.name },
    policy: at.current.policy,
    reader,
    book: await bookOf(unit, at, null),
    calendar: at.calendar,
    now: at.now,
    today: at.today,
    gate: { call: at.settings.gate.call, handover: at.settings.letters.handover },
    key: () => IntentKey.parse(app.ids.next()),
    member: (id) => nameOf(at, id),
    byLink: byLinkOf(app, at),
  };
}

/** Every reference to a text in an event, wherever it stands. */
export function textsIn(value: unknown): ParticularsRef[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const own = ParticularsRef.safeParse(value);
  return own.success ? [own.data] : Object.values(value).flatMap(textsIn);
}

const CHILD_FACTS: ReadonlySet<CaseEvent['type']> = new Set([
  'report_received',
  'report_corrected',
  'account_added',
  'evidence_added',
  'information_gathered',
  'person_spoken_to',
  'referral_outcome_recorded',
  'hold_placed',
  'hold_lifted',
]);

/** Whether the reader may see what was typed in this event: DOMAIN's table of who sees what, applied to texts. */
function mayRead(event: CaseEvent, it: Case, reader: MemberId, places: ReadonlySet<Place>): boolean {
  if (places.has('decider') || places.has('hears_appeal')) return true;
  if (places.has('dsl') && CHILD_FACTS.has(event.type)) return true;
  switch (event.type) {
    case 'report_received':
      return event.reporter === reader || event.onBehalfOf === reader;
    case 'report_corrected':
      return it.reports.some(
        (row) => row.id === event.report && (row.reporter === reader || row.onBehalfOf === reader),
      );
    case 'account_added':
      return event.account.from === reader;
    case 'view_asked':
      return places.has('consulted');
    case 'view_given':
      return event.by === reader;
    case 'letter_signed':
    case 'letter_sent':
      return places.has('office') || places.has('signer');
    case 'support_recorded':
      return event.for === reader;
    // Data protection answers it, and so reads it.
    case 'request_received':
      return places.has('dpo') && event.law;
    default:
      return false;
  }
}

async function textsFor(
  unit: Unit,
  loaded: LoadedCase,
  reader: MemberId,
  places: ReadonlySet<Place>,
): Promise<ReadonlyMap<string, string>> {
  const { it } = loaded;
  const refs = loaded.recorded
    // A file is no text: it is sent to whoever asks for it.
    .filter(({ event }) => event.type !== 'evidence_file_added' && mayRead(event, it, reader, places))
    .flatMap(({ event }) => textsIn(event));
  const rows = await Promise.all(
    [...new Set(refs.map((ref) => ref.id))].map(
      async (id) => [id, await unit.particulars.read(it.school, ParticularsId.parse(id))] as const,
    ),
  );
  return new Map(rows.map(([id, text]) => [id, text === 'erased' ? '(erased)' : text]));
}

const shown = (row: Person): PersonShown => ({
  id: row.id,
  name: row.name,
  detail: apartBy(row),
  needs: needsWords(row),
  address: row.address,
  separateAddress: row.separateAddress,
  courtOrderSeen: row.courtOrderSeen,
});

/** How many other cases are offered as "the same event?". */
const MOST_ALIKE = 5;

/** Among so many of the same days; a school with more has other worries. */
const MOST_LOOKED_AT = 40;

async function seesWhole(
  app: App,
  unit: Unit,
  at: AtSchool,
  row: CaseRow,
  reader: MemberId,
): Promise<boolean> {
  const it = await outlineOfRow(app, unit, at, row);
  if (!it) return false;
  const { policy } = await policyBySha(app, unit, it.policy.sha256);
  return sees(reader, 'whole', { it, policy, book: await bookOf(unit, at, row.person), today: at.today });
}

/** Of those that the reader sees too: a case from which they are walled off is not there for them (moment 2). */
async function sameEvent(
  app: App,
  unit: Unit,
  at: AtSchool,
  it: Case,
  reader: MemberId,
): Promise<Drawing['sameEvent']> {
  if (it.status !== 'open') return [];
  const rows = await unit.cases.openBetween(
    it.school,
    addDays(it.occurredOn, -1),
    addDays(it.occurredOn, 1),
    MOST_LOOKED_AT,
  );
  const alike: Drawing['sameEvent'][number][] = [];
  for (const row of rows) {
    if (alike.length === MOST_ALIKE) break;
    const fits = row.person === null || it.person === null || row.person === it.person;
    if (row.id === it.id || !fits || !(await seesWhole(app, unit, at, row, reader))) continue;
    const person = row.person && (await unit.people.byId(at.school.id, row.person));
    alike.push({
      ref: row.ref,
      id: row.id,
      person: row.person === null ? 'somebody unknown so far' : person ? person.name : 'somebody',
    });
  }
  return alike;
}

/** A case as one reader may see it. Texts that are not theirs are not even decrypted. */
export async function drawingFor(
  app: App,
  unit: Unit,
  at: AtSchool,
  loaded: LoadedCase,
  reader: MemberId,
  draft: DraftShown | null = null,
): Promise<Drawing> {
  const { it } = loaded;
  const places = placesOf(reader, { it, policy: loaded.policy.policy, book: loaded.book, today: at.today });
  const texts = await textsFor(unit, loaded, reader, places);
  const named = it.person !== null && it.erased === null && mayName(it, places);
  const person = named && it.person ? await unit.people.byId(it.school, it.person) : null;
  const decides = places.has('decider');
  return {
    ...(await sceneFor(app, unit, at, reader)),
    policy: loaded.policy.policy,
    book: loaded.book,
    it,
    places,
    person: person ? shown(person) : null,
    text: (ref) => texts.get(ref.id) ?? '(kept back: not for you to see)',
    options: decides
      ? optionsFor({
          it,
          policy: loaded.policy.policy,
          history: loaded.history,
          calendar: at.calendar,
          today: at.today,
        })
      : [],
    history: decides ? loaded.history.filter((row) => !isWalledOff(reader, row, loaded.book)) : [],
    agreement: decides && it.person ? await standingOf(unit, at, it.person) : null,
    deadlines: deadlinesOf(it),
    sameEvent: decides ? await sameEvent(app, unit, at, it, reader) : [],
    timeline: loaded.recorded,
    draft,
  };
}
