import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '../../src/domain/command.ts';
import { deadlinesOf } from '../../src/domain/deadlines.ts';
import { lengthEnd } from '../../src/domain/decide/restriction-dates.ts';
import { CaseEvent, readCaseEvent } from '../../src/domain/events/case-event.ts';
import { evolve, fold } from '../../src/domain/evolve/evolve.ts';
import { addMonths, toDay } from '../../src/domain/time.ts';
import * as say from '../support/commands.ts';
import { given, PACKS, policyOf, type Story, type Word } from '../support/given.ts';

const MEMBERS = [
  'head',
  'head',
  'head',
  'deputy',
  'chair',
  'vice_chair',
  'office',
  'dsl',
  'teacher',
] as const;
const OUTCOMES = [
  'resolved',
  'undertakings',
  'unresolved',
  'refused',
  'no_reply',
  'accepted',
  'declined',
] as const;
const PLACES = ['whole_site', 'by_appointment', 'events', 'drop_off_pick_up_only'] as const;

/** Words that hang on something the case may not hold yet are no words then. */
const perhaps =
  (word: Word): Word =>
  (it, today): CaseCommand => {
    try {
      return typeof word === 'function' ? word(it, today) : word;
    } catch {
      return { do: 'review_hold' };
    }
  };

const GATES = [
  'gathered',
  'spoken',
  'chair_consulted',
  'site_risk',
  'identified',
  'no_hold',
  'dsl_first',
  'found',
];

interface Move {
  readonly by: string;
  readonly days: number;
  readonly word: Word;
}

const day = fc
  .integer({ min: 0, max: 150 })
  .map((n) => toDay(new Date(Date.UTC(2026, 9, 20) + n * 86_400_000).toISOString().slice(0, 10)));

const decisions = (pack: string): fc.Arbitrary<Word> =>
  fc
    .record({
      steps: fc.uniqueArray(fc.constantFrom(...policyOf(pack).steps.map((row) => row.id)), { maxLength: 2 }),
      because: fc.boolean(),
      calm: fc.boolean(),
      siteRisk: fc.boolean(),
      waived: fc.subarray(GATES),
      from: fc.option(day, { nil: undefined }),
      until: fc.option(day, { nil: undefined }),
      place: fc.constantFrom(...PLACES),
    })
    .map(({ steps, because, calm, siteRisk, waived, from, until, place }) =>
      say.decide(steps, {
        because,
        siteRisk,
        waived,
        ...(from ? { from } : {}),
        ...(until ? { until } : {}),
        places: [place],
        ...(calm ? { mode: 'intention' as const, riskLeftOut: true } : {}),
      }),
    );

const words = (pack: string): fc.Arbitrary<Word> => {
  const ban = policyOf(pack).steps.find((row) => row.kind === 'restrict_site')?.id ?? 'ban';
  const extent = fc.constantFrom(...PLACES).map((place) => ({ of: 'site' as const, places: [place] }));
  return fc.oneof(
    { weight: 5, arbitrary: decisions(pack) },
    {
      weight: 3,
      arbitrary: fc
        .subarray(GATES)
        .map((waived): Word => say.decide(ban, { because: true, siteRisk: waived.length < 2, waived })),
    },
    {
      weight: 6,
      arbitrary: fc
        .constantFrom<Word>(
          say.gathered(),
          say.spoken(),
          say.notReached(1),
          say.classified(),
          say.classified({ continues: true }),
          say.ask(ban),
          say.chase(),
          say.passOn(),
          say.view('support'),
          say.view('concern'),
          say.view('talk'),
          say.view('support', { phoneOf: 'chair' }),
          say.theirSide(),
          say.acknowledge(),
          say.inviteComment(),
          say.lift(),
          say.sign(),
          say.send(),
          say.hold(),
          say.reviewHold(),
          say.liftHold(),
          say.dslTold(),
          say.rearrange(),
          say.referral('may_proceed'),
          say.removalChecked(true),
          say.request('access'),
          say.request('appeal'),
          say.answerRequest(),
          say.close(),
          say.reopen(),
          say.correct(),
          say.withdraw(),
          say.identify('parent'),
          say.moveTo('another'),
          say.people({ affected: ['second_teacher'] }),
          say.standAside('head', 'saw'),
        )
        .map(perhaps),
    },
    { weight: 1, arbitrary: fc.constantFrom(...OUTCOMES).map((outcome) => perhaps(say.meeting(outcome))) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(day, extent, fc.boolean())
        .map(([until, to, nothingToAdd]) => perhaps(say.confirm(until, { extent: to, nothingToAdd }))),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(day, extent).map(([until, to]) => perhaps(say.vary({ until, extent: to }))),
    },
    { weight: 1, arbitrary: day.map((until) => perhaps(say.extend(until))) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('extend' as const, 'widen' as const)
        .map((purpose) => perhaps(say.ask(ban, purpose))),
    },
  );
};

