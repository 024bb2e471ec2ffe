import { expect, it } from 'vitest';
import { describeOnBothDatabases } from '../support/databases.ts';
import { JORDAN, type Story, tell } from '../support/story.ts';

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

const BAN = {
  steps: ['ban'],
  reason: 'It must not go on.',
  mode: 'provisional',
  places: ['whole_site'],
  threshold: 'A colleague felt threatened.',
  risk: 'Said that it is not over.',
  equality: 'none_known',
};

const WARNING = {
  steps: ['stop_and_warn'],
  reason: 'It must stop.',
  equality: 'none_known',
  departure_reason: 'A meeting would not help.',
};

/** All that somebody can ask for who would like to know about a case. */
async function looksEverywhere(
  story: Story,
  who: Parameters<Story['asks']>[0],
  ref: string,
): Promise<string> {
  const seen: string[] = [];
  const words = ['list', 'home', 'due', 'person Jordan', 'gate', 'help', 'policy'];
  for (const word of [
    ...words,
    ...['show', 'timeline', 'letters', 'more'].map((how) => `${how} ${ref}`),
    ref,
  ])
    seen.push(await story.asks(who, word));
  return seen.join('\n');
}

describeOnBothDatabases('three teachers report one event', (open) => {
  it('they are joined as separate accounts, taken apart again, and nobody reads a word of another', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const first = await story.reports('teacher', { ...SHOUTING, narrative: 'First: shouted at me.' });
    const who = await story.personId('Jordan');
    const second = await story.reports('teacher2', {
      ...SHOUTING,
      who,
      narrative: 'Second: heard shouting.',
    });
    const third = await story.reports('teacher3', {
      ...SHOUTING,
      who,
      narrative: 'Third: saw the end of it.',
    });

    expect(await story.asks('head', `more ${second.ref}`)).toContain(`Join with ${first.ref}`);
    for (const one of [second, third])
      await story.does('head', 'join', one, { ref: first.ref, reason: 'The same minute at the same gate.' });

    const whole = await story.asks('head', `show ${first.ref}`);
    expect(whole).toMatch(/First: shouted[\s\S]*Second: heard[\s\S]*Third: saw/);
    expect(await story.asks('head', 'list')).not.toMatch(new RegExp(`${second.ref}.*open`, 'i'));
    await story.does('head', 'decide', first, { steps: ['invite_meeting'], reason: 'Let us talk.' });
    for (const [reporter, own, others] of [
      ['teacher', 'First:', ['Second:', 'Third:']],
      ['teacher2', 'Second:', ['First:', 'Third:']],
      ['teacher3', 'Third:', ['First:', 'Second:']],
    ] as const) {
      const seen = `${await looksEverywhere(story, reporter, first.ref)}${story.everShown(reporter)}`;
      expect(seen).toContain(own);
      for (const other of others) expect(seen).not.toContain(other);
      expect(story.has(reporter)).toContain('[x] Decided');
    }

    await story.does('head', 'separate', first, {
      from: 'the: teacher3',
      reason: 'That was the day before after all.',
    });
    expect(await story.asks('head', `show ${third.ref}`)).toContain('Third: saw the end of it');
    expect(await story.asks('head', `show ${first.ref}`)).not.toContain('Third: saw');
    expect(await story.facts(third)).toContain('case_gave_back');
    await end();
  });
});

describeOnBothDatabases('the wrong person', (open) => {
  it('is written to again when a letter had gone out, and the matter leaves their history', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const it = await story.reports('teacher', SHOUTING);
    await story.does('head', 'classify', it, { finding: 'found' });
    await story.does('head', 'decide', it, { steps: ['invite_meeting'], reason: 'Let us talk.' });
    await story.signs('head', it);
    await story.sends('office', it);

    await story.does('head', 'move', it, {
      person: 'new:Robin Ash (invented), green car',
      reason: 'The teacher has seen a photo.',
    });
    const letters = await story.signs('head', it);
    const correction = letters.find((text) => text.includes('Dear Jordan Vale'));
    expect(correction).toBeDefined();
    expect(correction).not.toContain('Robin Ash');
    await story.sends('office', it);
    expect(await story.asks('head', 'person Jordan')).toContain('Nothing counts against this person');
    expect(await story.asks('head', 'person Robin')).toContain(it.ref);
    expect(await story.asks('head', `timeline ${it.ref}`)).toContain('The teacher has seen a photo');
    await end();
  });

  it('leaves no trace beyond the journal when a report is taken back', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const it = await story.reports('teacher', SHOUTING);
    await story.does('teacher', 'withdraw', it, { reason: 'I was told wrongly.' });
    expect(await story.asks('head', 'person Jordan')).toContain('Nothing counts against this person');
    expect(await story.facts(it)).toContain('report_withdrawn');
    await story.on('2026-11-23', 8, 2);
    expect(story.channel()).not.toContain(`${it.ref}: Decide`);
    await end();
  });
});

