import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memorySurface } from '../../adapters/playground/memory-surface.ts';
import { deliverAll } from '../../src/app/deliver.ts';
import { tick } from '../../src/app/tick.ts';
import { cardText } from '../../src/view/plain-text.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { openWorld } from '../support/world.ts';

const REPORT = {
  who: 'new:Jordan Vale',
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'MARKER-STORY',
};

describeOnBothDatabases('the weekly review', (open) => {
  it('comes at eight on the first school day of the week, once', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    await world.settle();
    const before = world.channel().length;
    world.clock.set('2026-11-23', 7, 59);
    await world.settle();
    expect(world.channel()).toHaveLength(before);
    world.clock.set('2026-11-23', 8, 0);
    await world.settle();
    await world.settle();
    expect(world.channel()).toHaveLength(before + 1);
  });

  it('does not post twice when the clock goes back, and not at all for weeks that were slept through', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    world.clock.set('2026-11-23', 9);
    await world.settle();
    const once = world.channel().length;
    world.clock.set('2026-11-20', 9);
    await world.settle();
    world.clock.set('2026-11-23', 8, 30);
    await world.settle();
    expect(world.channel().length - once).toBeLessThanOrEqual(1);
    const rested = world.channel().length;
    world.clock.set('2027-03-10', 11);
    await world.settle();
    expect(world.channel()).toHaveLength(rested + 1);
  });

  it('says references in the channel and names only to those they concern', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    world.clock.set('2026-11-23', 9);
    await world.settle();
    const channel = world.channel().map(cardText).join('\n');
    expect(channel).toContain('AC-26-0001');
    expect(channel).not.toMatch(/Jordan|MARKER/);
    for (const role of ['head', 'chair', 'teacher', 'admin', 'dpo'] as const) {
      const previews = world.surface
        .messages({ kind: 'member', member: world.as(role).id }, world.school.id)
        .map((row) => row.preview);
      expect(previews.join('\n')).not.toMatch(/Jordan|MARKER/);
    }
    expect(world.as('admin').cards().map(cardText).join('\n')).not.toMatch(/Jordan|MARKER/);
  });

  it('is owed exactly once for each week whatever the order of clock moves, ticks, crashes and restarts', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ hours: fc.integer({ min: -72, max: 200 }), crash: fc.boolean() }), {
          minLength: 1,
          maxLength: 10,
        }),
        async (moves) => {
          const store = await open();
          const world = await openWorld(store, 'robert-miles-junior');
          const seen: string[] = [];
          let at = Date.parse('2026-11-20T15:00:00Z');
          for (const move of moves) {
            at += move.hours * 3_600_000;
            const clock = { now: () => new Date(at).toISOString() as ReturnType<typeof world.clock.now> };
            const app = { ...world.app, clock };
            const surface = memorySurface();
            surface.onShown((to, message) => {
              if (to.kind === 'channel' && message.redrawn === 0) seen.push(message.card.title);
            });
            await Promise.all([tick(app), tick(app)]);
            // A crash: owed and committed, and this process never gets to send it.
            if (!move.crash) await deliverAll(app, surface, 'worker');
          }
          const final = memorySurface();
          final.onShown((to, message) => {
            if (to.kind === 'channel' && message.redrawn === 0) seen.push(message.card.title);
          });
          await deliverAll(
            {
              ...world.app,
              clock: { now: () => new Date(at).toISOString() as ReturnType<typeof world.clock.now> },
            },
            final,
            'after the restart',
          );
          const weeks = await open.raw(
            store.url,
            `select key from posts where school = '${world.school.id}' and key like 'weekly/%/channel'`,
          );
          expect(new Set(weeks.map((row) => row.key)).size).toBe(weeks.length);
          expect(seen).toHaveLength(weeks.length);
        },
      ),
      { numRuns: 12 },
    );
  });
});

describeOnBothDatabases('reminders', (open) => {
  it('wait for school hours: not at night, at weekends or in holidays', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    await world.settle();
    const nudges = () =>
      world
        .as('head')
        .cards()
        .filter((card) => cardText(card).includes('Read a new report'));
    const before = nudges().length;
    for (const [day, hour] of [
      ['2026-11-23', 3],
      ['2026-11-28', 10],
      ['2026-12-26', 10],
    ] as const) {
      world.clock.set(day, hour);
      await world.settle();
    }
    expect(
      world
        .as('head')
        .cards()
        .filter((card) => card.tone === 'urgent' && cardText(card).includes('was due')).length,
    ).toBe(0);
    world.clock.set('2027-01-06', 10);
    await world.settle();
    expect(nudges().length).toBeGreaterThan(before);
  });

  it('after a week switched off there is one nudge for each thing, not one for each day', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, REPORT);
    await world.settle();
    world.clock.set('2026-12-09', 10);
    await world.settle();
    await world.settle();
    const about = world
      .as('head')
      .cards()
      .map(cardText)
      .filter(
        (text) =>
          /Read a new report/.test(text) &&
          /was due/.test(text) &&
          !/This week/.test(text) &&
          !/What was reported/.test(text),
      );
    expect(about).toHaveLength(1);
  });

  it('tell the safeguarding lead at any hour when a child may be at risk', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world.as('teacher').fill('report', null, { ...REPORT, harm: 'child_at_risk' });
    world.clock.set('2026-11-21', 2);
    await world.settle();
    expect(world.as('dsl').cards().map(cardText).join('\n')).toMatch(/AC-26-0001/);
  });
});
