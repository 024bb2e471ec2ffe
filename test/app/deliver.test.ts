import { expect, it } from 'vitest';
import { memorySurface } from '../../adapters/playground/memory-surface.ts';
import { deliverAll, deliverOnce } from '../../src/app/deliver.ts';
import type { Conversation, NewPost, Store } from '../../src/ports.ts';
import type { Outlet, Sent } from '../../src/surface.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { openWorld, type RoleName, type World } from '../support/world.ts';

const LATER: Sent = { ok: false, why: 'later', afterMs: 60_000, reason: 'too many messages' };
const NEVER: Sent = { ok: false, why: 'never', reason: 'the account is gone' };

interface Playable extends World {
  /** Real time, in the test's hands: leases and back-off run by it. */
  wait(ms: number): void;
}

/** A school whose welcomes are sent and out of the way. */
async function quiet(store: Store): Promise<Playable> {
  const world = await openWorld(store, 'stockham-primary');
  let ms = world.app.timer.ms();
  const app = { ...world.app, timer: { ms: () => (ms += 1) } };
  await world.settle();
  return {
    ...world,
    app,
    wait: (by) => {
      ms += by;
    },
  };
}

/** `n` messages for a member, in order: what they show does not matter here. */
async function owe(world: World, role: RoleName, ...names: readonly string[]): Promise<void> {
  const to: Conversation = { kind: 'member', member: world.as(role).id };
  const posts = names.map(
    (name): NewPost => ({ key: name, school: world.school.id, to, about: { show: 'welcome' } }),
  );
  await world.app.store.write((unit) => unit.owed.owe(posts, world.app.clock.now()));
}

const counts = (world: World) => world.app.store.read((unit) => unit.owed.counts());

/** Somebody's phone: every message that arrived, and how often the platform was asked. */
function platform(answers: (to: Conversation, asked: number) => Promise<Sent> | Sent | null) {
  const arrived: { to: string; message: string }[] = [];
  const redrawn: string[] = [];
  let asked = 0;
  let count = 0;
  const nameOf = (to: Conversation) => (to.kind === 'member' ? to.member : to.channel);
  const outlet: Outlet = {
    async post(to) {
      asked += 1;
      const refused = await answers(to, asked);
      if (refused) return refused;
      count += 1;
      arrived.push({ to: nameOf(to), message: `p${count}` });
      return { ok: true, message: `p${count}` };
    },
    async redraw(_to, _school, message) {
      redrawn.push(message);
      return { ok: true, message };
    },
    file: async () => NEVER,
  };
  return { outlet, arrived, redrawn, asked: () => asked };
}

