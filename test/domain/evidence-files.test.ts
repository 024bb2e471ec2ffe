import { describe, expect, it } from 'vitest';
import type { CaseCommand } from '../../src/domain/command.ts';
import { MEDIA, type Media, mediaOf } from '../../src/domain/media.ts';
import { caseCard } from '../../src/view/cards/decider-card.ts';
import { statusCard } from '../../src/view/cards/status-card.ts';
import { timelineCard } from '../../src/view/cards/timeline-card.ts';
import { cardText } from '../../src/view/plain-text.ts';
import { close, people, ref, withdraw } from '../support/commands.ts';
import { buttonsIn, drawingOf, labelsIn } from '../support/drawings.ts';
import { given } from '../support/given.ts';

const file = (media: Media = 'image'): CaseCommand => ({ do: 'add_evidence_file', file: ref(), media });

/** Reported by the teacher, about the second teacher, with a child at risk. */
const reported = () =>
  given('stockham-primary')
    .reported({ breaches: ['loud_offensive_temper'], harm: 'child_at_risk', reporter: 'teacher' })
    .by('head')
    .when(people({ affected: ['second_teacher'] }));

describe('who may add a file as evidence', () => {
  it.each(['head', 'teacher', 'second_teacher', 'dsl'])('%s may', (member) => {
    reported().by(member).when(file()).wrote('evidence_file_added', { media: 'image' });
  });

  it.each([
    'third_teacher',
    'deputy',
    'chair',
    'governor',
    'office',
    'dpo',
    'admin',
    'trust',
    'nobody_known',
  ])('%s may not', (member) => {
    reported().by(member).when(file()).refused('not_allowed', /head/);
  });

  it('refuses it on a case that is closed or taken back, as it does other evidence', () => {
    reported()
      .by('head')
      .when(close('no_breach', 'not_upheld'), file())
      .refused('not_open', /closed/);
    reported().by('teacher').when(withdraw()).by('head').when(file()).refused('not_open');
  });
});

describe('a file that is kept with a case', () => {
  it('is known by what it is, who gave it and when, and makes no form stale', () => {
    const story = reported();
    const { revision } = story.it;
    story.by('teacher').when(file('pdf'), file('audio'));
    expect(story.it.revision).toBe(revision);
    expect(story.it.files).toMatchObject([
      { media: 'pdf', capturedBy: 'teacher', keptAt: story.facts.now },
      { media: 'audio', capturedBy: 'teacher' },
    ]);
    expect(new Set(story.it.files.map((row) => row.id)).size).toBe(2);
  });

  it('stands on the card of whoever sees the whole case, with a button that carries which file', () => {
    const story = reported().by('teacher').when(file());
    const card = caseCard(drawingOf(story, 'head'));
    expect(cardText(card)).toContain('A photo, from Colleague teacher, Tuesday 3 November');
    const button = buttonsIn(card).find((row) => row.label === 'Send me the file');
    expect(button?.tap).toMatchObject({
      tap: 'act',
      act: 'send_file',
      carries: { file: story.it.files[0]?.id },
    });
  });

  it('has a number where there are several, and so has its button', () => {
    const story = reported()
      .by('teacher')
      .when(...MEDIA.map((media) => file(media)), file('image'));
    const card = caseCard(drawingOf(story, 'head'));
    expect(cardText(card)).toContain('File 2: a PDF, from Colleague teacher');
    expect(labelsIn(card).filter((label) => /^Send me file \d$/.test(label))).toHaveLength(7);
    for (const block of card.blocks)
      if (block.is === 'buttons') expect(block.buttons.length).toBeLessThanOrEqual(6);
  });

  it('is listed for the reporter who gave it, without a button; not for another reporter or the safeguarding lead', () => {
    const story = reported().by('teacher').when(file('video')).by('head').when(file('audio'));
    const own = statusCard(drawingOf(story, 'teacher'));
    expect(cardText(own)).toContain('a video, from Colleague teacher');
    expect(cardText(own)).not.toContain('sound recording');
    expect(labelsIn(own).join()).not.toContain('Send me');
  });

  it('is in the chronology as one sentence, with nothing of where it is kept', () => {
    const story = reported().by('teacher').when(file());
    const text = cardText(timelineCard(drawingOf(story, 'head', { text: () => 'WHAT IS KEPT' })));
    const line = text.split('\n').find((row) => row.includes('added a photo as evidence'));
    expect(line).toContain('Colleague teacher added a photo as evidence.');
    expect(line).not.toContain('WHAT IS KEPT');
  });
});

describe('what kind of file it is', () => {
  it.each([
    ['image/png', 'image'],
    ['IMAGE/HEIC', 'image'],
    ['application/pdf', 'pdf'],
    ['audio/mpeg', 'audio'],
    ['video/mp4', 'video'],
    ['text/plain; charset=utf-8', 'document'],
    ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'document'],
    ['application/msword', 'document'],
    ['application/zip', 'other'],
    ['', 'other'],
    ['nonsense', 'other'],
  ] as const)('%s is %s', (type, media) => {
    expect(mediaOf(type)).toBe(media);
  });
});
