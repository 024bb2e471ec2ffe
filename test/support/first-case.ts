import type { PlaygroundPage, Typed } from './playground-page.ts';

/** Who does what in a newcomer's first case under one policy. */
export interface FirstCase {
  readonly pack: string;
  readonly head: string;
  readonly chair: string;
  /** The step the head takes, and what its second page asks. */
  readonly step: string;
  readonly details: Typed;
}

export const ALL_SAINTS: FirstCase = {
  pack: 'all-saints-mat',
  head: 'head_of_school',
  chair: 'lab_chair',
  step: 'ban',
  details: {
    mode: 'provisional',
    places: ['whole_site'],
    end: '2026-12-18',
    threshold: 'She felt threatened, and children saw it.',
    risk: 'He said that he would come back.',
    equality: 'none_known',
  },
};

export const REPORT: Typed = {
  who: 'Jordan',
  breaches: ['threat'],
  when: '2026-11-20T15:10',
  where: 'on_site',
  narrative: 'He shouted at me at the gate and said "you will regret this".',
  harm: 'nobody',
};

/** Fills every gap of a drafted letter that is open, and signs it. */
export async function signLetter(on: PlaygroundPage): Promise<void> {
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

/** From the report to the weekly review, stage by stage: each begins with whom to act as. */
export const firstCase = (it: FirstCase): readonly Stage[] => [
  {
    name: 'the teacher reports',
    async do(on) {
      await on.actAs('teacher');
      await on.type('/incident');
      await on.fill(REPORT);
    },
  },
  {
    name: 'the head reads and gathers',
    async do(on) {
      await on.actAs(it.head);
      await on.press('I have read this');
      await send(on, 'We have gathered what happened', { note: 'Two colleagues saw it.' });
      await send(on, 'Spoke to the person', { how: 'spoke', note: 'He would do it again.' });
    },
  },
  {
    name: 'the head asks the chair',
    async do(on) {
      await on.actAs(it.head);
      await send(on, 'Ask for a view', {
        summary: 'A parent threatened a teacher at the gate.',
        proposal: 'To keep him off the site for a while.',
      });
    },
  },
  {
    name: 'the chair answers',
    async do(on) {
      await on.actAs(it.chair);
      await on.press('Open it');
      await send(on, 'I support this', { comment: 'I agree.' });
    },
  },
  {
    name: 'the head decides',
    async do(on) {
      await on.actAs(it.head);
      await on.press('Decide');
      await on.fill({ steps: [it.step], reason: 'He threatened a teacher.' });
      await on.fill(it.details);
    },
  },
  {
    name: 'the head signs',
    async do(on) {
      await on.actAs(it.head);
      await on.press('Read and sign a letter');
      await signLetter(on);
    },
  },
  {
    name: 'the office sends',
    async do(on) {
      await on.actAs('office');
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