const moves = (pack: string): fc.Arbitrary<Move[]> =>
  fc.array(
    fc.record({
      by: fc.constantFrom(...MEMBERS),
      days: fc.constantFrom(0, 0, 0, 1, 3, 8, 16),
      word: words(pack),
    }),
    { minLength: 5, maxLength: 30 },
  );

const opened = (pack: string, breach: number, happened: 'premises' | 'online'): Story => {
  const { list } = policyOf(pack).breaches;
  return given(pack).reported({
    breaches: [list[breach % list.length]?.id ?? ''],
    happened,
    reporter: 'teacher',
  });
};

const anyStory = fc.constantFrom(...PACKS).chain((pack) =>
  fc.record({
    story: fc
      .tuple(fc.nat(30), fc.constantFrom('premises' as const, 'online' as const))
      .map(([n, where]) => ({ pack, n, where })),
    moves: moves(pack),
  }),
);

/** Plays the moves, looking after each that went through. */
function play(
  run: { story: { pack: string; n: number; where: 'premises' | 'online' }; moves: readonly Move[] },
  look: (story: Story) => void,
): Story {
  const story = opened(run.story.pack, run.story.n, run.story.where);
  for (const move of run.moves) {
    if (move.days > 0) story.later(`${move.days} calendar days`);
    if (story.by(move.by).attempt(move.word)) look(story);
  }
  return story;
}

