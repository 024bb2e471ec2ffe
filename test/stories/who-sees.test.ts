import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Values } from '../../src/view/form-kind.ts';
import { ACTS, FORMS, type FormName } from '../../src/view/intent.ts';
import { describeOnBothDatabases } from '../support/databases.ts';
import { EVERYBODY, type Story, type StoryCase, tell } from '../support/story.ts';
import type { RoleName } from '../support/world.ts';

const NAME = 'Zebedee Quill';
const DETAIL = 'mauve cape';
const TOLD = 'a xylophone was thrown';
const NOTE = 'the viaduct note';
const HARMS = ['nobody', 'someone_hurt', 'child_at_risk'] as const;

const BAN = {
  steps: ['ban'],
  reason: NOTE,
  mode: 'provisional',
  places: ['whole_site'],
  threshold: NOTE,
  risk: NOTE,
  equality: 'none_known',
  departure_reason: NOTE,
};

type Deed = readonly [by: RoleName, form: FormName, typed: Values | ((story: Story) => Values)];

/** In any order: what cannot be done just then is refused, and the refusal is looked at like everything else. */
const DEEDS: readonly Deed[] = [
  ['head', 'gathered', { note: NOTE }],
  ['head', 'spoke', { how: 'spoke', note: NOTE }],
  ['head', 'account', (story) => ({ text: NOTE, affected: [story.as('teacher2').id] })],
  ['head', 'classify', { finding: 'found' }],
  ['head', 'ask_view', { step: 'ban', summary: 'In short.', proposal: 'A proposal.' }],
  ['chair', 'give_view', { view: 'concern', comment: NOTE }],
  ['head', 'decide', BAN],
  ['head', 'decide', { steps: ['turn_away'], reason: NOTE, risk: NOTE, departure_reason: NOTE }],
  ['head', 'decide', { steps: ['warning'], reason: NOTE, equality: 'none_known', departure_reason: NOTE }],
  ['head', 'hold', { for: 'police', reason: NOTE }],
  ['head', 'lift_hold', { reason: NOTE }],
  ['head', 'stand_aside', (story) => ({ member: story.as('head').id, why: 'other' })],
  ['head', 'close', { outcome: 'no_further_action', outline: 'nothing_more', reason: NOTE }],
  ['teacher', 'correct', { narrative: `${TOLD}, twice`, reason: 'Twice.' }],
  ['teacher', 'withdraw', { reason: 'A mistake.' }],
  ['dsl', 'account', { text: NOTE }],
];

const WORDS = [
  'home',
  'list',
  'due',
  'gate',
  'help',
  'setup',
  'people',
  'policy',
  'breaches',
  'contact',
  `person ${NAME}`,
  NAME,
  `show ${NAME}`,
  'what happened?',
] as const;

interface May {
  readonly name: readonly RoleName[];
  readonly story: readonly RoleName[];
}

/** By the table of who sees what: reporter, decider, and each other only once the case has come to them. */
function mayKnow(harm: (typeof HARMS)[number], facts: readonly string[]): May {
  const has = (...types: readonly string[]) => facts.some((type) => types.includes(type));
  const child: RoleName[] = harm === 'child_at_risk' ? ['dsl'] : [];
  const chair: RoleName[] = has('view_asked') ? ['chair'] : [];
  // Where the head has stood aside the policy's substitute decides.
  const substitute: RoleName[] = has('member_stood_aside') ? ['deputy', 'chair', 'vice_chair'] : [];
  return {
    // Whoever decides about people, or keeps the list of them, may look a person up, case or no case.
    name: ['teacher', 'head', 'deputy', 'office', 'admin', ...child, ...chair, ...substitute],
    story: ['teacher', 'head', ...child, ...substitute],
  };
}

async function looks(story: Story, of: StoryCase, who: RoleName): Promise<void> {
  const about = ['show', 'timeline', 'letters', 'more'].map((how) => `${how} ${of.ref}`);
  for (const words of [...WORDS, ...about, of.ref]) await story.asks(who, words);
}

async function forges(story: Story, of: StoryCase, who: RoleName): Promise<void> {
  for (const form of FORMS) {
    if (form === 'report') continue;
    await story.forges(who, { tap: 'form', form, case: of.id, carries: {} });
  }
  for (const act of ACTS) {
    const carries = { consultation: 'none', matter: 'none' };
    await story.forges(who, { tap: 'act', act, case: of.id, revision: 0, carries });
  }
}

/** What is forged is not meant to be done, so those who may do it anyway are left out. */
const FORGERS = EVERYBODY.filter((role) => role !== 'head' && role !== 'deputy' && role !== 'chair');

describeOnBothDatabases('whatever is done in whatever order', (open) => {
  it('no name and no story reaches anybody but those whose case it is', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('all-saints-mat', 'alumwell-infant', 'stockham-primary'),
        fc.constantFrom(...HARMS),
        fc.array(fc.nat(DEEDS.length - 1), { minLength: 1, maxLength: 6 }),
        fc.nat(FORGERS.length - 1),
        async (pack, harm, picks, forger) => {
          const { story } = await tell(open, pack);
          const of = await story.reports('teacher', {
            who: `new:${NAME}, ${DETAIL}`,
            breaches: ['physical_aggression'],
            when: '2026-11-20T15:10',
            narrative: TOLD,
            harm,
          });
          for (const pick of picks) {
            const [by, form, typed] = DEEDS[pick] ?? ['head', 'gathered', {}];
            await story.tries(by, form, of, typeof typed === 'function' ? typed(story) : typed);
          }
          await story.signs('head', of);
          await story.on('2026-11-23', 8, 2);
          for (const who of EVERYBODY) await looks(story, of, who);
          await forges(story, of, FORGERS[forger] ?? 'admin');
          await story.on('2026-11-30', 8, 2);

          const may = mayKnow(harm, await story.facts(of));
          story.neverReached(NAME, may.name);
          story.neverReached(DETAIL, may.name);
          story.neverReached(TOLD, may.story);
          expect(story.everShown('head')).toContain(TOLD);
        },
      ),
      { numRuns: open.kind === 'sqlite' ? 7 : 2 },
    );
  });
});
