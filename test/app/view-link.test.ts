import { expect, it } from 'vitest';
import { linkDoorOf } from '../../src/app/link-door.ts';
import { removeMember } from '../../src/app/school-setup.ts';
import { askedOutside, EMAIL, hasNoAccount, PROPOSAL, SUMMARY, secretIn } from '../support/asked-outside.ts';
import { describeOnBothDatabases, describeOnSqlite } from '../support/databases.ts';
import { replyText } from '../support/reply-text.ts';

const NO_STORY = /xylophone|off the site for a while|Jordan/;

describeOnBothDatabases('a governor without an account', (open) => {
  it('is asked by a link, told first that they cannot hear an appeal, and answers once', async () => {
    const s = await askedOutside(open);
    const card = await s.story.asks('head', `show ${s.assault.ref}`);
    expect(card).toContain('They have no account here: make a link');
    const secret = await s.makesLink();
    const before = await s.links.look(secret);
    const words = JSON.stringify(before);
    expect(before.is).toBe('asked');
    expect(words).toContain('You are not being asked to approve.');
    expect(words).toContain('cannot hear an appeal');
    expect(words).not.toMatch(NO_STORY);
    const session = await s.opens(secret);
    const page = await s.links.page(session, 'answer');
    expect(page.is).toBe('form');
    expect(JSON.stringify(page)).toContain(SUMMARY);
    expect(JSON.stringify(page)).toContain(PROPOSAL);
    expect(JSON.stringify(page)).not.toContain('Jordan');
    const sent = await s.links.send(session, 'answer', { view: 'concern', comment: 'Mind the child.' });
    expect(JSON.stringify(sent)).toMatch(
      /I have reservations[\s\S]*whoever decides has to answer your reservations/,
    );
    await s.story.world.settle();
    expect(s.story.has('head')).toContain('The view that you asked for has been given.');
    const shown = await s.story.asks('head', `show ${s.assault.ref}`);
    expect(shown).toContain('I have reservations');
    expect(shown).toContain('(by a link)');
    expect(shown).toContain('Mind the child.');
    const given = (await s.facts()).find((row) => row.type === 'view_given');
    expect(given?.by).toBe(s.story.as('chair').id);
    await s.end();
  });

  it('is written down at every opening, and nothing of the secret is kept anywhere', async () => {
    const s = await askedOutside(open);
    const secret = await s.makesLink();
    const first = await s.opens(secret);
    const second = await s.opens(secret);
    const facts = await s.facts();
    const opened = facts.filter((row) => row.type === 'view_link_opened');
    expect(opened.map((row) => row.by)).toEqual([s.story.as('chair').id, s.story.as('chair').id]);
    expect(facts.filter((row) => row.type === 'view_opened')).toHaveLength(1);
    expect(await s.story.asks('head', `show ${s.assault.ref}`)).toContain('opened 2 times');
    expect(JSON.stringify(facts)).not.toContain(SUMMARY);
    const { store } = s.story.world.app;
    for (const hidden of [secret, first, second]) {
      for (const table of ['links', 'journal', 'intents', 'drafts', 'posts', 'copies']) {
        const rows = await open.raw((store as unknown as { url: string }).url, `select * from ${table}`);
        expect(JSON.stringify(rows), table).not.toContain(hidden);
      }
      expect(s.story.world.log.lines.join('\n')).not.toContain(hidden);
    }
    await s.end();
  });

  it('answers in one of two tabs, and the other says what was answered', async () => {
    const s = await askedOutside(open);
    const secret = await s.makesLink();
    const [one, two] = [await s.opens(secret), await s.opens(secret)];
    const both = await Promise.all([
      s.links.send(one, 'answer', { view: 'support', comment: '' }),
      s.links.send(two, 'answer', { view: 'concern', comment: 'Wait a week.' }),
    ]);
    expect(both.map((row) => row.is)).toEqual(['done', 'done']);
    expect((await s.facts()).filter((row) => row.type === 'view_given')).toHaveLength(1);
    expect(JSON.stringify(both[0])).toBe(JSON.stringify(both[1]));
    // Loaded again, it says so once more.
    expect(await s.links.page(one, 'answer')).toEqual(both[0]);
  });

  it('takes the one answer that came first, by the link or on the telephone, and keeps what was typed late', async () => {
    const s = await askedOutside(open);
    const session = await s.opens(await s.makesLink());
    const phone = { view_of: s.story.as('chair').id, view: 'concern', comment: 'Wait a week.' };
    const [sent] = await Promise.all([
      s.links.send(session, 'answer', { view: 'support', comment: '' }),
      s.story.tries('head', 'give_view', s.assault, phone, { phone: 'yes' }),
    ]);
    const given = (await s.facts()).filter((row) => row.type === 'view_given');
    expect(given).toHaveLength(1);
    expect(sent.is).toBe(given[0]?.data.phone === null ? 'done' : 'dead');
    await s.end();
  });

  it('opens it twice at one instant: each is written down, and either browser may go on', async () => {
    const s = await askedOutside(open);
    const secret = await s.makesLink();
    const sessions = await Promise.all([s.opens(secret), s.opens(secret)]);
    expect((await s.facts()).filter((row) => row.type === 'view_link_opened')).toHaveLength(2);
    const pages = await Promise.all(sessions.map((row) => s.links.page(row, 'answer')));
    expect(pages.map((row) => row.is)).toEqual(['form', 'form']);
    expect((await s.access()).filter((row) => row.type === 'case_viewed')).toHaveLength(2);
    await s.end();
  });

  it('posts one answer twice at one instant, and it is given once', async () => {
    const s = await askedOutside(open);
    const session = await s.opens(await s.makesLink());
    const answer = { view: 'concern', comment: 'Mind the child.' };
    const sent = await Promise.all([1, 2, 3].map(() => s.links.send(session, 'answer', answer)));
    expect(sent.map((row) => row.is)).toEqual(['done', 'done', 'done']);
    expect((await s.facts()).filter((row) => row.type === 'view_given')).toHaveLength(1);
    await s.end();
  });

  it('opens nothing to whoever guesses: counted, and not written down', async () => {
    const s = await askedOutside(open);
    const { app } = s.story.world;
    const secret = await s.makesLink();
    const before = (await s.facts()).length;
    const guess = app.codes.secret();
    expect(await s.links.look(guess)).toEqual({ is: 'dead' });
    expect(await s.links.open(guess, 'answer')).toEqual({ ok: false });
    expect(await s.links.page(guess, 'answer')).toEqual({ is: 'dead' });
    expect(await s.links.send(guess, 'answer', { view: 'support' })).toEqual({ is: 'dead' });
    // What a browser holds is no link, and a link is not what a browser holds.
    const session = await s.opens(secret);
    expect(await s.links.look(session)).toEqual({ is: 'dead' });
    expect(await s.links.page(secret, 'answer')).toEqual({ is: 'dead' });
    expect(app.counts.all().wrong_link).toBe(6);
    expect((await s.facts()).length).toBe(before + 2);
    expect(await s.access()).toEqual([]);
  });
});