describeOnBothDatabases('a colleague who is the parent', (open) => {
  it('is walled off from list, search, show, due, weekly review and messages, whatever else they are', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const before = await story.reports('teacher', { ...SHOUTING, who: 'new:Somebody Else (invented)' });
    const it = await story.reports('teacher', SHOUTING);
    await story.isAlso('Jordan', 'deputy');
    await story.standsInFor('deputy', 'head', '2026-11-23', '2026-11-27');
    await story.does('head', 'decide', it, TURN_AWAY);
    await story.on('2026-11-23', 8, 2);
    await story.on('2026-11-24', 9);
    await story.on('2026-11-26', 9);

    const seen = await looksEverywhere(story, 'deputy', it.ref);
    const told = story.has('deputy');
    for (const text of [seen, told]) {
      expect(text).not.toContain('Shouted at the gate');
      expect(text).not.toContain('Jordan Vale');
      expect(text).not.toContain(it.ref);
    }
    expect(seen).toContain(before.ref);
    const id = await story.personIdFor('deputy', 'Jordan');
    expect(id).toBeNull();
    for (const form of ['decide', 'classify', 'their_side', 'account', 'close'] as const)
      expect(await story.refused('deputy', form, it, {})).toMatch(/no such case/);
    expect(await story.asks('head', `show ${it.ref}`)).toContain(JORDAN);
    await end();
  });

  it('who is the head learns nothing, and the substitute of the policy decides', async () => {
    const { story, end } = await tell(open, 'all-saints-mat');
    const it = await story.reports('teacher', SHOUTING);
    await story.isAlso('Jordan', 'head');
    const later = await story.reports('teacher2', {
      ...SHOUTING,
      who: await story.personId('Jordan'),
      narrative: 'Shouted once more.',
    });
    expect(story.everShown('head')).not.toContain('Shouted once more');
    expect(story.everShown('head')).not.toContain(later.ref);
    expect(await story.asks('deputy', `show ${later.ref}`)).toContain('Shouted once more');
    expect(story.has('deputy')).toContain(later.ref);
    expect(story.has('chair')).not.toContain(later.ref);
    expect(await looksEverywhere(story, 'head', it.ref)).not.toMatch(/Shouted|Jordan/);
    await end();
  });
});

describeOnBothDatabases('somebody without an account', (open) => {
  it('is reported for by a colleague, and neither of the two sees more than their own words', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const it = await story.reports('teacher', {
      ...SHOUTING,
      narrative: 'She was shouted at; I write this for her.',
      on_behalf: story.as('teacher2').id,
    });
    expect(await story.asks('teacher2', `show ${it.ref}`)).toContain('She was shouted at');
    expect(await story.asks('head', `timeline ${it.ref}`)).toMatch(
      /teacher2 reported[\s\S]*teacher wrote it down/,
    );
    await story.does('head', 'decide', it, { steps: ['invite_meeting'], reason: 'Let us talk.' });
    expect(story.has('teacher2')).toContain('[x] Decided');
    story.reachedOnly('She was shouted at', ['teacher', 'teacher2', 'head']);
    await end();
  });
});

describeOnBothDatabases('"do not contact"', (open) => {
  it('stops a letter that is signed already, and its clock, until it is lifted', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const it = await story.reports('teacher', { ...SHOUTING, harm: 'child_at_risk' });
    await story.does('dsl', 'account', it, { text: 'I have spoken to the child.' });
    await story.taps('dsl', `show ${it.ref}`, 'I have seen this');
    await story.does('head', 'decide', it, { steps: ['invite_meeting'], reason: 'Let us talk.' });
    await story.signs('head', it);
    await story.does('dsl', 'hold', it, { for: 'dsl', reason: 'Social care will see them first.' });

    expect(await story.sends('office', it)).toBe(0);
    expect(await story.asks('office', `letters ${it.ref}`)).toMatch(/Do not contact/);
    expect(
      await story.refused('office', 'letter_sent', it, { how: 'first_class', address_confirmed: true }),
    ).toMatch(/contact/i);
    expect(await story.refused('head', 'spoke', it, { how: 'spoke', note: 'Rang.' })).toMatch(/contact/i);
    expect(await story.refused('office', 'lift_hold', it, { reason: 'To get on.' })).toMatch(
      /somebody else|no such case/,
    );

    await story.on('2026-11-27', 9);
    expect(story.has('dsl')).toMatch(/do not contact/i);
    await story.does('dsl', 'lift_hold', it, { reason: 'Social care is content.' });
    expect(await story.sends('office', it)).toBe(1);
    expect(await story.asks('head', `timeline ${it.ref}`)).toContain('Social care will see them first');
    story.reachedOnly('Social care will see them', ['dsl', 'head']);
    await end();
  });
});

