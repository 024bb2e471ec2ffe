import { expect } from 'vitest';
import type { PlaygroundPage, Typed } from './playground-page.ts';

/** What everybody reports here, and how the report of one school differs. */
export const REPORT: Typed = {
  who: 'Jordan',
  breaches: ['threat'],
  when: '2026-11-20T15:10',
  where: 'on_site',
  narrative: 'He shouted at me at the gate and said "you will regret this".',
  harm: 'nobody',
};

/** Who does what in a newcomer's first case under one policy. */
export interface FirstCase {
  readonly pack: string;
  readonly head: string;
  readonly report: Typed;
  /** The policy wants it gathered, the person spoken to and the chair asked; null where it wants none of these. */
  readonly chair: string | null;
  /** What is ticked when the head opens the decision, as far as the policy suggests anything. */
  readonly suggested: readonly string[];
  /** The steps the head takes, and what the second page asks, where there is one. */
  readonly steps: readonly string[];
  readonly details: Typed | null;
  /** How many letters these steps send. */
  readonly letters: number;
  /** Something of the case falls due in the week after, so that the review names it. */
  readonly dueNextWeek: boolean;
}

export const ALL_SAINTS = {
  pack: 'all-saints-mat',
  head: 'head_of_school',
  report: REPORT,
  chair: 'lab_chair',
  suggested: ['meeting', 'warning'],
  steps: ['ban'],
  details: {
    mode: 'provisional',
    places: ['whole_site'],
    end: '2026-12-18',
    threshold: 'She felt threatened, and children saw it.',
    risk: 'He said that he would come back.',
    equality: 'none_known',
  },
  letters: 1,
  dueNextWeek: false,
} satisfies FirstCase;

const AT_ONCE: Typed = {
  mode: 'provisional',
  places: ['whole_site'],
  end: '2026-12-18',
  threshold: 'A colleague was hurt or frightened.',
  risk: 'Still angry, and at the gate twice a day.',
  equality: 'none_known',
};

export const ALUMWELL: FirstCase = {
  pack: 'alumwell-infant',
  head: 'head',
  report: { ...REPORT, breaches: ['physical_aggression'] },
  chair: null,
  suggested: ['authorities', 'ban'],
  steps: ['authorities', 'ban'],
  details: AT_ONCE,
  letters: 2,
  dueNextWeek: true,
};

export const ROBERT_MILES: FirstCase = {
  pack: 'robert-miles-junior',
  head: 'head',
  report: REPORT,
  chair: null,
  suggested: ['invite_meeting', 'refer_police'],
  steps: ['invite_meeting', 'refer_police'],
  details: null,
  letters: 2,
  dueNextWeek: true,
};

export const SCHOOLS_AND_PARENTS: FirstCase = {
  pack: 'schools-and-parents',
  head: 'head',
  report: { ...REPORT, breaches: ['weapon_on_site'] },
  chair: null,
  suggested: ['call_999', 'tell_dsl', 'turn_away', 'restrict_site', 'advice_police'],
  steps: ['call_999', 'tell_dsl', 'turn_away', 'restrict_site', 'advice_police'],
  details: AT_ONCE,
  letters: 1,
  dueNextWeek: true,
};

export const STOCKHAM: FirstCase = {
  pack: 'stockham-primary',
  head: 'head',
  report: { ...REPORT, breaches: ['loud_offensive_temper'] },
  chair: null,
  suggested: ['invite_meeting'],
  steps: ['invite_meeting'],
  details: null,
  letters: 1,
  dueNextWeek: true,
};

/** Fills every gap of a drafted letter that is open, and signs it. */
export async function signLetter(on: PlaygroundPage): Promise<void> {
  // It is all there already: nobody is asked to write a part of it "if they can".
  expect(await on.form().innerText()).not.toContain('(if you can)');
  for (const box of await on.form().locator('textarea').all()) {
    const text = await box.inputValue();
    await box.fill(text.replace(/\[WRITE HERE: [^\]]*\]/g, 'as we said on the telephone'));
  }
  await on.send();
}

export interface Stage {
  readonly name: string;
  readonly do: (on: PlaygroundPage) => Promise<void>;
}

async function send(on: PlaygroundPage, label: string | RegExp, values: Typed): Promise<void> {
  await on.press(label);
  await on.fill(values);
}

const theChairIsAsked = (head: string, chair: string): readonly Stage[] => [
  {
    name: 'the head asks the chair',
    async do(on) {
      await on.actAs(head);
      await send(on, 'Ask for a view', {
        summary: 'A parent threatened a teacher at the gate.',
        proposal: 'To keep him off the site for a while.',
      });
    },
  },
  {
    name: 'the chair answers',
    async do(on) {
      await on.actAs(chair);
      await on.press('Open it');
      await send(on, 'I support this', { comment: 'I agree.' });
    },
  },
];

/** From the report to the weekly review, stage by stage: each begins with whom to act as. */
export const firstCase = (it: FirstCase): readonly Stage[] => [
  {
    name: 'the teacher reports',
    async do(on) {
      await on.actAs('teacher');
      await on.type('/incident');
      await on.fill(it.report);
    },
  },
  {
    name: 'the head reads and gathers',
    async do(on) {
      await on.actAs(it.head);
      await on.press('I have read this');
      if (it.chair === null) return;
      await send(on, 'We have gathered what happened', { note: 'Two colleagues saw it.' });
      await send(on, 'Spoke to the person', { how: 'spoke', note: 'He would do it again.' });
    },
  },
  ...(it.chair === null ? [] : theChairIsAsked(it.head, it.chair)),
  {
    name: 'the head decides',
    async do(on) {
      await on.actAs(it.head);
      await on.press('Decide');
      const ticked = on.form().locator('[name="steps"]:checked');
      const values = await ticked.evaluateAll((boxes) => boxes.map((box) => box.getAttribute('value') ?? ''));
      expect(values.sort()).toEqual([...it.suggested].sort());
      await on.fill({ steps: it.steps, reason: 'He threatened a teacher.' });
      if (it.details) await on.fill(it.details);
    },
  },
  {
    name: 'the head signs',
    async do(on) {
      await on.actAs(it.head);
      for (let letter = 1; letter <= it.letters; letter += 1) {
        await on.press('Read and sign a letter');
        await signLetter(on);
      }
    },
  },
  {
    name: 'the office sends',
    async do(on) {
      await on.actAs('office');
      for (let letter = 1; letter <= it.letters; letter += 1)
        await send(on, /^Sent:/, { how: 'first_class', address_confirmed: true });
    },
  },
  {
    name: 'the week turns',
    async do(on) {
      await on.actAs(it.head);
      await on.moveClock('weekly');
      await on.go('leadership');
    },
  },
];