describeOnSqlite('a governor without an account, step by step', (open) => {
  it('is not shut out by a mail program that looked at the link before, however often', async () => {
    const s = await askedOutside(open);
    const secret = await s.makesLink();
    const before = (await s.facts()).length;
    for (let n = 0; n < 3; n += 1) expect((await s.links.look(secret)).is).toBe('asked');
    expect((await s.facts()).length).toBe(before);
    expect(await s.access()).toEqual([]);
    expect((await s.links.page(await s.opens(secret), 'answer')).is).toBe('form');
  });

  it('keeps what was typed where something is missing, and says what', async () => {
    const s = await askedOutside(open);
    const session = await s.opens(await s.makesLink());
    const page = await s.links.send(session, 'answer', { view: 'concern', comment: '  ' });
    if (page.is !== 'form') throw new Error(page.is);
    expect(page.form.errors.comment).toMatch(/Say in a sentence/);
    expect(page.form.fields.find((row) => row.name === 'view')).toMatchObject({ value: 'concern' });
    const none = await s.links.send(session, 'answer', { comment: 'Only words.' });
    if (none.is !== 'form') throw new Error(none.is);
    expect(none.form.errors.view).toBe('Choose one of the answers.');
    expect(none.form.fields.find((row) => row.name === 'comment')).toMatchObject({ value: 'Only words.' });
    const long = await s.links.send(session, 'answer', { view: 'support', comment: 'x'.repeat(3001) });
    expect(long.is === 'form' && long.form.errors.comment).toMatch(/1 character too long/);
  });

  it('stands aside without reading on, and somebody else can be asked at once', async () => {
    const s = await askedOutside(open);
    const secret = await s.makesLink();
    const session = await s.opens(secret, 'aside');
    expect((await s.facts()).some((row) => row.type === 'view_opened')).toBe(false);
    const page = await s.links.page(session, 'aside');
    if (page.is !== 'form') throw new Error(page.is);
    expect(page.form.fields.map((row) => row.name)).toEqual(['why']);
    expect(JSON.stringify(page)).not.toMatch(NO_STORY);
    // Not even by going back: it has to be opened first, and that is written down.
    expect((await s.links.page(session, 'answer')).is).toBe('asked');
    expect((await s.links.send(session, 'answer', { view: 'support' })).is).toBe('asked');
    const done = await s.links.send(session, 'aside', { why: 'related' });
    expect(JSON.stringify(done)).toContain('You have stood aside');
    expect((await s.links.look(secret)).is).toBe('dead');
    expect((await s.links.open(secret, 'answer')).ok).toBe(false);
    await s.story.world.settle();
    await s.story.tapsAnywhere('head', s.assault, 'Ask the Vice-chair of the Local Academy Board instead');
    expect(s.story.has('vice_chair')).toContain('You are not being asked to approve');
    await s.end();
  });

  it('may read on after having looked at standing aside', async () => {
    const s = await askedOutside(open);
    const session = await s.opens(await s.makesLink(), 'aside');
    expect(await s.links.readOn(session)).toBe(true);
    expect((await s.links.page(session, 'answer')).is).toBe('form');
    expect((await s.facts()).filter((row) => row.type === 'view_opened')).toHaveLength(1);
  });

  it('cannot use a link that was answered, taken back, replaced or passed on, and each try is written down', async () => {
    const s = await askedOutside(open);
    const replaced = await s.makesLink();
    const session = await s.opens(replaced);
    const takenBack = await s.makesLink();
    expect((await s.links.look(replaced)).is).toBe('dead');
    expect((await s.links.page(session, 'answer')).is).toBe('dead');
    expect((await s.links.send(session, 'answer', { view: 'support' })).is).toBe('dead');
    const said = await s.story.tapsAnywhere('head', s.assault, 'Take the link back');
    expect(replyText(said)).toContain('taken back');
    expect((await s.links.open(takenBack, 'answer')).ok).toBe(false);
    const answered = await s.makesLink();
    await s.story.does(
      'head',
      'give_view',
      s.assault,
      {
        view_of: s.story.as('chair').id,
        view: 'talk',
        comment: 'Rings on Monday.',
      },
      { phone: 'yes' },
    );
    expect((await s.links.look(answered)).is).toBe('dead');
    const used = await s.makesLink();
    await s.links.send(await s.opens(used), 'answer', { view: 'support' });
    expect((await s.links.look(used)).is).toBe('dead');
    expect(
      (await s.access()).filter((row) => row.type === 'link_refused').map((row) => row.data.why),
    ).toEqual(['replaced', 'replaced', 'replaced', 'taken_back', 'answered', 'used']);
    await s.end();
  });

  it('loses the link when somebody else is asked in their place', async () => {
    const s = await askedOutside(open);
    const secret = await s.makesLink();
    await s.story.tapsAnywhere('head', s.assault, 'Remind them of the view');
    await s.story.tapsAnywhere('head', s.assault, 'Ask the Vice-chair of the Local Academy Board instead');
    expect((await s.links.look(secret)).is).toBe('dead');
    // The vice-chair has an account, and may all the same be asked by a link.
    const theirs = await s.makesLink();
    const session = await s.opens(theirs);
    await s.links.send(session, 'answer', { view: 'support' });
    const given = (await s.facts()).find((row) => row.type === 'view_given');
    expect(given?.by).toBe(s.story.as('vice_chair').id);
  });

  it('cannot use a link whose time is over, nor go on in a browser that had it open', async () => {
    const s = await askedOutside(open);
    const secret = await s.makesLink();
    const session = await s.opens(secret);
    s.story.world.clock.set('2026-11-20', 19, 30);
    expect((await s.links.page(session, 'answer')).is).toBe('dead');
    const again = await s.opens(secret);
    expect((await s.links.page(again, 'answer')).is).toBe('form');
    s.story.world.clock.set('2026-11-28', 0, 1);
    expect((await s.links.look(secret)).is).toBe('dead');
    expect((await s.links.send(again, 'answer', { view: 'support' })).is).toBe('dead');
    expect(await s.story.asks('head', `show ${s.assault.ref}`)).toContain('The link has run out.');
  });

  it('is shown what they answered for as long as the browser may go on, and no longer', async () => {
    const s = await askedOutside(open);
    const session = await s.opens(await s.makesLink());
    await s.links.send(session, 'answer', { view: 'support' });
    s.story.world.clock.set('2026-11-20', 19, 0);
    expect((await s.links.page(session, 'answer')).is).toBe('done');
    s.story.world.clock.set('2026-11-20', 19, 30);
    expect((await s.links.page(session, 'answer')).is).toBe('dead');
    expect((await s.links.send(session, 'answer', { view: 'concern', comment: 'No.' })).is).toBe('dead');
  });

  it('is written down when what they go on to opens nothing any more, and sees there that they answered', async () => {
    const s = await askedOutside(open);
    const secret = await s.makesLink();
    const [aside, answer] = [await s.opens(secret, 'aside'), await s.opens(secret)];
    await s.links.send(answer, 'answer', { view: 'support' });
    expect(await s.links.readOn(aside)).toBe(true);
    expect((await s.links.page(aside, 'answer')).is).toBe('done');
    const replaced = await askedOutside(open);
    const old = await replaced.opens(await replaced.makesLink(), 'aside');
    await replaced.makesLink();
    expect(await replaced.links.readOn(old)).toBe(false);
    expect((await replaced.access()).map((row) => row.data.why)).toEqual(['replaced']);
  });

  it('holds to midnight at the school on the days on which the clocks change', async () => {
    const s = await askedOutside(open, { settings: { linkDays: 2 } });
    for (const [made, last, until, next] of [
      ['2027-03-26', '2027-03-28', '2027-03-28T23:00:00.000Z', '2027-03-29'],
      ['2027-10-29', '2027-10-31', '2027-11-01T00:00:00.000Z', '2027-11-01'],
    ] as const) {
      await s.story.on(made, 16, 0);
      const secret = await s.makesLink();
      expect((await s.facts()).findLast((row) => row.type === 'view_link_made')?.data).toMatchObject({
        lastDay: last,
        until,
      });
      s.story.world.clock.set(last, 23, 59);
      const session = await s.opens(secret);
      expect((await s.links.page(session, 'answer')).is).toBe('form');
      s.story.world.clock.set(next, 0, 0);
      expect((await s.links.look(secret)).is).toBe('dead');
      expect((await s.links.page(session, 'answer')).is).toBe('dead');
    }
  });

  it('keeps the answer to whoever wanted to talk, where two hold the role', async () => {
    const s = await askedOutside(open);
    const { app, school } = s.story.world;
    await app.store.write(async ({ members }) => {
      const row = await members.byId(school.id, s.story.as('governor').id);
      const chair = await members.byId(school.id, s.story.as('chair').id);
      if (row && chair) await members.put({ ...row, roles: [...row.roles, ...chair.roles] });
    });
    await s.links.send(await s.opens(await s.makesLink()), 'answer', { view: 'talk', comment: 'Ring me.' });
    const other = { for: s.story.as('governor').id };
    expect(await s.story.refused('head', 'view_link', s.assault, other)).toMatch(/not on the list/);
    const again = await s.makesLink();
    const sent = await s.links.send(await s.opens(again), 'answer', { view: 'support' });
    expect(sent.is).toBe('done');
  });

  it('cannot use a link once they have left', async () => {
    const s = await askedOutside(open);
    const { app, school } = s.story.world;
    const secret = await s.makesLink();
    await app.store.write((unit) => removeMember(app, unit, school, { email: EMAIL }, 'command_line'));
    expect((await s.links.look(secret)).is).toBe('dead');
  });

  it('cannot use a link once the report was taken back', async () => {
    const s = await askedOutside(open);
    const secret = await s.makesLink();
    await s.story.does('teacher', 'withdraw', s.assault, { reason: 'I was mistaken.' });
    expect((await s.links.look(secret)).is).toBe('dead');
    const [refused] = await s.access();
    expect(refused?.data.why).toBe('case_closed');
  });

  it('has whoever decides reminded in their place', async () => {
    const s = await askedOutside(open);
    const before = s.story.as('head').has().length;
    await s.story.on('2026-11-24');
    const fresh = s.story.as('head').has().slice(before).join('\n');
    expect(fresh).toMatch(/A view is waited for from the Chair of [^:]+: due today/);
    expect(fresh).toMatch(/no account here.+Ring them and write down what they say, or make a link/);
    expect(fresh).not.toContain('Give a view');
    expect(s.story.has('chair')).not.toContain(s.assault.ref);
  });

  it('goes on after a restart between any two of the steps', async () => {
    const s = await askedOutside(open);
    const { app } = s.story.world;
    const secret = await s.makesLink();
    const opened = await linkDoorOf({ ...app }).open(secret, 'answer');
    if (!opened.ok) throw new Error('It did not open.');
    expect((await linkDoorOf({ ...app }).page(opened.session, 'answer')).is).toBe('form');
    expect((await linkDoorOf({ ...app }).send(opened.session, 'answer', { view: 'support' })).is).toBe(
      'done',
    );
  });

  it('is never sent a chat message that nobody could read, nor holds one up for others', async () => {
    const s = await askedOutside(open);
    const before = s.story.has('chair');
    await s.story.on('2026-11-27');
    await s.story.on('2026-11-30', 8, 30);
    const counts = await s.story.world.app.store.read((unit) => unit.owed.counts());
    expect(counts).toEqual({ owed: 0, aside: 0, redraws: 0 });
    expect(s.story.has('chair')).toBe(before);
  });
});

