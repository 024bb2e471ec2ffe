import { z } from 'zod';
import {
  Acting,
  AskedEvidence,
  AskedIntent,
  actorOf,
  Look,
  lookAt,
  receiveEvidence,
  receiveIntent,
  Wanted,
} from './inbound.ts';
import type { OpenPlayground, Playground } from './playground.ts';
import { markSeen, pageState } from './state.ts';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  /** What was done may owe somebody something. */
  readonly settle?: boolean;
  readonly afresh?: boolean;
}

const ok = (body: unknown): Answer => ({ status: 200, body });
const refused = (status: number, words: string): Answer => ({ status, body: { words } });
const NOBODY = refused(
  404,
  'There is no such school or person in this playground. Begin again from its first page.',
);
const BAD = refused(400, 'Accord could not read that request. Load the page again.');

/** What a page asks for without changing anything. */
export function answerLook(playground: Playground, url: URL): Promise<Answer> {
  return playground.use(async (open) => {
    const asked = Acting.safeParse({
      school: url.searchParams.get('school') ?? '',
      as: url.searchParams.get('as') ?? '',
    });
    if (!asked.success) return BAD;
    switch (url.pathname) {
      case '/api/schools':
        return ok({ schools: await open.schools() });
      case '/api/people': {
        const school = await open.school(asked.data.school);
        return school ? ok({ people: school.people.map((row) => row.user) }) : NOBODY;
      }
      case '/api/clock': {
        const school = await open.school(asked.data.school);
        return school ? ok(await open.clock(school.id)) : NOBODY;
      }
      case '/api/state': {
        const actor = await actorOf(open, asked.data);
        const wanted = Wanted.safeParse(Object.fromEntries(url.searchParams));
        if (!wanted.success) return BAD;
        return actor ? ok(await pageState(open, actor, wanted.data)) : NOBODY;
      }
      default:
        return refused(404, 'There is nothing at this address.');
    }
  });
}

type Handler = (open: OpenPlayground, json: unknown) => Promise<Answer>;

/** A body of the right shape, or a refusal that says nothing of what was in it. */
const taking =
  <T>(shape: z.ZodType<T>, work: (open: OpenPlayground, asked: T) => Promise<Answer>): Handler =>
  async (open, json) => {
    const asked = shape.safeParse(json);
    return asked.success ? work(open, asked.data) : BAD;
  };

const ClockMove = z.discriminatedUnion('to', [
  z.object({ to: z.enum(['deadline', 'weekly']) }),
  z.object({ to: z.literal('moment'), at: z.string().max(40) }),
]);

const HANDLERS: Readonly<Record<string, Handler>> = {
  '/api/open': taking(z.object({ pack: z.string().max(80) }), async (open, { pack }) => {
    const school = await open.open(pack);
    return school
      ? { ...ok({ school }), settle: true }
      : refused(404, 'There is no policy of that name. Choose one from the list.');
  }),
  '/api/intent': taking(AskedIntent, async (open, asked) => {
    const actor = await actorOf(open, asked);
    if (!actor) return NOBODY;
    const received = await receiveIntent(open, actor, asked);
    const state = asked.wanted && (await pageState(open, actor, asked.wanted));
    return { ...ok({ ...received, state }), settle: asked.intent.do !== 'find_person' };
  }),
  '/api/evidence': taking(AskedEvidence, async (open, asked) => {
    const actor = await actorOf(open, asked);
    return actor ? { ...ok({ reply: await receiveEvidence(open, actor, asked) }), settle: true } : NOBODY;
  }),
  '/api/look': taking(Look, async (open, asked) => {
    const actor = await actorOf(open, asked);
    return actor ? ok({ replies: await lookAt(open, actor, asked.words) }) : NOBODY;
  }),
  '/api/seen': taking(Acting.extend({ in: z.string().max(20), upTo: z.int() }), async (open, asked) => {
    const actor = await actorOf(open, asked);
    if (!actor) return NOBODY;
    markSeen(open, actor, asked.in, asked.upTo);
    return ok({});
  }),
  '/api/clock': taking(z.object({ school: z.string().max(80), move: ClockMove }), async (open, asked) => {
    const school = await open.school(asked.school);
    if (!school) return NOBODY;
    return { ...ok(await open.moveClock(school.id, asked.move)), settle: true };
  }),
  '/api/guide': taking(
    z.object({ school: z.string().max(80), change: z.enum(['skip', 'away', 'back']) }),
    async (open, asked) => {
      const school = await open.school(asked.school);
      if (!school) return NOBODY;
      await open.changeGuide(school.id, asked.change);
      return ok({});
    },
  ),
};

export async function answerChange(playground: Playground, path: string, json: unknown): Promise<Answer> {
  if (path === '/api/afresh') {
    if (!z.object({ sure: z.literal(true) }).safeParse(json).success) return BAD;
    await playground.afresh();
    return { ...ok({}), afresh: true };
  }
  const handler = Object.hasOwn(HANDLERS, path) ? HANDLERS[path] : undefined;
  if (!handler) return refused(404, 'There is nothing at this address.');
  return playground.use((open) => handler(open, json));
}
