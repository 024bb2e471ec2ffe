import { expect, it } from 'vitest';
import { receive } from '../../src/app/receive.ts';
import { putMember } from '../../src/app/school-setup.ts';
import { IntentKey, RoleId } from '../../src/domain/ids.ts';
import type { Who } from '../../src/surface.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { replyText } from '../support/reply-text.ts';
import { type Story, type StoryCase, tell } from '../support/story.ts';
import { openWorld, type RoleName } from '../support/world.ts';

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
const UNFOUNDED = { outcome: 'unfounded', outline: 'nothing_more', reason: 'It was somebody else.' };

/** Whoever looks: a role of the school, or somebody who is in it in another way. */
type Looker = RoleName | 'trust' | 'left' | 'other_school';

interface Told {
  readonly story: Story;
  readonly cases: Readonly<Record<'turned' | 'back' | 'unfounded' | 'child' | 'joined', StoryCase>>;
  readonly who: (looker: Looker) => Who;
  end(): void;
}

/** One of each: turned away, taken back, not upheld, with a child at risk, and joined to the first. */
async function told(open: Parameters<typeof tell>[0]): Promise<Told> {
  const store = await open();
  const { story } = await tell(
    Object.assign(async () => store, open),
    'stockham-primary',
  );
  const { app, school } = story.world;
  const elsewhere = await openWorld(store, 'stockham-primary', { name: 'Another Primary' });
  const adds = async (user: string, role: string): Promise<Who> => {
    const who = { platform: 'playground', user: `${school.id}:${user}` } as const;
    const put = await app.store.write((unit) =>
      putMember(
        app,
        unit,
        school,
        { name: `Invented ${user}`, roles: [RoleId.parse(role)], identities: [who] },
        'command_line',
      ),
    );
    if (!put.ok) throw new Error(put.refusal.words);
    return who;
  };
  const trust = await adds('trust', 'trust');
  const left = await adds('left', 'head');
  await app.store.write(async ({ members }) => {
    const row = (await members.ofSchool(school.id)).find((one) => one.name === 'Invented left');
    if (row) await members.put({ ...row, active: false });
  });

  const turned = await story.reports('teacher', SHOUTING);
  await story.does('head', 'account', turned, { text: 'Two of us.', affected: [story.as('teacher3').id] });
  await story.does('head', 'decide', turned, TURN_AWAY);
  const jordan = await story.personId('Jordan');
  const back = await story.reports('teacher2', { ...SHOUTING, who: jordan, when: '2026-11-18T15:10' });
  await story.does('teacher2', 'withdraw', back, { reason: 'A mistake.' });
  const unfounded = await story.reports('teacher2', { ...SHOUTING, who: jordan, when: '2026-11-17T15:10' });
  await story.does('head', 'classify', unfounded, { finding: 'unfounded' });
  await story.does('head', 'close', unfounded, UNFOUNDED);
  const child = await story.reports('teacher2', {
    ...SHOUTING,
    who: 'new:Robin Ash (invented), green car',
    when: '2026-11-19T08:30',
    harm: 'child_at_risk',
  });
  const joined = await story.reports('teacher2', { ...SHOUTING, who: jordan });
  await story.does('head', 'join', joined, { ref: turned.ref, reason: 'One event.' });
  const others: Partial<Record<Looker, Who>> = { trust, left, other_school: elsewhere.as('head').who };
  return {
    story,
    cases: { turned, back, unfounded, child, joined },
    who: (looker) => others[looker] ?? story.as(looker as RoleName).who,
    end: () => story.world.stage.end(),
  };
}

type Kind = keyof Told['cases'];
const JORDANS: readonly Kind[] = ['turned', 'back', 'unfounded', 'joined'];
const ALL: readonly Kind[] = [...JORDANS, 'child'];
const NONE: readonly Kind[] = [];

/** What each may find: of all there is, by the name Jordan, and by a step that was taken. */
const MAY: Readonly<Record<Looker, { all: readonly Kind[]; name: readonly Kind[]; step: readonly Kind[] }>> =
  {
    head: { all: ALL, name: JORDANS, step: ['turned'] },
    teacher: { all: ['turned'], name: ['turned'], step: NONE },
    // One of their reports was joined to the first case, so how that goes is theirs to hear; one they took back.
    teacher2: {
      all: ['turned', 'unfounded', 'joined', 'child'],
      name: ['turned', 'unfounded', 'joined'],
      step: NONE,
    },
    teacher3: { all: ['turned'], name: NONE, step: NONE },
    office: { all: ['turned'], name: ['turned'], step: ['turned'] },
    dsl: { all: ['child'], name: NONE, step: NONE },
    deputy: { all: NONE, name: NONE, step: NONE },
    chair: { all: NONE, name: NONE, step: NONE },
    vice_chair: { all: NONE, name: NONE, step: NONE },
    governor: { all: NONE, name: NONE, step: NONE },
    dpo: { all: NONE, name: NONE, step: NONE },
    admin: { all: NONE, name: NONE, step: NONE },
    trust: { all: NONE, name: NONE, step: NONE },
    left: { all: NONE, name: NONE, step: NONE },
    other_school: { all: NONE, name: NONE, step: NONE },
  };
const LOOKERS = Object.keys(MAY) as Looker[];

const REF = /AC-\d\d-\d{4}/g;
const found = (text: string): readonly string[] =>
  [...new Set(text.match(/AC-\d\d-\d{4}(?=,|:)/g) ?? [])].toSorted();