describeOnBothDatabases('who decides', (open) => {
  it('is the substitute where the head saw it; the head may still invite', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const it = await story.reports('teacher', SHOUTING);
    await story.does('head', 'account', it, { witnesses: [story.as('head').id] });
    expect(await story.refused('head', 'decide', it, { ...BAN, departure_reason: 'Grave.' })).toMatch(
      /somebody else|took no part|saw/i,
    );
    expect(await story.asks('deputy', `show ${it.ref}`)).toContain('Shouted at the gate');
    await story.does('deputy', 'decide', it, { ...BAN, departure_reason: 'Grave.' });
    expect(await story.asks('deputy', `timeline ${it.ref}`)).toContain('Invented deputy');
    await story.does('head', 'decide', it, { steps: ['invite_meeting'], reason: 'We should talk.' });
    await end();
  });

  it('is the deputy who was named for the absence, and not a deputy by being one', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const it = await story.reports('teacher', SHOUTING);
    expect(await story.asks('deputy', `show ${it.ref}`)).not.toContain('Shouted at the gate');
    await story.standsInFor('deputy', 'head', '2026-11-23', '2026-11-27');
    await story.on('2026-11-23', 9);
    const next = await story.reports('teacher', {
      ...SHOUTING,
      narrative: 'Shouted on Monday too.',
      when: '2026-11-23T08:50',
    });
    expect(story.has('deputy')).toContain(next.ref);
    await story.does('deputy', 'decide', next, { steps: ['invite_meeting'], reason: 'Let us talk.' });
    expect(await story.signs('deputy', next)).toHaveLength(1);
    await story.on('2026-11-30', 9);
    expect(await story.asks('deputy', `show ${it.ref}`)).not.toContain('Shouted at the gate');
    await end();
  });

  it('may decide by phone, and it is recorded whose decision it was and who wrote it down', async () => {
    const { story, end } = await tell(open, 'stockham-primary');
    const it = await story.reports('teacher', SHOUTING);
    await story.standsInFor('deputy', 'head', '2026-11-20', '2026-11-27');
    await story.does('deputy', 'classify', it, { finding: 'found' });
    await story.does('deputy', 'decide', it, { ...WARNING, phone: story.as('head').id });
    const timeline = await story.asks('deputy', `timeline ${it.ref}`);
    expect(timeline).toMatch(/Invented head/);
    expect(timeline).toMatch(/Invented deputy/);
    expect(timeline).toMatch(/phone/i);
    await end();
  });
});

describeOnBothDatabases('the chair', (open) => {
  const ready = async () => {
    const told = await tell(open, 'all-saints-mat');
    const it = await told.story.reports('teacher', { ...SHOUTING, breaches: ['threat'] });
    await told.story.does('head', 'gathered', it, { note: 'All agree.' });
    await told.story.does('head', 'spoke', it, { how: 'spoke', note: 'Not settled.' });
    await told.story.does('head', 'ask_view', it, {
      step: 'ban',
      summary: 'A threat at the gate.',
      proposal: 'To keep them off the site.',
    });
    return { ...told, it };
  };

  it('who answers by phone is written down as having answered, and the ban may go on', async () => {
    const { story, end, it } = await ready();
    expect(await story.refused('head', 'decide', it, BAN)).toMatch(/must happen first/i);
    await story.does(
      'head',
      'give_view',
      it,
      { view: 'support', comment: 'Agreed on the phone at noon.', view_of: story.as('chair').id },
      { phone: 'yes' },
    );
    await story.does('head', 'decide', it, BAN);
    expect(await story.asks('head', `timeline ${it.ref}`)).toMatch(
      /Invented chair.*\(by phone, written down by Invented head\)/,
    );
    await end();
  });

  it('who cannot be reached is followed by the next, who is told the same first sentence', async () => {
    const { story, end, it } = await ready();
    const next = 'Ask the Vice-chair of the Local Academy Board instead';
    expect(await story.tapsAnywhere('head', it, next)).toMatchObject({
      is: 'said',
      level: 'refused',
      text: expect.stringMatching(/Chase them once before you ask somebody else/),
    });
    await story.on('2026-11-23', 9);
    await story.tapsAnywhere('head', it, 'Remind them of the view');
    await story.on('2026-11-25', 9);
    expect(await story.tapsAnywhere('head', it, next)).toMatchObject({ level: 'good' });
    expect(story.has('vice_chair')).toContain('You are not being asked to approve');
    await story.does('vice_chair', 'give_view', it, { view: 'support' });
    await story.does('head', 'decide', it, BAN);
    expect(story.everShown('vice_chair')).not.toContain('Shouted at the gate');
    await end();
  });

  it('sees the summary and not the case, however they ask', async () => {
    const { story, end, it } = await ready();
    await story.taps('chair', `show ${it.ref}`, 'Open it');
    const seen = `${await looksEverywhere(story, 'chair', it.ref)}${story.everShown('chair')}`;
    expect(seen).toContain('A threat at the gate.');
    expect(seen).not.toContain('Shouted at the gate');
    expect(seen).not.toContain('Invented teacher');
    await end();
  });
});
