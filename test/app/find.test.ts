import { expect, it } from 'vitest';
import { pageOf } from '../../src/app/found.ts';
import { rebuild } from '../../src/app/rebuild.ts';
import { atSchool } from '../../src/app/school.ts';
import { EVERYTHING } from '../../src/view/find/query.ts';
import type { Reply } from '../../src/view/reply.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { replyText } from '../support/reply-text.ts';
import { type EVERYBODY, type StoryCase, tell } from '../support/story.ts';
import { openWorld } from '../support/world.ts';

const SHOUTING = {
  breaches: ['loud_offensive_temper'],
  when: '2026-11-20T15:10',
  narrative: 'Shouted at the gate.',
};
const TURN_AWAY = {
  steps: ['turn_away'],
  reason: 'For Monday.',
  risk: 'Still very angry.',
  departure_reason: 'It cannot wait.',
};
const found = (text: string): readonly string[] => [...new Set(text.match(/AC-\d\d-\d{4}(?=,|:)/g) ?? [])];

describeOnBothDatabases('find', (open) => {
  it('gives each what is theirs: by name, by step and by date, and nothing beside it', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const first = await story.reports('teacher', SHOUTING);
    const child = await story.reports('teacher2', {
      ...SHOUTING,
      who: 'new:Robin Ash (invented), green car',
      when: '2026-11-19T08:30',
      harm: 'child_at_risk',
    });
    await story.does('head', 'decide', first, TURN_AWAY);
    const finds = async (who: (typeof EVERYBODY)[number], words: string) =>
      found(await story.asks(who, `find ${words}`));
    const both = [child.ref, first.ref];

    expect(await finds('head', 'open')).toEqual(both);
    expect(await finds('head', 'jordan')).toEqual([first.ref]);
    expect(await story.asks('head', 'find jordan')).toContain('Jordan Vale');
    expect(await finds('head', 'robin open')).toEqual([child.ref]);
    expect(await finds('head', 'turned away')).toEqual([first.ref]);
    expect(await finds('head', '2026-11-19')).toEqual([child.ref]);
    expect(await finds('head', 'november')).toEqual(both);
    expect(await finds('head', 'october')).toEqual([]);
    expect(await finds('head', first.ref)).toEqual([first.ref]);
    expect(await finds('head', 'closed')).toEqual([]);

    // The reporter finds their own, and by no step: what was decided is not for them to know.
    expect(await finds('teacher', 'november')).toEqual([first.ref]);
    expect(await finds('teacher', 'turned away')).toEqual([]);
    expect(await finds('teacher', 'robin')).toEqual([]);
    expect(await finds('teacher', child.ref)).toEqual([]);
    // The office has a letter or a gate list to see to, or finds nothing; never with the name beside it.
    expect(await finds('office', 'november')).toEqual([first.ref]);
    expect(await finds('office', 'jordan')).toEqual([first.ref]);
    expect(await finds('office', 'turned away')).toEqual([first.ref]);
    expect(await finds('office', 'robin')).toEqual([]);
    expect(await story.asks('office', 'find jordan')).not.toContain('Jordan');
    expect(await finds('dsl', 'november')).toEqual([child.ref]);
    for (const nobody of ['teacher3', 'governor', 'vice_chair', 'dpo', 'chair'] as const)
      expect(await finds(nobody, 'november'), nobody).toEqual([]);
    expect(await story.asks('admin', 'find jordan')).toContain('nothing here for you to look for');
    await end();
  });

  it('does not let somebody affected learn a name, nor data protection anything that nobody asked for', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const it = await story.reports('teacher', SHOUTING);
    await story.does('head', 'account', it, { text: 'Two of us.', affected: [story.as('teacher3').id] });
    expect(found(await story.asks('teacher3', 'find november'))).toEqual([it.ref]);
    expect(found(await story.asks('teacher3', 'find jordan'))).toEqual([]);
    expect(found(await story.asks('dpo', 'find november'))).toEqual([]);
    await story.does('head', 'request', it, {
      kind: 'access',
      channel: 'email',
      received_on: '2026-11-20',
      text: 'All you hold on me.',
    });
    expect(found(await story.asks('dpo', 'find jordan'))).toEqual([it.ref]);
    await story.does(
      'dpo',
      'request',
      it,
      { note: 'Sent on paper.' },
      { matter: await requestOf(story, it) },
    );
    expect(found(await story.asks('dpo', 'find jordan'))).toEqual([]);
    await end();
  });

  it('is as if the case were not there for the person it is about and their family, count and all', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    await story.reports('teacher', SHOUTING);
    await story.isAlso('Jordan', 'head');
    for (const words of ['find november', 'find open', 'find AC-26-0001', 'find jordan', 'list']) {
      const text = await story.asks('head', words);
      expect(found(text), words).toEqual([]);
      expect(text, words).not.toMatch(/Jordan|[Mm]ore|older/);
    }
    await end();
  });

  it('shows ten at a time, the next by a key that holds no name, and to nobody else', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    const opened = await world.as('teacher').say('report');
    if (opened.is !== 'form') throw new Error('The report form did not open.');
    for (let n = 0; n < 23; n += 1)
      await world
        .as('teacher')
        .fill('report', null, { ...SHOUTING, who: 'new:Jordan Vale (invented), red coat' });
    const pages: string[][] = [];
    let reply: Reply = await world.as('head').say('find jordan open');
    for (;;) {
      pages.push([...found(replyText(reply))]);
      const next = more(reply);
      if (!next) break;
      expect(next.toLowerCase()).not.toContain('jordan');
      expect(replyText(await world.as('deputy').say(next))).not.toContain('AC-26');
      reply = await world.as('head').say(next);
    }
    expect(pages.map((row) => row.length)).toEqual([10, 10, 3]);
    expect(new Set(pages.flat()).size).toBe(23);

    const access = await store.read((unit) => unit.journal.load(`access:${world.as('head').id}:2026-11`));
    expect(access.filter((row) => row.type === 'case_searched').map((row) => row.data)).toEqual([
      { by: ['person', 'state'] },
      { by: ['person', 'state'] },
      { by: ['person', 'state'] },
    ]);
    for (const table of ['journal', 'drafts', 'cases', 'posts', 'intents'])
      expect(JSON.stringify(await open.raw(store.url, `select * from ${table}`)), table).not.toMatch(
        /jordan/i,
      );
  });

  it('reads no page from what another form was sent with', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const it = await story.reports('teacher', SHOUTING);
    for (const query of ['{', '{"name":5}', '[]']) {
      const opened = await story.as('head').tap({ tap: 'form', form: 'decide', case: it.id, carries: {} });
      if (opened.is !== 'form') throw new Error(opened.is);
      const half = { steps: ['turn_away'], reason: 'For Monday.', query };
      expect((await story.as('head').submit(opened.form, half)).is).toBe('form');
      expect(await story.asks('head', `find more ${opened.form.key}`)).toContain('Look for it again');
    }
    await end();
  });

  it('the form asks the same, and says at the field what cannot be', async () => {
    const world = await openWorld(await open(), 'stockham-primary');
    await world
      .as('teacher')
      .fill('report', null, { ...SHOUTING, who: 'new:Jordan Vale (invented), red coat' });
    const head = world.as('head');
    expect((await head.say('find')).is).toBe('form');
    expect(found(replyText(await head.fill('find', null, { name: 'vale', status: 'open' })))).toEqual([
      'AC-26-0001',
    ]);
    expect(replyText(await head.fill('find', null, { ref: 'ac-26-0001' }))).toContain('Jordan Vale');
    expect(replyText(await head.fill('find', null, { step: 'warn' }))).toContain('Nothing found');
    const odd = await head.fill('find', null, { ref: 'x', from: '2026-11-20', to: '2026-11-19' });
    expect(odd).toMatchObject({
      is: 'form_again',
      form: { errors: { ref: expect.stringContaining('AC-26-0042') } },
    });
    const round = await head.fill('find', null, { from: '2026-11-20', to: '2026-11-19' });
    expect(round).toMatchObject({
      is: 'form_again',
      form: { errors: { to: expect.stringContaining('before the first') } },
    });
    expect(await world.as('admin').tap({ tap: 'form', form: 'find', case: null, carries: {} })).toMatchObject(
      { is: 'said', level: 'refused' },
    );
    expect(await world.as('admin').fill('find', null, { name: 'vale' })).toMatchObject({
      is: 'said',
      level: 'refused',
    });
  });

  it('finds rows from before there were outlines, and opens no journal once they are made again', async () => {
    const store = await open();
    const world = await openWorld(store, 'stockham-primary');
    for (let n = 0; n < 3; n += 1)
      await world
        .as('teacher')
        .fill('report', null, { ...SHOUTING, who: 'new:Jordan Vale (invented), red coat' });
    await open.raw(store.url, 'update cases set outline = null');
    expect(found(replyText(await world.as('teacher').say('find november')))).toHaveLength(3);
    await rebuild(world.app);
    const lines = await store.read(async (unit) => {
      const opened: string[] = [];
      const journal = {
        ...unit.journal,
        load: (stream: Parameters<typeof unit.journal.load>[0]) => {
          opened.push(stream);
          return unit.journal.load(stream);
        },
      };
      const at = await atSchool(world.app, unit, world.school.id);
      const head = at.members.find((row) => row.id === world.as('head').id);
      if (!head) throw new Error('There is no head.');
      const caller = {
        app: world.app,
        unit: { ...unit, journal },
        at,
        member: head,
        who: world.as('head').who,
      };
      const page = await pageOf(caller, { ...EVERYTHING, name: 'jordan' }, 10);
      expect(opened).toEqual([]);
      return page.lines;
    });
    expect(lines.map((row) => row.person)).toEqual(Array.from({ length: 3 }, () => 'Jordan Vale (invented)'));
  });
});

const more = (reply: Reply): string | null => {
  if (reply.is !== 'card') return null;
  const buttons = reply.card.blocks.flatMap((block) => (block.is === 'buttons' ? block.buttons : []));
  const tap = buttons.find((row) => row.label === 'Show more')?.tap;
  return tap?.tap === 'say' ? tap.words : null;
};

type Told = Awaited<ReturnType<typeof tell>>['story'];
async function requestOf(story: Told, of: StoryCase): Promise<string> {
  const rows = await story.world.app.store.read((unit) => unit.journal.load(`case:${of.id}`));
  const matter = rows.findLast((row) => row.type === 'request_received')?.data.matter;
  return String(matter);
}
