import { randomBytes } from 'node:crypto';
import type { Chat } from '../../adapters/playground/chat.ts';
import { conversationKey } from '../../adapters/playground/memory-surface.ts';
import type {
  ClockMove,
  OpenPlayground,
  PlayedPerson,
  PlayedSchool,
  SchoolChoice,
} from '../../adapters/playground/playground.ts';
import type { App } from '../app/app.ts';
import { deliverAll } from '../app/deliver.ts';
import { fetchAll } from '../app/fetch-files.ts';
import { doorOf } from '../app/receive.ts';
import { atSchool } from '../app/school.ts';
import { tick } from '../app/tick.ts';
import { PackId, type SchoolId, SchoolId as SchoolIdShape } from '../domain/ids.ts';
import { atSchoolTime, Day, type Instant, schoolTime } from '../domain/time.ts';
import { listPacks } from '../packs/load.ts';
import type { School } from '../ports.ts';
import { sayMoment } from '../view/days.ts';
import { castFor, groupOf, isLeader, knowsGate } from './cast.ts';
import { GUIDE_STEPS, guideFor } from './guide.ts';
import { mornings, nextDeadline, nextWeekly } from './move-clock.ts';
import { goodStart, type ShiftedClock } from './school-clock.ts';
import { seedSchool } from './seed.ts';

const AHEAD = 'clock_ahead_ms';
const TOKEN = 'token';
const guideKey = (school: SchoolId) => `guide/${school}`;
const AWAY = 'away';

export interface PlaygroundParts {
  readonly app: App;
  readonly clock: ShiftedClock;
  readonly chat: Chat;
}

/** The chat keeps what is the playground's own: how far the clock was moved, and the token of its pages. */
export const keptAhead = (chat: Chat): number => Number(chat.setting(AHEAD) ?? 0);

function tokenOf(chat: Chat): string {
  const kept = chat.setting(TOKEN);
  if (kept) return kept;
  const made = randomBytes(24).toString('hex');
  chat.keep(TOKEN, made);
  return made;
}

const aboutPolicy = (pack: PackId, app: App): SchoolChoice | null => {
  const policy = app.policies.current(pack)?.policy;
  if (!policy) return null;
  return {
    pack,
    name: policy.name,
    about: policy.title ?? 'A code of conduct for parents, without a title',
    school: null,
  };
};

/** Posts that fall due are told on the morning they fall due; then the clock is where it was asked to be. */
export async function settleOnce({ app, chat }: PlaygroundParts): Promise<void> {
  await tick(app);
  await deliverNow({ app, chat });
}

/** What somebody's click has made owed. The clock's own work is done each minute, as anywhere, and not after each click. */
export async function deliverNow({ app, chat }: Pick<PlaygroundParts, 'app' | 'chat'>): Promise<void> {
  // Fetched first: whoever sent a file that cannot be had is told in the same turn.
  await fetchAll(app, new Map([['playground', chat.directory]]), 'playground');
  await deliverAll(app, chat, 'playground');
}

/** One after the other: two pages that choose a school at once do not make it twice. */
function inTurn<A extends readonly unknown[], T>(
  work: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const next = last.then(
      () => work(...args),
      () => work(...args),
    );
    last = next;
    return next;
  };
}

const WALL = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)/;

