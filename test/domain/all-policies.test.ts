import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Flag } from '../../src/domain/policy/condition.ts';
import { FLAGS } from '../../src/domain/policy/condition.ts';
import { FORMAL_KINDS } from '../../src/domain/policy/step.ts';
import { calmly, classified, dslTold, gathered, spoken } from '../support/commands.ts';
import { given, PACKS, policyOf, type Story } from '../support/given.ts';

const HAPPENED = ['premises', 'online', 'anywhere'] as const;

/** A classified case of any of the pack's breaches and any flags, with gathering and speaking done or not. */
const anyCase = (pack: string) =>
  fc
    .record({
      breaches: fc.uniqueArray(fc.constantFrom(...policyOf(pack).breaches.list.map((row) => row.id)), {
        minLength: 1,
        maxLength: 3,
      }),
      flags: fc.uniqueArray(fc.constantFrom<Flag>(...FLAGS), { maxLength: 3 }),
      happened: fc.constantFrom(...HAPPENED),
      opened: fc.boolean(),
    })
    .map(({ breaches, flags, happened, opened }): Story => {
      const story = given(pack).reported({ breaches, happened });
      const raised = [...new Set([...story.it.flags, ...flags])];
      story.when(classified({ flags: raised }));
      return opened ? story.when(dslTold(), gathered(), spoken()) : story;
    });

describe.each(PACKS)('%s', (pack) => {
  it('departs from nothing by setting aside what Accord or guidance suggests', () => {
    fc.assert(
      fc.property(anyCase(pack), (story) => {
        const suggested = story.options().filter((row) => row.why && row.why.kind !== 'policy');
        for (const row of suggested) expect(row.must, row.step.id).toBe(false);
        const owed = story.options().filter((row) => row.must && row.standing === 'next');
        for (const row of owed) {
          expect(row.step.strength === 'must' || row.why?.kind === 'policy', row.step.id).toBe(true);
          expect(row.why?.kind, row.step.id).toBe('policy');
        }
        if (owed.length > 0) return;
        story.when(calmly([])).departed();
      }),
      { numRuns: 150 },
    );
  });

  it('writes down every suggestion of Accord’s own that was set aside', () => {
    fc.assert(
      fc.property(anyCase(pack), (story) => {
        const suggested = story
          .options()
          .filter((row) => row.standing === 'next' && row.why?.kind !== 'policy')
          .map((row) => row.step.id);
        story.attempt(calmly([], { because: true }));
        const made = story.it.decisions.at(-1);
        const event = story.last.find((row) => row.type === 'decision_made');
        expect(made?.departures.every((row) => row.what === 'not_taken')).toBe(true);
        expect(event?.type === 'decision_made' && event.setAside).toEqual(suggested);
      }),
      { numRuns: 80 },
    );
  });

  it('gives every recommendation a source', () => {
    fc.assert(
      fc.property(anyCase(pack), (story) => {
        for (const row of story.options()) if (row.standing !== 'allowed') expect(row.why).not.toBeNull();
      }),
      { numRuns: 80 },
    );
  });

  it('never takes an assistance dog, or a complaint, for a breach', () => {
    const { list } = policyOf(pack).breaches;
    const dog = list.find((row) => row.id === 'dog_on_site');
    expect(dog?.exceptions.length).toBeGreaterThan(0);
    for (const exception of dog?.exceptions ?? [])
      given(pack)
        .reported({ breaches: ['dog_on_site'] })
        .when(classified({ finding: 'undecided', exception: ['dog_on_site', exception.id] }))
        .recommends('no_action');
    for (const worry of list.filter((row) => row.treat_as === 'concern')) {
      const story = given(pack).reported({ breaches: [worry.id], happened: 'online' });
      story.recommends('hand_to_complaints');
      for (const row of story.options().filter((one) => FORMAL_KINDS.has(one.step.kind)))
        story
          .when(calmly(row.step.id, { because: true, siteRisk: true }))
          .refused('not_in_policy', /never a breach/);
    }
  });

  it('lets whoever reported, suffered or saw it remind and invite, and neither warn nor restrict', () => {
    for (const step of policyOf(pack).steps.filter((row) => FORMAL_KINDS.has(row.kind)))
      given(pack)
        .reported({ reporter: 'head', breaches: [policyOf(pack).breaches.list[0]?.id ?? ''] })
        .when(gathered(), spoken())
        .when(calmly(step.id, { because: true }))
        .refused('conflict_of_interest');
  });

  it('turns somebody away at once, with nobody’s view', () => {
    given(pack)
      .reported({ breaches: [policyOf(pack).breaches.list[0]?.id ?? ''], harm: 'crime_now' })
      .when(calmly('turn_away', { because: true, riskLeftOut: false }))
      .wrote('person_turned_away');
  });
});