/** What does not tell one question from another. */
const bare = (text: string): string => text.replace(/^\(Looked for: .*$/m, '').replaceAll(REF, 'AC');

describeOnBothDatabases('whoever looks for a matter', (open) => {
  it('finds what is theirs by every kind of question, and nothing tells what is not from what is not there', async () => {
    const { story, cases, who, end } = await told(open);
    const { app } = story.world;
    const sends = async (looker: Looker, values: Record<string, string>): Promise<string> =>
      replyText(
        await receive(app, who(looker), {
          do: 'submit',
          submit: {
            form: 'find',
            key: IntentKey.parse(app.ids.next()),
            case: null,
            revision: 0,
            // None of it is a field of the form: a hand put it there.
            values: {
              status: 'any',
              step: 'any',
              ...values,
              before: 'z',
              people: story.as('head').id,
              reader: story.as('head').id,
            },
            carries: { case: cases.turned.id, member: story.as('head').id, query: '{}' },
          },
        }),
      );
    /** What is found; where that is nothing, the same is said as of what nobody ever reported. */
    const looks = async (
      looker: Looker,
      real: Record<string, string>,
      unreal: Record<string, string>,
    ): Promise<readonly string[]> => {
      const text = await sends(looker, real);
      const refs = found(text);
      if (refs.length === 0) expect(bare(text), looker).toBe(bare(await sends(looker, unreal)));
      expect(text, looker).not.toMatch(/\b(?:more|[2-9] of|page)\b/i);
      return refs;
    };
    const refs = (kinds: readonly Kind[]) => kinds.map((kind) => cases[kind].ref).toSorted();
    const only = (kinds: readonly Kind[], kind: Kind) => refs(kinds.filter((one) => one === kind));
    const NOBODY = { name: 'zebedee' };
    for (const looker of LOOKERS) {
      const { all, name, step } = MAY[looker];
      expect(found(await sends(looker, {})), looker).toEqual(refs(all));
      expect(await looks(looker, { name: 'jordan' }, NOBODY), looker).toEqual(refs(name));
      expect(await looks(looker, { step: 'turn_away' }, { step: 'refer_police' }), looker).toEqual(
        refs(step),
      );
      const taken = { status: 'withdrawn', from: '2026-11-18', to: '2026-11-18' };
      expect(await looks(looker, taken, { ...taken, ref: 'AC-26-0999' }), looker).toEqual(only(all, 'back'));
      for (const kind of ALL)
        expect(await looks(looker, { ref: cases[kind].ref }, { ref: 'AC-26-0999' }), looker).toEqual(
          only(all, kind),
        );
    }
    end();
  });

  it('sees on the page of a person what counts, where they decide, and is told nothing of it elsewhere', async () => {
    const { story, cases, who, end } = await told(open);
    const asks = async (looker: Looker, words: string) =>
      replyText(await receive(story.world.app, who(looker), { do: 'say', words }));
    for (const looker of LOOKERS) {
      const text = await asks(looker, 'person Jordan');
      const sees = looker === 'head' || looker === 'deputy';
      expect(text.match(REF) ?? [], looker).toEqual(sees ? expect.arrayContaining([cases.turned.ref]) : []);
      for (const kind of ['back', 'unfounded', 'child', 'joined'] as const)
        expect(text, looker).not.toContain(cases[kind].ref);
      if (!sees) expect(text, looker).not.toMatch(/matter|Nothing counts/);
      // Whoever may look nobody up hears the same of anybody.
      if (!text.includes('Jordan')) expect(text, looker).toBe(await asks(looker, 'person Zebedee'));
    }
    // Whoever stood aside as family is shown what somebody without a matter would be.
    await story.does('head', 'stand_aside', cases.turned, { member: story.as('deputy').id, why: 'related' });
    const aside = await asks('deputy', 'person Jordan');
    expect(aside).toContain('Nothing counts against this person.');
    expect(aside).not.toMatch(REF);
    end();
  });

  it('finds as somebody whose view is asked what that takes, and nothing before or beside it', async () => {
    const { story, end } = await tell(open, 'all-saints-mat');
    const asked = await story.reports('teacher', { ...SHOUTING, breaches: ['physical_aggression'] });
    const who = await story.personId('Jordan');
    await story.reports('teacher2', { ...SHOUTING, who });
    const finds = async (role: RoleName, words: string) => found(await story.asks(role, `find ${words}`));
    for (const words of ['november', 'jordan', 'open', asked.ref])
      expect(await finds('chair', words), words).toEqual([]);
    await story.does('head', 'gathered', asked, { note: 'Two saw it.' });
    await story.does('head', 'spoke', asked, { how: 'spoke', note: 'Would do it again.' });
    await story.does('head', 'ask_view', asked, { step: 'ban', summary: 'In short.', proposal: 'A while.' });
    for (const words of ['november', 'open', asked.ref])
      expect(await finds('chair', words), words).toEqual([asked.ref]);
    // They are shown no name: a search tells them none either, however many they try.
    for (const words of ['jordan', 'zebedee', 'police'])
      expect(await finds('chair', words), words).toEqual([]);
    expect(await story.asks('chair', 'find jordan')).not.toContain('Jordan');
    // Involved, they are asked nothing, and there is nothing for them.
    await story.does('head', 'stand_aside', asked, { member: story.as('chair').id, why: 'other' });
    for (const words of ['november', 'jordan', asked.ref])
      expect(await finds('chair', words), words).toEqual([]);
    await end();
  });
});
