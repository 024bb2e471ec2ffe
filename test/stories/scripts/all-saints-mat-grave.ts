import { expect } from 'vitest';
import type { Script } from '../../support/played.ts';
import { pdfText, wordText } from '../../support/read-documents.ts';
import type { SavedFile } from '../../support/stage.ts';
import { JORDAN, type StoryCase } from '../../support/story.ts';

const BAN = {
  steps: ['authorities', 'ban'],
  reason: 'A teacher was hit, and it may happen again.',
  mode: 'provisional',
  places: ['whole_site'],
  threshold: 'A teacher was hit in front of children.',
  risk: 'Said that Monday would be worse.',
  equality: 'none_known',
};

const BAR = 'Not to come on site while we hear their side';
/** How a file of each kind begins, whatever it is called. */
const BEGINS = { pdf: '%PDF-', png: '\u0089PNG', word: 'PK' } as const;

/** That it is what its name says, and not what some other file was called. */
function expectKind({ name, bytes }: SavedFile, kind: keyof typeof BEGINS): void {
  expect(Buffer.from(bytes).toString('latin1').startsWith(BEGINS[kind]), name).toBe(true);
}

async function readPdf(file: SavedFile): Promise<string> {
  expectKind(file, 'pdf');
  return pdfText(file.bytes);
}

async function readWord(file: SavedFile): Promise<string> {
  expectKind(file, 'word');
  return wordText(file.bytes);
}