describeOnBothDatabases('a platform that misbehaves', (open) => {
  it('is given the time it asks for, and then the message, once', async () => {
    const world = await quiet(await open());
    await owe(world, 'head', 'one');
    const { outlet, arrived, asked } = platform((_to, n) => (n === 1 ? LATER : null));
    await deliverAll(world.app, outlet, 'a');
    expect(arrived).toHaveLength(0);
    world.wait(59_000);
    await deliverAll(world.app, outlet, 'a');
    expect(asked()).toBe(1);
    world.wait(2000);
    await deliverAll(world.app, outlet, 'a');
    expect(arrived).toHaveLength(1);
    expect(await counts(world)).toEqual({ owed: 0, aside: 0, redraws: 0 });
  });

  it('that makes everybody wait is not counted against a message, however long it takes', async () => {
    const world = await quiet(await open());
    await owe(world, 'head', 'one');
    const { outlet, arrived, asked } = platform((_to, n) =>
      n <= 40 ? { ok: false, why: 'later', afterMs: 60_000, reason: 'not let in', held: true } : null,
    );
    for (let n = 0; n <= 40; n += 1) {
      await deliverAll(world.app, outlet, 'a');
      world.wait(61_000);
    }
    expect(asked()).toBe(41);
    expect(arrived).toHaveLength(1);
    expect(await counts(world)).toEqual({ owed: 0, aside: 0, redraws: 0 });
  });

  it('that throws loses nothing, and the log says that it is tried again', async () => {
    const world = await quiet(await open());
    await owe(world, 'head', 'one', 'two');
    const { outlet, arrived } = platform((_to, n) => {
      if (n === 1) throw new Error('socket hang up');
      return null;
    });
    await deliverAll(world.app, outlet, 'a');
    expect(arrived).toHaveLength(0);
    expect(world.log.lines.join()).toContain('tried again');
    world.wait(3_600_000);
    await deliverAll(world.app, outlet, 'a');
    expect(arrived).toHaveLength(2);
  });

  it('holds back later messages of the same conversation until the first has gone, so that order is kept', async () => {
    const world = await quiet(await open());
    await owe(world, 'head', 'one', 'two', 'three');
    const order: string[] = [];
    const surface = memorySurface();
    const { outlet } = platform((_to, n) => (n <= 2 ? LATER : null));
    const numbered: Outlet = {
      ...surface,
      async post(to, school, card, preview) {
        const sent = await outlet.post(to, school, card, preview);
        order.push(sent.ok ? 'sent' : 'waits');
        return sent;
      },
    };
    for (let round = 0; round < 6; round += 1) {
      await deliverAll(world.app, numbered, 'a');
      world.wait(3_600_000);
    }
    expect(order).toEqual(['waits', 'waits', 'sent', 'sent', 'sent']);
  });

  it('in one conversation holds up no other', async () => {
    const world = await quiet(await open());
    const head = world.as('head').id;
    await owe(world, 'head', 'h1', 'h2');
    await owe(world, 'office', 'o1', 'o2');
    const { outlet, arrived } = platform((to) => (to.kind === 'member' && to.member === head ? LATER : null));
    await deliverAll(world.app, outlet, 'a');
    expect(arrived.map((row) => row.to)).toEqual([world.as('office').id, world.as('office').id]);
    expect(await counts(world)).toMatchObject({ owed: 2 });
  });

  it('that refuses for good: the message is set aside to be looked at, the next goes on, and a retry sends it', async () => {
    const world = await quiet(await open());
    await owe(world, 'head', 'poison', 'fine');
    let cured = false;
    const { outlet, arrived } = platform((_to, n) => (n === 1 && !cured ? NEVER : null));
    await deliverAll(world.app, outlet, 'a');
    expect(arrived).toHaveLength(1);
    expect(await counts(world)).toEqual({ owed: 0, aside: 1, redraws: 0 });
    const [aside] = await world.app.store.read((unit) => unit.owed.asideList());
    expect(aside).toMatchObject({ key: 'poison', reason: 'the account is gone' });
    cured = true;
    expect(await world.app.store.write((unit) => unit.owed.retry())).toBe(1);
    await deliverAll(world.app, outlet, 'a');
    expect(arrived).toHaveLength(2);
    expect(await counts(world)).toEqual({ owed: 0, aside: 0, redraws: 0 });
  });

  it('for days on end: after twelve tries the message is set aside, and holds up nothing', async () => {
    const world = await quiet(await open());
    await owe(world, 'head', 'one', 'two');
    const { outlet, arrived, asked } = platform((_to, n) => (n <= 12 ? LATER : null));
    for (let round = 0; round < 14; round += 1) {
      await deliverAll(world.app, outlet, 'a');
      world.wait(3_600_001);
    }
    expect(asked()).toBe(13);
    expect(arrived).toHaveLength(1);
    expect(await counts(world)).toEqual({ owed: 0, aside: 1, redraws: 0 });
  });

  it('that takes the message and drops the answer: it may come twice, and is never lost', async () => {
    const world = await quiet(await open());
    await owe(world, 'head', 'one', 'two');
    const phone: string[] = [];
    let n = 0;
    const outlet: Outlet = {
      async post() {
        n += 1;
        phone.push(`p${n}`);
        if (n === 1) throw new Error('the connection was lost after sending');
        return { ok: true, message: `p${n}` };
      },
      redraw: async (_to, _school, message) => ({ ok: true, message }),
      file: async () => NEVER,
    };
    await deliverAll(world.app, outlet, 'a');
    world.wait(3_600_000);
    await deliverAll(world.app, outlet, 'a');
    expect(phone).toEqual(['p1', 'p2', 'p3']);
    expect(await counts(world)).toEqual({ owed: 0, aside: 0, redraws: 0 });
  });

  it('that never answers holds no transaction: the school works on, and another worker takes over after the lease', async () => {
    const world = await quiet(await open());
    await owe(world, 'head', 'one');
    let answer: (sent: Sent) => void = () => {};
    let reached: () => void = () => {};
    const asked = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const hanging: Outlet = {
      post: () => {
        reached();
        return new Promise<Sent>((resolve) => {
          answer = resolve;
        });
      },
      redraw: async (_to, _school, message) => ({ ok: true, message }),
      file: async () => NEVER,
    };
    const stuck = deliverOnce(world.app, hanging, 'stuck');
    await asked;
    const reply = await world.as('teacher').fill('report', null, {
      who: 'unknown',
      breaches: ['loud_offensive_temper'],
      when: '2026-11-20T15:10',
      narrative: 'Shouted at the gate.',
    });
    expect(reply).toMatchObject({ is: 'said', level: 'good' });

    const { outlet, arrived } = platform(() => null);
    const mine = () => arrived.filter((row) => row.to === world.as('head').id).length;
    await deliverAll(world.app, outlet, 'second');
    expect(mine()).toBe(0);
    world.wait(31_000);
    await deliverAll(world.app, outlet, 'second');
    expect(mine()).toBe(2);
    answer({ ok: true, message: 'late' });
    await stuck;
    expect(await counts(world)).toMatchObject({ owed: 0, aside: 0 });
  });

  it('sends once what two workers deliver at the same time', async () => {
    const world = await quiet(await open());
    const roles: readonly RoleName[] = ['head', 'office', 'dsl', 'chair'];
    for (const role of roles) await owe(world, role, `${role}1`, `${role}2`, `${role}3`);
    const { outlet, arrived } = platform(() => null);
    await Promise.all([deliverAll(world.app, outlet, 'a'), deliverAll(world.app, outlet, 'b')]);
    // A worker stops when nothing is free for it; what the other held meanwhile is that one's to finish.
    await deliverAll(world.app, outlet, 'a');
    expect(arrived).toHaveLength(12);
    for (const role of roles) expect(arrived.filter((row) => row.to === world.as(role).id)).toHaveLength(3);
    expect(await counts(world)).toEqual({ owed: 0, aside: 0, redraws: 0 });
  });

  it('draws a card again only to its newest, however often the case has moved on', async () => {
    const world = await quiet(await open());
    const { outlet, redrawn, arrived } = platform(() => null);
    await world.as('teacher').fill('report', null, {
      who: 'new:Jordan Vale (invented)',
      breaches: ['loud_offensive_temper'],
      when: '2026-11-20T15:10',
      narrative: 'Shouted at the gate.',
    });
    await deliverAll(world.app, outlet, 'a');
    const id = await world.caseByRef('AC-26-0001');
    const before = redrawn.length;
    for (const note of ['One.', 'Two.', 'Three.']) await world.as('head').fill('account', id, { text: note });
    await deliverAll(world.app, outlet, 'a');
    const head = arrived.filter((row) => row.to === world.as('head').id).map((row) => row.message);
    expect(redrawn.slice(before).filter((message) => head.includes(message))).toHaveLength(head.length);
    expect(await counts(world)).toEqual({ owed: 0, aside: 0, redraws: 0 });
  });
});
