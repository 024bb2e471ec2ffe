import { expect, it } from 'vitest';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { offered, openWorld, type World } from '../support/world.ts';

const GOOD = {
  who: 'new:Jordan Vale (invented)',
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'Shouted at the gate.',
};

async function tryReport(
  world: World,
  values: Readonly<Record<string, string | readonly string[]>>,
): Promise<Reply> {
  const teacher = world.as('teacher');
  const opened = await teacher.say('report');
  if (opened.is !== 'form') throw new Error('The report form did not open.');
  return teacher.submit(opened.form, { ...offered(opened.form), ...GOOD, ...values });
}

const typedIn = (reply: Reply, name: string): unknown => {
  if (reply.is !== 'form_again') return undefined;
  const field = reply.form.fields.find((row) => row.name === name);
  return field && ('value' in field ? field.value : 'values' in field ? field.values : undefined);
};

describeOnBothDatabases('bad input', (open) => {
  it.each([
    ['a date that has not come', { when: '2027-01-01T10:00' }, 'when', 'when'],
    ['twenty thousand characters', { narrative: 'x'.repeat(20_000) }, 'narrative', 'narrative'],
    ['nothing but invisible characters', { narrative: '\u200b\u200f\u2060 ' }, 'narrative', 'narrative'],
    ['a kind of report nobody knows', { breaches: ['flying'] }, 'breaches', 'narrative'],
    ['nothing chosen', { breaches: [] }, 'breaches', 'narrative'],
    ['a person who is on no list', { who: '01m7wd7tgme682wecez06zkgsr' }, 'who', 'narrative'],
    ['a day that does not exist', { when: '2026-02-30T10:00' }, 'when', 'when'],
  ] as const)(
    '%s is answered with a sentence at its field, and what was typed is still there',
    async (_name, values, field, kept) => {
      const world = await openWorld(await open(), 'stockham-primary');
      const reply = await tryReport(world, values);
      expect(reply.is).toBe('form_again');
      if (reply.is !== 'form_again') return;
      expect(reply.form.errors[field]).toMatch(/[a-z].*[.?]$/);
      const typed = { ...GOOD, ...values }[kept];
      expect(typedIn(reply, kept)).toEqual(typed);
    },
  );

  it.each([
    ['markup', '<script>alert(1)</script> & <!channel> **bold** {{reason}}'],
    ['right-to-left', '\u202eעברית \u200f said'],
    ['zero-width characters', 'He\u200bllo\u200d there'],
    ['a formula', '=HYPERLINK("http://x")'],
  ])('%s is kept to the letter and shown as plain text', async (_name, narrative) => {
    const world = await openWorld(await open(), 'stockham-primary');
    const reply = await tryReport(world, { narrative, who: 'unknown' });
    expect(reply).toMatchObject({ is: 'said', level: 'good' });
    const card = await world.as('head').say('show AC-26-0001');
    expect(JSON.stringify(card)).toContain(JSON.stringify(narrative).slice(1, -1));
  });

  it('a person need not be known', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    expect(await tryReport(world, { who: 'unknown' })).toMatchObject({ is: 'said', level: 'good' });
  });

  it('a case of another school is no case here, whoever asks and however', async () => {
    const store = await open();
    const here = await openWorld(store, 'stockham-primary');
    const there = await openWorld(store, 'all-saints-mat', { name: 'Another school' });
    await there.as('teacher').fill('report', null, GOOD);
    const id = await there.caseByRef('AC-26-0001');
    const head = here.as('head');
    const tries = [
      await head.say('show AC-26-0001'),
      await head.tap({ tap: 'show', case: id }),
      await head.tap({ tap: 'form', form: 'decide', case: id, carries: {} }),
      await head.tap({ tap: 'act', act: 'mark_read', case: id, revision: 0, carries: {} }),
    ];
    for (const reply of tries) {
      expect(reply).toMatchObject({ is: 'said', level: 'refused' });
      expect(JSON.stringify(reply)).not.toContain('Jordan');
    }
  });

  it('an account nobody added is told how to be added and nothing more', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    const { receive, findPeople } = await import('../../src/app/receive.ts');
    const stranger = { platform: 'playground' as const, user: 'a pupil' };
    const reply = await receive(world.app, stranger, { do: 'say', words: 'list' });
    expect(reply).toMatchObject({ is: 'card', card: { title: 'We have not met yet' } });
    expect(JSON.stringify(reply)).not.toContain(world.school.name);
    await tryReport(world, {});
    expect(await findPeople(world.app, stranger, 'Jordan')).toEqual([]);
    expect(
      await findPeople(world.app, { platform: 'playground', user: `${world.school.id}:teacher` }, 'Jordan'),
    ).toHaveLength(1);
  });

  it('nothing that was typed reaches the log', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await tryReport(world, { narrative: 'MARKER-STORY', who: 'new:MARKER-NAME' });
    await tryReport(world, { narrative: 'MARKER-STORY '.repeat(2000), who: 'new:MARKER-NAME' });
    await world.settle();
    expect(world.log.lines.join('\n')).not.toContain('MARKER');
  });
});
