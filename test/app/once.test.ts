import { expect, it } from 'vitest';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { offered, openWorld } from '../support/world.ts';

const REPORT = {
  who: 'new:Jordan Vale (invented)',
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'Shouted at the gate.',
};
const kind = (reply: Reply): boolean =>
  reply.is === 'said' && (reply.level === 'good' || reply.level === 'info');

describeOnBothDatabases('one effect, however often it is clicked', (open) => {
  it('ten simultaneous submissions of one report open one case and give ten kind answers', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    const teacher = world.as('teacher');
    const opened = await teacher.say('report');
    if (opened.is !== 'form') throw new Error('The report form did not open.');
    const form = opened.form;
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => teacher.submit(form, { ...offered(form), ...REPORT })),
    );
    expect(replies.every(kind)).toBe(true);
    expect(new Set(replies.map((reply) => (reply.is === 'said' ? reply.text : ''))).size).toBe(1);
    const cases = await store.read((unit) => unit.cases.recent(world.school.id, 50));
    expect(cases).toHaveLength(1);
    const counts = await store.read((unit) => unit.readRows.counts());
    expect(counts.cases).toBe(1);
  });

  it('ten simultaneous decisions from one form are one decision, and nine are told so kindly', async () => {
    const store = await open();
    const world = await openWorld(store, 'schools-and-parents');
    await world.as('teacher').fill('report', null, { ...REPORT, breaches: ['disrespectful_interaction'] });
    const id = await world.caseByRef('AC-26-0001');
    const head = world.as('head');
    const opened = await head.tap({ tap: 'form', form: 'decide', case: id, carries: {} });
    if (opened.is !== 'form') throw new Error('The decision form did not open.');
    const form = opened.form;
    const values = { ...offered(form), reason: 'A word will do.' };
    const replies = await Promise.all(Array.from({ length: 10 }, () => head.submit(form, values)));
    expect(replies.every(kind)).toBe(true);
    const stream = await store.read((unit) => unit.journal.load(`case:${id}`));
    expect(stream.filter((fact) => fact.type === 'decision_made')).toHaveLength(1);
  });

  it('two heads who decide at the same time from two forms: one decides, the other sees the case as it is now with what was typed', async () => {
    const store = await open();
    const world = await openWorld(store, 'schools-and-parents');
    await world.as('teacher').fill('report', null, { ...REPORT, breaches: ['disrespectful_interaction'] });
    const id = await world.caseByRef('AC-26-0001');
    const head = world.as('head');
    const forms = await Promise.all(
      [1, 2].map(() => head.tap({ tap: 'form', form: 'decide', case: id, carries: {} })),
    );
    const [first, second] = forms.map((reply) => (reply.is === 'form' ? reply.form : null));
    if (!first || !second) throw new Error('The decision form did not open.');
    expect(kind(await head.submit(first, { ...offered(first), reason: 'First.' }))).toBe(true);
    const late = await head.submit(second, {
      ...offered(second),
      reason: 'Second, and I typed all of this.',
    });
    expect(late.is).toBe('form_again');
    if (late.is !== 'form_again') return;
    expect(late.form.errors.form).toMatch(/moved this case on/);
    const reason = late.form.fields.find((field) => field.name === 'reason');
    expect(reason).toMatchObject({ value: 'Second, and I typed all of this.' });
    expect(late.form.revision).toBeGreaterThan(second.revision);
    const stream = await store.read((unit) => unit.journal.load(`case:${id}`));
    expect(stream.filter((fact) => fact.type === 'decision_made')).toHaveLength(1);
  });

  it('a refused submission leaves nothing behind: no text, no fact, no number used up in the journal', async () => {
    const store = await open();
    const world = await openWorld(store, 'all-saints-mat');
    await world.as('teacher').fill('report', null, REPORT);
    const id = await world.caseByRef('AC-26-0001');
    const before = await store.read((unit) => unit.journal.load(`case:${id}`));
    const reply = await world
      .as('head')
      .fill('close', id, { outcome: 'no_breach', outline: 'nothing_more', reason: '' });
    expect(reply.is).toBe('form_again');
    const after = await store.read((unit) => unit.journal.load(`case:${id}`));
    expect(after.filter((fact) => fact.type !== 'report_read')).toHaveLength(before.length);
  });

  it('a report that could not be saved is not acknowledged', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    const teacher = world.as('teacher');
    const opened = await teacher.say('report');
    if (opened.is !== 'form') throw new Error('The report form did not open.');
    const broken = { ...world.app, store: { ...store, write: () => Promise.reject(new Error('disk full')) } };
    const { receive } = await import('../../src/app/receive.ts');
    const who = { platform: 'playground' as const, user: `${world.school.id}:teacher` };
    await expect(
      receive(broken, who, {
        do: 'submit',
        submit: {
          form: 'report',
          key: opened.form.key,
          case: null,
          revision: 0,
          values: { ...REPORT },
          carries: {},
        },
      }),
    ).rejects.toThrow('disk full');
    expect(kind(await teacher.submit(opened.form, { ...offered(opened.form), ...REPORT }))).toBe(true);
  });
});

describeOnBothDatabases('a card that is out of date', (open) => {
  it('shows the case as it is now when its button cannot count any more', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    await world.as('teacher').fill('report', null, { ...REPORT, harm: 'child_at_risk' });
    const id = await world.caseByRef('AC-26-0001');
    const head = world.as('head');
    const told = { tap: 'act', act: 'told_dsl', case: id, revision: 1, carries: {} } as const;
    expect(await head.tap(told)).toMatchObject({ is: 'said', level: 'good' });
    const late = await head.tap(told);
    expect(late).toMatchObject({ is: 'card', card: { title: 'AC-26-0001' } });
    const stream = await store.read((unit) => unit.journal.load(`case:${id}`));
    expect(stream.filter((fact) => fact.type === 'dsl_told')).toHaveLength(1);
  });
});
