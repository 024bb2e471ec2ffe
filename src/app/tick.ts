import { holders } from '../domain/book.ts';
import { schoolHours, weeklyPost, weekOf } from '../domain/calendar.ts';
import type { DeadlineKind } from '../domain/deadline-kinds.ts';
import { decide } from '../domain/decide/decide.ts';
import { addDuration } from '../domain/due.ts';
import { MemberId, RestrictionId, type RoleId, type SchoolId } from '../domain/ids.ts';
import { type Day, schoolTime, toInstant } from '../domain/time.ts';
import type { DeadlineRow, NewPost, Unit } from '../ports.ts';
import type { App } from './app.ts';
import { commitCase, withRetries } from './commit.ts';
import { isDeadlineKind, QUIET } from './due.ts';
import { factsFor, loadCase } from './load-case.ts';
import { hears, ownersOf } from './owners.ts';
import { DECIDER } from './project.ts';
import { type AtSchool, atSchool, bookOf } from './school.ts';
import { schoolDeadlines } from './school-deadlines.ts';

/** Somebody may be at risk: told at any hour. */
const AT_ONCE: ReadonlySet<DeadlineKind> = new Set<DeadlineKind>(['tell_dsl']);

/** On other days what the law clocks is said between these hours. */
const WAKING = { from: 8, to: 20 } as const;

/** Never at night, at weekends or in holidays, unless somebody is at risk or the law sets the clock. */
export function mayNudge(
  row: Pick<DeadlineRow, 'kind' | 'urgent'>,
  at: Pick<AtSchool, 'now' | 'calendar'>,
): boolean {
  if (!isDeadlineKind(row.kind) || QUIET.has(row.kind)) return false;
  if (AT_ONCE.has(row.kind)) return true;
  if (schoolHours(at.now, at.calendar)) return true;
  const { hour } = schoolTime(at.now, at.calendar.zone);
  return row.urgent && hour >= WAKING.from && hour < WAKING.to;
}

type Stage = 'due' | 'late' | 'escalated';

/** The latest stage reached: after a week switched off there is one nudge to catch up with, not seven. */
function stageOf(row: DeadlineRow, at: AtSchool): { stage: Stage; to: readonly RoleId[] } {
  const rule =
    at.current.policy.escalation.find((one) => one.what.includes(row.kind)) ??
    at.current.policy.escalation.find((one) => one.what.length === 0);
  if (rule && at.today > addDuration(at.calendar, row.due, rule.after))
    return { stage: 'escalated', to: rule.to };
  return { stage: at.today > row.due ? 'late' : 'due', to: [] };
}

/** Those who owe it, or whoever decides where none of them has an account: they ring, or make a new link. */
async function reached(app: App, unit: Unit, at: AtSchool, row: DeadlineRow): Promise<readonly MemberId[]> {
  const own = await ownersOf(app, unit, at, row);
  return own.length === 0 || own.some((id) => hears(id, at)) || row.case === null
    ? own
    : ownersOf(app, unit, at, { ...row, owner: { role: DECIDER } });
}

async function nudges(app: App, unit: Unit, at: AtSchool): Promise<NewPost[]> {
  const rows = (await unit.deadlines.dueBy(at.school.id, at.today)).filter((row) => mayNudge(row, at));
  const book = await bookOf(unit, at, null);
  const posts: NewPost[] = [];
  for (const row of rows) {
    const { stage, to } = stageOf(row, at);
    const own = await reached(app, unit, at, row);
    const more = await Promise.all(
      to.map((role) => (stage === 'escalated' ? ownersOf(app, unit, at, { ...row, owner: { role } }) : [])),
    );
    const known = new Set(book.members.filter((member) => member.active).map((member) => member.id));
    for (const member of new Set([...own, ...more.flat()])) {
      if (!known.has(member)) continue;
      posts.push({
        key: `nudge/${row.key}/${row.due}/${stage}/${member}`,
        school: at.school.id,
        to: { kind: 'member', member },
        about: { show: 'nudge', case: row.case, deadline: row.key, stage },
      });
    }
  }
  return posts;
}