export const teacherHit: Script = {
  pack: 'all-saints-mat',
  async tell(story) {
    const asFile = (of: StoryCase, label: string) =>
      story.receives('office', () => story.taps('office', `letters ${of.ref}`, label));
    const bundle = async (of: StoryCase, label: string) =>
      readPdf(await story.receives('head', () => story.taps('head', `show ${of.ref}`, label)));
    const assault = await story.reports('teacher', {
      breaches: ['physical_aggression'],
      when: '2026-11-20T15:10',
      narrative: 'Hit me at the gate.',
      harm: 'someone_hurt',
    });
    expect(await story.refused('head', 'decide', assault, { ...BAN, steps: ['ban'] })).toMatch(
      /Must happen first[\s\S]*Chair of the Local Academy Board has been asked/,
    );
    await story.does('head', 'decide', assault, {
      steps: ['turn_away'],
      reason: 'Monday morning.',
      risk: 'Said that Monday would be worse.',
    });
    expect(await story.asks('office', 'gate')).toMatch(/Jordan Vale[\s\S]*to Monday 23 November/);
    await story.does('head', 'gathered', assault, { note: 'Three people saw the same.' });
    await story.on('2026-11-23');
    await story.does('head', 'spoke', assault, { how: 'spoke', note: 'Would do it again.' });
    await story.does('head', 'classify', assault, { finding: 'found' });
    await story.does('head', 'ask_view', assault, {
      step: 'ban',
      summary: 'A member of staff was hit on Friday.',
      proposal: 'To keep the person off the site while we hear them.',
    });
    expect(story.has('chair')).toContain('You are not being asked to approve');
    expect(await story.refused('head', 'decide', assault, BAN)).toMatch(/must happen first/i);
    await story.does('chair', 'give_view', assault, { view: 'support', comment: 'Mind the child.' });
    await story.does('head', 'decide', assault, BAN);
    expect(await story.facts(assault)).not.toContain('gate_waived');
    const draft = await story.looksAtPages('head', assault);
    expectKind(draft, 'png');
    const bar = (await story.signs('head', assault)).find((text) => text.includes('while I hear your side'));
    expect(bar).toContain(
      'I have asked the Chair of the Local Academy Board for a view. The decision is mine to make.',
    );
    expect(await readWord(await asFile(assault, `As a Word file: ${BAR}`))).toMatch(
      /Our reference: AC-26-0001[\s\S]*Dear Jordan Vale/,
    );
    expect(await readPdf(await asFile(assault, 'As a PDF: Note to pass to police'))).toContain(assault.ref);
    expect(await story.sends('office', assault)).toBe(2);
    expect(await story.asks('office', 'gate')).toMatch(/Jordan Vale[\s\S]*to Monday 14 December/);
    const printed = await readPdf(
      await story.receives('office', () => story.taps('office', 'gate', 'Print it')),
    );
    expect(printed).toMatch(
      /Not sure\? Call the head[\s\S]*Jordan Vale \(invented\) red coat[\s\S]*to Monday 14 December/,
    );
    // Whoever reads it over a shoulder learns who may not come in, and nothing of why.
    expect(printed).not.toMatch(/AC-26|Hit me|worse/);

    await story.on('2026-12-02');
    await story.does('office', 'their_side', assault, {
      channel: 'email',
      received_on: '2026-12-02',
      text: 'I was beside myself with worry.',
    });
    await story.taps('office', `letters ${assault.ref}`, 'We have let them know');
    await story.does('head', 'after_hearing', assault, {
      outcome: 'confirm',
      reason: 'It was serious.',
      answer: 'I understand the worry.',
      end: '2027-01-22',
      arrangements: 'A colleague meets the child.',
    });
    await story.signs('head', assault);
    expect(await readPdf(await asFile(assault, 'As a PDF: Not to come on site'))).toContain(assault.ref);
    expect(await story.sends('office', assault)).toBe(1);

    const longer = {
      outcome: 'extend',
      end: '2027-02-12',
      reason: 'There were two further threats in January.',
      considered: 'Both threats, and what was said about them.',
    };
    await story.on('2027-01-11', 8, 30);
    expect(story.channel()).toContain(assault.ref);
    expect(await story.refused('head', 'review', assault, longer)).toMatch(
      /Ask the person for their comments first/,
    );
    await story.does('head', 'review', assault, { outcome: 'invite', reason: 'Before it holds longer.' });
    await story.on('2027-01-19');
    expect(await story.refused('head', 'review', assault, longer)).toMatch(
      /Chair of the Local Academy Board/,
    );
    const restriction = await story.restriction(assault);
    await story.does(
      'head',
      'ask_view',
      assault,
      { purpose: 'extend', summary: 'Two threats since.', proposal: 'Until half term.' },
      { restriction },
    );
    await story.does('chair', 'give_view', assault, {
      view: 'concern',
      comment: 'Could it be by appointment?',
    });
    expect(await story.asks('head', `show ${assault.ref}`)).toContain('Could it be by appointment?');
    expect(await story.refused('head', 'review', assault, longer)).toMatch(/has reservations/);
    await story.does('head', 'review', assault, { ...longer, answers_view: true });
    const [extended] = await story.signs('head', assault);
    expect(extended).toContain('There were two further threats in January');
    expect(await readWord(await asFile(assault, 'As a Word file: Review: continued'))).toContain(assault.ref);
    expect(await story.sends('office', assault)).toBe(1);
    expect(await story.asks('office', 'gate')).toMatch(/to Friday 12 February/);

    await story.on('2027-02-12', 15);
    expect(await story.asks('office', 'gate')).toContain(JORDAN);
    await story.on('2027-02-22');
    expect(await story.asks('office', 'gate')).not.toContain(JORDAN);
    expect(await story.facts(assault)).toContain('restriction_ran_out');
    await story.does('head', 'referral', assault, { outcome: 'concluded', reference: 'REF-2' });
    for (const words of ['jordan', assault.ref])
      expect(await story.asks('head', `find ${words}`)).toContain(`${assault.ref}, ${JORDAN}: happened`);
    await story.does('head', 'close', assault, {
      outcome: 'step_taken',
      outline: 'written_to',
      reason: 'Over.',
    });
    const letters = await story.asks('office', `letters ${assault.ref}`);
    expect(letters.match(/^\[x\] .*: sent /gm)).toHaveLength(4);
    expect(letters).not.toContain('[ ]');
    // What the office took has left the chat: the printed list with its day, the letters with the case.
    expect(await story.as('office').files()).toEqual([]);
    const whole = await bundle(assault, 'Bundle as PDF');
    const redacted = await bundle(assault, 'Bundle without names');
    for (const text of [whole, redacted])
      for (const words of [assault.ref, JORDAN, 'Letters as they were signed', 'How it can be checked'])
        expect(text, words).toContain(words);
    for (const words of ['Invented teacher', BAN.reason, 'two further threats', 'beside myself with worry'])
      expect(whole, words).toContain(words);
    expect(redacted).toContain('[Reporter 1]');
    expect(redacted).not.toContain('Invented teacher');

    expect(await story.asks('head', `timeline ${assault.ref}`)).toContain('Said that Monday would be worse');
    expect(story.has('teacher')).toContain('The person was written to');
    story.reachedOnly('Hit me at the gate', ['teacher', 'head']);
    story.reachedOnly('Could it be by appointment', ['head', 'chair']);
    story.reachedOnly('Said that Monday would be worse', ['head']);
  },
};