describe('whatever is tried, in whatever order', () => {
  it('reaches no ban without its gates, each met or waived as the pack allows, with a departure on the record', () => {
    let bans = 0;
    fc.assert(
      fc.property(anyStory, (run) => {
        play(run, (story) => {
          const made = story.last.find((row) => row.type === 'restriction_opened');
          if (made?.type !== 'restriction_opened') return;
          bans += 1;
          const decision = story.it.decisions.at(-1);
          const gates = story.policy.gates.filter((gate) => gate.before.includes(made.step));
          for (const gate of gates) {
            const fact = made.gates.find((row) => row.gate === gate.id);
            if (gate.kind === 'consulted' && !gate.binding) continue;
            if (gate.kind === 'site_risk' && story.it.happened === 'premises') continue;
            expect(fact, `${story.policy.id} ${gate.id}`).toBeDefined();
            const waivable = gate.waivable ?? (gate.source.kind === 'policy' ? 'never' : 'with_reason');
            if (waivable === 'never') expect(fact?.how, gate.id).toBe('met');
            if (gate.kind === 'consulted') {
              expect(fact?.how).toBe('met');
              expect(story.it.consultations.some((row) => row.step === made.step && row.given !== null)).toBe(
                true,
              );
            }
            if (fact?.how === 'waived' && gate.source.kind === 'policy')
              expect(decision?.departures).toContainEqual(
                expect.objectContaining({ what: 'gate_waived', about: gate.id }),
              );
          }
          expect(story.it.person).not.toBeNull();
          expect(story.it.hold).toBeNull();
          const taken = decision?.steps.find((row) => row.step === made.step);
          if (taken?.offOrder === 'departure')
            expect(decision?.departures).toContainEqual(
              expect.objectContaining({ what: 'off_order', about: made.step }),
            );
        });
      }),
      { numRuns: 400 },
    );
    expect(bans).toBeGreaterThan(20);
  });

  it('gives every restriction a start, a review and an end, in that order and within the cap', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyStory, (run) => {
        play(run, (story) => {
          for (const event of story.last) {
            if (!('restriction' in event) || !('end' in event) || !('start' in event)) continue;
            seen += 1;
            const row = story.it.restrictions.find((one) => one.id === event.restriction);
            if (!row) throw new Error('A restriction was written and is not in the case.');
            expect(row.start <= row.review, `${event.type} ${row.start} ${row.review}`).toBe(true);
            expect(row.review <= row.end, `${event.type} ${row.review} ${row.end}`).toBe(true);
            const kind = story.policy.steps.find((step) => step.id === row.step)?.kind;
            expect(row.extent.of === 'contact').toBe(kind === 'restrict_contact');
            if (row.status === 'turned_away') continue;
            const from = row.start > story.today ? row.start : story.today;
            const cap =
              row.extent.of === 'contact'
                ? addMonths(from, 6)
                : lengthEnd(from, story.policy.restriction.length.cap, story.facts);
            expect(row.end <= cap, `${event.type} ${row.end} ${cap}`).toBe(true);
          }
        });
      }),
      { numRuns: 400 },
    );
    expect(seen).toBeGreaterThan(50);
  });

  it('confirms no ban before the letter that tells of it has gone', () => {
    let confirmed = 0;
    const one = (pack: string) =>
      policyOf(pack).steps.find((row) => row.kind === 'restrict_site')?.id ?? 'ban';
    fc.assert(
      fc.property(
        anyStory,
        fc.shuffledSubarray(['sign', 'send', 'side', 'confirm', 'nothing', 'lift', 'wait'] as const),
        (run, tail) => {
          const look = (story: Story) => {
            for (const event of story.last) {
              if (event.type !== 'restriction_confirmed') continue;
              confirmed += 1;
              const at = story.recorded.findIndex((row) => row.event === event);
              const sent = story.recorded
                .slice(0, at)
                .some(
                  ({ event: row }) =>
                    row.type === 'letter_sent' &&
                    story.it.letters.some(
                      (letter) =>
                        letter.id === row.letter &&
                        letter.restriction === event.restriction &&
                        (letter.kind === 'provisional_bar' || letter.kind === 'intention_to_bar'),
                    ),
                );
              expect(sent).toBe(true);
            }
          };
          const story = play(run, look);
          const ban = say.decide(one(run.story.pack), {
            because: true,
            siteRisk: true,
            waived: ['gathered', 'spoken', 'found'],
          });
          story.by('head').attempt(ban);
          const says = {
            sign: say.sign(),
            send: say.send(),
            side: say.theirSide(),
            confirm: say.confirm(),
            nothing: say.confirm(undefined, { nothingToAdd: true }),
            lift: say.lift(),
            wait: say.reviewHold(),
          };
          for (const word of tail) {
            if (word === 'wait') story.later('11 school days');
            if (story.attempt(perhaps(says[word]))) look(story);
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(confirmed).toBeGreaterThan(0);
  });

  it('reads the same from the journal as it was when written, deadlines and all', () => {
    fc.assert(
      fc.property(anyStory, (run) => {
        const story = play(run, () => undefined);
        const stored = story.recorded.map(({ event, at, by }) => {
          const { type, ...data } = JSON.parse(JSON.stringify(event)) as { type: string };
          return { event: readCaseEvent(type, 1, data), at, by };
        });
        const again = fold(stored);
        expect(again).toEqual(story.it);
        expect(again && deadlinesOf(again)).toEqual(deadlinesOf(story.it));
        const keys = deadlinesOf(story.it).map((row) => row.key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
      { numRuns: 150 },
    );
  });

  it('confirms and extends nothing by the clock alone', () => {
    fc.assert(
      fc.property(anyStory, fc.integer({ min: 1, max: 200 }), (run, days) => {
        const story = play(run, () => undefined);
        const before = story.it.restrictions;
        story.later(`${days} calendar days`);
        for (const row of before) story.clockTries({ do: 'run_out', restriction: row.id });
        for (const row of story.it.consultations) {
          story.clockTries({ do: 'chase_view', consultation: row.id });
          story.clockTries({ do: 'pass_on_view', consultation: row.id });
        }
        for (const row of story.it.restrictions) {
          const old = before.find((one) => one.id === row.id);
          expect([old?.status, 'ran_out']).toContain(row.status);
          expect([row.start, row.end, row.review]).toEqual([old?.start, old?.end, old?.review]);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('lets no command of the clock ever confirm, extend, impose or lift', () => {
    const decides = new Set<string>([
      'decision_made',
      'person_turned_away',
      'restriction_opened',
      'contact_restricted',
      'restriction_confirmed',
      'restriction_varied',
      'restriction_extended',
      'restriction_lifted',
    ]);
    let clocked = 0;
    fc.assert(
      fc.property(anyStory, fc.integer({ min: 1, max: 60 }), (run, days) => {
        const story = opened(run.story.pack, run.story.n, run.story.where);
        for (const move of run.moves) {
          if (move.days > 0) story.later(`${move.days} calendar days`);
          // The clock tries every word that somebody here may say, before they say it and days after.
          for (const wait of [0, days]) {
            if (wait > 0) story.later(`${wait} calendar days`);
            const command = typeof move.word === 'function' ? move.word(story.it, story.today) : move.word;
            if (!story.clockTries(command)) continue;
            clocked += 1;
            for (const event of story.last) expect(decides.has(event.type), event.type).toBe(false);
          }
          story.by(move.by).attempt(move.word);
          for (const row of story.it.restrictions)
            if (story.clockTries({ do: 'run_out', restriction: row.id })) {
              clocked += 1;
              for (const event of story.last) expect(decides.has(event.type), event.type).toBe(false);
            }
        }
      }),
      { numRuns: 120 },
    );
    expect(clocked).toBeGreaterThan(5);
  });

  it('lets nothing that was typed into the journal: only where it is kept', () => {
    const shapes = CaseEvent.options;
    expect(shapes.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(anyStory, (run) => {
        const story = play(run, () => undefined);
        for (const { event } of story.recorded)
          for (const text of strings(event)) expect(text).not.toMatch(TYPED);
      }),
      { numRuns: 60 },
    );
  });
});

/** A sentence in an event would be words of a pack, kept under these keys, or words of a person, which may not be. */
const FROM_THE_PACK = new Set(['clause', 'words', 'label']);
const TYPED = /\S+\s+\S+/;
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => (FROM_THE_PACK.has(key) ? [] : strings(child)));
}

describe('evolve', () => {
  it('is total: any events of valid shape fold after the first', () => {
    const arbitrary = fc
      .constantFrom(...PACKS)
      .chain((pack) =>
        fc.tuple(fc.constant(pack), fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 40 })),
      );
    const journals = fc
      .sample(anyStory, { numRuns: 60, seed: 7 })
      .map((run) => play(run, () => undefined).recorded);
    const pool = journals.flat().filter((row) => row.event.type !== 'case_opened');
    const first = journals[0]?.[0];
    if (!first) throw new Error('No case was opened.');
    fc.assert(
      fc.property(arbitrary, ([, picks]) => {
        let it = evolve(null, first.event, first);
        for (const [pick] of picks) {
          const row = pool[pick % pool.length];
          if (row) it = evolve(it, row.event, row);
        }
        expect(it.position).toBe(picks.length + 1);
        expect(deadlinesOf(it)).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });

  it('takes nothing before the case was opened', () => {
    const event = CaseEvent.parse({ type: 'dsl_told', on: '2026-11-03' });
    expect(() => evolve(null, event, { at: given('stockham-primary').facts.now, by: 'head' })).toThrow(
      /journal is broken/,
    );
  });
});