describeOnSqlite('a link for a governor', (open) => {
  it('is shown once: sent again, the form says so and makes no second one', async () => {
    const s = await askedOutside(open);
    const head = s.story.as('head');
    const opened = await head.tap({ tap: 'form', form: 'view_link', case: s.assault.id, carries: {} });
    if (opened.is !== 'form') throw new Error(opened.is);
    const values = { for: s.story.as('chair').id, how: 'copied' };
    const first = await head.submit(opened.form, values);
    const secret = secretIn(replyText(first));
    const again = await head.submit(opened.form, values);
    expect(replyText(again)).toContain('shown to you once');
    expect(replyText(again)).not.toContain('/view/');
    expect((await s.links.look(secret)).is).toBe('asked');
    expect((await s.facts()).filter((row) => row.type === 'view_link_made')).toHaveLength(1);
  });

  it('is not made over one that came meanwhile, nor by whoever presses the same form again', async () => {
    const s = await askedOutside(open);
    await s.story.standsInFor('deputy', 'head', '2026-11-20', '2026-11-30');
    const [head, deputy] = [s.story.as('head'), s.story.as('deputy')];
    const opened = await head.tap({ tap: 'form', form: 'view_link', case: s.assault.id, carries: {} });
    if (opened.is !== 'form') throw new Error(opened.is);
    const values = { for: s.story.as('chair').id, how: 'copied' };
    // On two devices at one instant, and once more after that.
    const both = await Promise.all([head.submit(opened.form, values), head.submit(opened.form, values)]);
    const shown = [...both, await head.submit(opened.form, values)].map(replyText);
    const [text = '', another] = shown.filter((row) => row.includes('/view/'));
    expect(another).toBeUndefined();
    const secret = secretIn(text);
    const theirs = await deputy.submit(opened.form, values);
    expect(theirs.is).toBe('form_again');
    expect(replyText(theirs)).toContain('There is a link already');
    expect((await s.links.look(secret)).is).toBe('asked');
    expect((await s.facts()).filter((row) => row.type === 'view_link_made')).toHaveLength(1);
  });

  it('is shown to the head alone, and is never in a message', async () => {
    const s = await askedOutside(open);
    const secret = await s.makesLink();
    s.story.reachedOnly(secret, ['head']);
    expect(s.story.has('head')).not.toContain(secret);
    expect(s.story.channel()).not.toContain(secret);
  });

  it('is made by whoever decides and by nobody else, for somebody who may give the view', async () => {
    const s = await askedOutside(open);
    const carries = {};
    for (const role of ['teacher', 'office', 'dsl', 'governor', 'admin'] as const)
      expect(
        await s.story.refused(role, 'view_link', s.assault, { for: s.story.as('chair').id }, carries),
      ).toMatch(/no such case|somebody else in your school/i);
    for (const role of ['teacher', 'governor', 'head'] as const)
      expect(await s.story.refused('head', 'view_link', s.assault, { for: s.story.as(role).id })).toMatch(
        /not on the list/,
      );
    expect((await s.facts()).some((row) => row.type === 'view_link_made')).toBe(false);
  });

  it('is offered nowhere while Accord has no address of its own', async () => {
    const s = await askedOutside(open, { app: { pages: { origin: () => null } } });
    const card = `${await s.story.asks('head', `show ${s.assault.ref}`)}${await s.story.asks('head', `more ${s.assault.ref}`)}`;
    expect(card).not.toContain('Make a link');
    expect(await s.story.refused('head', 'view_link', s.assault, {})).toContain('no public address');
  });

  it('holds to the end of the day on which the view is due, and never longer than the school says', async () => {
    const s = await askedOutside(open, { settings: { linkDays: 1 } });
    await s.makesLink();
    const made = (await s.facts()).find((row) => row.type === 'view_link_made');
    expect(made?.data).toMatchObject({ lastDay: '2026-11-21', until: '2026-11-22T00:00:00.000Z' });
  });

  it('of one case opens nothing of another, whatever is sent along', async () => {
    const s = await askedOutside(open);
    const other = await s.story.reports('teacher2', {
      breaches: ['threat'],
      when: '2026-11-20T14:10',
      narrative: 'Another thing.',
    });
    const session = await s.opens(await s.makesLink());
    const sent = await s.links.send(session, 'answer', {
      view: 'support',
      case: other.id,
      consultation: 'another',
      view_of: s.story.as('vice_chair').id,
      phone: 'yes',
      member: s.story.as('head').id,
    });
    expect(sent.is).toBe('done');
    expect(await s.story.facts(other)).not.toContain('view_given');
    const given = (await s.facts()).find((row) => row.type === 'view_given');
    expect(given).toMatchObject({
      by: s.story.as('chair').id,
      data: { by: s.story.as('chair').id, phone: null },
    });
  });

  it('is not offered first where whoever is asked has an account', async () => {
    const s = await askedOutside(open);
    await hasNoAccount(s.story, 'chair', null);
    expect(await s.story.asks('head', `show ${s.assault.ref}`)).toContain('Make a link');
  });
});