export function openPlayground(parts: PlaygroundParts): OpenPlayground {
  const { app, clock, chat } = parts;
  const schoolRows = () => app.store.read((unit) => unit.schools.all());

  async function played(row: School): Promise<PlayedSchool> {
    const { members, current } = await app.store.read((unit) => atSchool(app, unit, row.id));
    const { policy } = current;
    const people = castFor(policy).flatMap((one): PlayedPerson[] => {
      const user = `${row.id}:${one.key}`;
      const member = members.find(({ identities }) => identities.some((identity) => identity.user === user));
      if (!member) return [];
      const { title, part } = one;
      return [
        {
          user,
          member: member.id,
          name: member.name,
          title,
          part,
          group: groupOf(part),
          channels: isLeader(part) ? ['leadership'] : [],
          knowsGate: knowsGate(part),
        },
      ];
    });
    return { id: row.id, pack: row.pack, name: row.name, policy: policy.title ?? policy.name, people };
  }

  async function moveTo(school: SchoolId, until: Instant): Promise<void> {
    const at = await app.store.read((unit) => atSchool(app, unit, school));
    for (const moment of [...mornings(at, until), until]) {
      clock.moveTo(moment);
      await settleOnce(parts);
    }
    chat.keep(AHEAD, String(clock.ahead()));
  }

  const channelOf = (school: SchoolId) => conversationKey({ kind: 'channel', channel: 'leadership' }, school);
  const readSince = (school: SchoolId) => (at: Instant) => chat.seenSince(channelOf(school), at);

  const today = () => schoolTime(clock.now()).day;
  const say = (moment: Instant): string => sayMoment(moment, today(), 'Europe/London');

  return {
    door: doorOf(app),
    chat,
    token: tokenOf(chat),
    say,
    now: () => clock.now(),
    today,
    async schools() {
      const rows = await schoolRows();
      return listPacks().flatMap(({ id }) => {
        const choice = aboutPolicy(PackId.parse(id), app);
        return choice ? [{ ...choice, school: rows.find((row) => row.pack === id)?.id ?? null }] : [];
      });
    },
    open: inTurn(async (pack: string) => {
      const id = PackId.safeParse(pack);
      if (!id.success) return null;
      const rows = await schoolRows();
      const known = rows.find((row) => row.pack === id.data);
      if (known) return known.id;
      const school = await seedSchool(app, id.data);
      if (!school) return null;
      if (rows.length === 0) {
        const at = await app.store.read((unit) => atSchool(app, unit, school.id));
        clock.moveTo(goodStart(at.now, at.calendar));
        chat.keep(AHEAD, String(clock.ahead()));
      }
      await settleOnce(parts);
      // What is new to a newcomer is what they make happen.
      for (const { user, member } of (await played(school)).people) {
        chat.seenAll(user, conversationKey({ kind: 'member', member }, school.id));
        chat.seenAll(user, channelOf(school.id));
      }
      return school.id;
    }),
    async school(id) {
      const parsed = SchoolIdShape.safeParse(id);
      const row = parsed.success ? await app.store.read((unit) => unit.schools.byId(parsed.data)) : null;
      return row && row.adopted !== null ? played(row) : null;
    },
    async clock(school) {
      const { at, rows } = await app.store.read(async (unit) => ({
        at: await atSchool(app, unit, school),
        rows: await unit.deadlines.all(school),
      }));
      const { day, hour, minute } = schoolTime(at.now, at.calendar.zone);
      const two = (part: number) => String(part).padStart(2, '0');
      const deadline = nextDeadline(at, rows);
      const weekly = nextWeekly(at);
      return {
        now: say(at.now),
        earliest: `${day}T${two(hour)}:${two(minute)}`,
        deadline: deadline && say(deadline),
        weekly: weekly && say(weekly),
      };
    },
    moveClock: inTurn(async (school: SchoolId, to: ClockMove) => {
      const { at, rows } = await app.store.read(async (unit) => ({
        at: await atSchool(app, unit, school),
        rows: await unit.deadlines.all(school),
      }));
      if (to.to === 'moment') {
        const [, day = '', hour, minute] = WALL.exec(to.at) ?? [];
        const parsed = Day.safeParse(day);
        if (!parsed.success)
          return { ok: false, words: 'Give a day and a time, such as 24 November 2026, 09:00.' };
        const until = atSchoolTime(parsed.data, Number(hour), Number(minute), at.calendar.zone);
        if (until <= at.now)
          return {
            ok: false,
            words: 'The clock only goes forward: what has happened stays. Choose a later time.',
          };
        if (Number(day.slice(0, 4)) > Number(at.today.slice(0, 4)) + 5)
          return { ok: false, words: 'That is more than five years away. Choose something nearer.' };
        await moveTo(school, until);
      } else {
        const until = to.to === 'deadline' ? nextDeadline(at, rows) : nextWeekly(at);
        if (!until) return { ok: false, words: 'Nothing is due. Report something first, or choose a day.' };
        await moveTo(school, until);
      }
      return { ok: true, words: `It is now ${say(clock.now())}.` };
    }),
    async guide(school) {
      const kept = chat.setting(guideKey(school.id)) ?? '0';
      if (kept === AWAY) return null;
      return guideFor(app, school, readSince(school.id), Number(kept));
    },
    async changeGuide(school, change) {
      const row = await app.store.read((unit) => unit.schools.byId(school));
      if (!row) return;
      if (change !== 'skip') return chat.keep(guideKey(school), change === 'away' ? AWAY : '0');
      const kept = Number(chat.setting(guideKey(school)) ?? 0);
      const { now } = await guideFor(app, await played(row), readSince(school), kept);
      chat.keep(guideKey(school), String(Math.min(GUIDE_STEPS, now ? now.number : GUIDE_STEPS)));
    },
  };
}
