import { mayAtSchool } from '../domain/authorise.ts';
import { IntentKey } from '../domain/ids.ts';
import { foundCard } from '../view/cards/found-card.ts';
import { lookedBy, Query } from '../view/find/query.ts';
import { readWords } from '../view/find/read-words.ts';
import { find as findKind } from '../view/forms/find.ts';
import type { Reply } from '../view/reply.ts';
import { type Caller, said, writeAccess } from './caller.ts';
import { sceneFor } from './drawing.ts';
import { keepDraft } from './forms.ts';
import { pageOf } from './found.ts';
import { refuseAtSchool, schoolForm } from './school-form.ts';

/** As many as fit a window, each with its button. */
const MOST_FOUND = 10;

const NOT_YOURS =
  'There is nothing here for you to look for. Cases are for those who report and decide them.';

/** The next page is asked for by a key: a name that was typed stands in no button, and on no server of a platform. */
async function find(caller: Caller, query: Query): Promise<Reply> {
  const { app, unit, at, member } = caller;
  await writeAccess(caller, 'case_searched', { by: lookedBy(query) });
  const page = await pageOf(caller, query, MOST_FOUND);
  const last = page.lines.at(-1);
  let next: IntentKey | null = null;
  if (page.more && last) {
    next = IntentKey.parse(app.ids.next());
    await keepDraft(caller, member.id, next, { query: JSON.stringify({ ...query, before: last.case }) });
  }
  return { is: 'card', card: foundCard(await sceneFor(app, unit, at, member.id), query, page.lines, next) };
}

/** A draft holds whatever a form was sent with, by hand too: it is read like anything from outside. */
function keptQuery(kept: unknown): Query | null {
  if (typeof kept !== 'string') return null;
  try {
    return Query.parse(JSON.parse(kept));
  } catch {
    return null;
  }
}

async function nextPage(caller: Caller, key: string): Promise<Reply> {
  const kept = await caller.unit.drafts.find(key, caller.member.id, caller.at.now);
  const query = keptQuery(kept?.query);
  return query
    ? find(caller, query)
    : said('That list is from yesterday or before. Look for it again.', 'info');
}

/** Nothing is written by it, so there is nothing that could have moved on. */
export const findForm = schoolForm({
  kind: findKind,
  deed: 'find',
  refused: NOT_YOURS,
  stale: NOT_YOURS,
  scene: async ({ app, unit, at, member }) => ({ scene: await sceneFor(app, unit, at, member.id) }),
  revision: async () => 0,
  act: (caller, _scene, query) => find(caller, query),
});

/** `find` alone asks what is looked for; `find jordan open` looks. */
export async function findWords(caller: Caller, typed: string): Promise<Reply> {
  if (typed === '') return findForm.open(caller);
  const { member, at } = caller;
  const { policy } = at.current;
  if (!mayAtSchool('find', member, policy)) return refuseAtSchool(caller, 'find', NOT_YOURS);
  const [first = '', key, ...rest] = typed.split(/\s+/);
  return first.toLowerCase() === 'more' && key !== undefined && rest.length === 0
    ? nextPage(caller, key)
    : find(caller, readWords(typed, { policy, today: at.today }));
}