/** 08:00 on the week's first school day; the last before a break covers it. Owed once for each week and school. */
async function weekly(app: App, unit: Unit, at: AtSchool): Promise<NewPost[]> {
  const post = weeklyPost(at.calendar, at.today);
  // Caught up with after a pause too, and then as well in school hours only.
  if (!post || at.today < post.on || !schoolHours(at.now, at.calendar)) return [];
  const week = weekOf(post.on);
  const rows = await unit.deadlines.dueBy(at.school.id, post.until);
  const owners = (await Promise.all(rows.map((row) => ownersOf(app, unit, at, row)))).flat();
  const book = await bookOf(unit, at, null);
  const heads = holders(book, 'head' as RoleId, at.current.policy).map((member) => member.id);
  const to = new Set([...owners, ...heads]);
  const channel: NewPost = {
    key: `weekly/${week}/channel`,
    school: at.school.id,
    to: { kind: 'channel', channel: 'leadership' },
    about: { show: 'weekly_channel', week },
  };
  return [
    ...(Object.values(at.settings.channels).some((id) => id !== undefined) ? [channel] : []),
    ...[...to].map(
      (member): NewPost => ({
        key: `weekly/${week}/${member}`,
        school: at.school.id,
        to: { kind: 'member', member },
        about: { show: 'weekly_mine', week },
      }),
    ),
  ];
}

/** Restrictions past their last day are over: recorded, so that the case says so too. */
async function runOut(app: App, unit: Unit, at: AtSchool): Promise<void> {
  const over = (await unit.deadlines.dueBy(at.school.id, at.today)).filter(
    (row) => row.kind === 'restriction_ends' && row.due < at.today,
  );
  for (const row of over) {
    const loaded = row.case === null ? null : await loadCase(app, unit, at, row.case);
    const id = RestrictionId.safeParse(row.key.split(':')[1]);
    if (!loaded || !id.success) continue;
    const decided = decide(
      loaded.it,
      { do: 'run_out', restriction: id.data },
      factsFor(app, at, loaded, CLOCK),
    );
    if (decided.ok)
      await commitCase(unit, at, loaded.it, decided.events, {
        actor: 'clock',
        policy: loaded.policy.policy,
        book: loaded.book,
      });
  }
}

/** The clock is no member; where facts ask for one it stands under this name and holds no role. */
export const CLOCK = MemberId.parse('clock');

async function tickSchool(app: App, school: SchoolId): Promise<void> {
  await withRetries(() =>
    app.store.write(async (unit) => {
      const at = await atSchool(app, unit, school);
      await unit.deadlines.replace(school, 'school', schoolDeadlines(at));
      await runOut(app, unit, at);
      await unit.owed.wantExpired(school, at.today);
      const posts = [...(await nudges(app, unit, at)), ...(await weekly(app, unit, at))];
      if (posts.length > 0) await unit.owed.owe(posts, at.now);
    }),
  );
}

/** Once a week every stream's head is anchored, and the code goes privately to administrators and data protection. */
async function anchor(app: App, schools: readonly SchoolId[]): Promise<void> {
  await app.store.write(async (unit) => {
    const now = app.clock.now();
    const { day, hour } = schoolTime(now);
    const week: Day = weekOf(day);
    if (day === week && hour < WAKING.from) return;
    const code = await unit.anchors.take(week, now);
    if (code === null) return;
    const posts: NewPost[] = [];
    for (const school of schools) {
      const at = await atSchool(app, unit, school);
      const book = await bookOf(unit, at, null);
      const keepers = [
        ...holders(book, 'admin' as RoleId, at.current.policy),
        ...holders(book, 'dpo' as RoleId, at.current.policy),
      ];
      for (const { id } of keepers)
        posts.push({
          key: `anchor/${week}/${id}`,
          school,
          to: { kind: 'member', member: id },
          about: { show: 'anchor', week, code },
        });
    }
    if (posts.length > 0) await unit.owed.owe(posts, now);
  });
}

/** A dead link is known as one for so long, so that whoever comes with it is written down. Days. */
const DEAD_LINKS = 90;

async function forgetLinks(app: App): Promise<void> {
  const now = app.clock.now();
  const long = toInstant(new Date(Date.parse(now) - DEAD_LINKS * 86_400_000));
  await app.store.write((unit) => unit.links.forget(now, long));
}

/** Everything that falls due by itself. Safe to run as often as one likes, from several processes, after any pause. */
export async function tick(app: App): Promise<void> {
  const schools = (await app.store.read((unit) => unit.schools.all()))
    .filter((row) => row.adopted !== null)
    .map((row) => row.id);
  for (const school of schools) {
    try {
      await tickSchool(app, school);
    } catch (cause) {
      app.log.error(
        'A school could not be ticked; the others go on and this one is tried again next time.',
        cause,
        { school },
      );
    }
  }
  if (schools.length > 0) await anchor(app, schools);
  await forgetLinks(app);
}
