import { audienceOf, type LetterKind } from './kinds.ts';
import { OFFENCE_WORDS } from './offences.ts';

export interface Problem {
  /** From 1. */
  readonly line: number;
  readonly says: string;
}

interface Forbidden {
  readonly phrase: RegExp;
  readonly says: string;
}

const TO_PARENTS: readonly Forbidden[] = [
  {
    phrase: new RegExp(OFFENCE_WORDS, 'gi'),
    says: 'names something as against the law; say what was reported, in plain words',
  },
  {
    phrase:
      /\b(may|might|could|will|would|can)(?!\s+(not|never)\b)(\s+\w+){0,4}?\s+(lose|affect|cost|risk|jeopardise|threaten|withdraw|reconsider)\b[^.]{0,60}\bplace\b/gi,
    says: "touches the child's place at school; nothing a parent does may",
  },
  {
    phrase:
      /\b(exclu(de|sion)|suspen(d|sion)|expel)\w*\b[^.]{0,60}\b(child|son|daughter|pupil)|(\bchild|\{\{child\}\})[^.]{0,40}\b(may|will|could|might)\s+be\s+(excluded|suspended|expelled|removed)\b/gi,
    says: 'threatens a sanction on the child; nothing a parent does may',
  },
  {
    phrase: /\b(will|shall)\s+(be\s+|result\s+in\s+a\s+|lead\s+to\s+a\s+)?(ban(ned)?|bar(red)?)\b/gi,
    says: 'says that a ban will follow; write "may", since it must be decided afresh',
  },
  {
    phrase: /\b(reported|complained|complaint\s+(was\s+)?made)\s+(to\s+us\s+)?(about\s+you\s+)?by\b/gi,
    says: 'says who reported it; leave that out',
  },
  {
    phrase: /\bdelete\s+(the|your|any|that|this)\s+(video\s+|audio\s+)?recordings?\b/gi,
    says: 'asks for a recording to be deleted, which a school cannot require',
  },
];

/** Of templates alone: a drafted letter holds what `{{if_you_come}}` says. */
const THE_LAW: Forbidden = {
  phrase: /\bsection\s+547\b|\b547\b|£\s?\d|\blevel\s+2\b|\btrespass\w*/gi,
  says: 'describes the law on coming on site; leave that to {{if_you_come}}, which fits the country and the kind of school',
};

const NO_LEGAL_THREAT: Forbidden = {
  phrase: /\b(legal\s+action|solicitors?|lawyers?|courts?|sue|damages|injunctions?)\b/gi,
  says: 'hints at legal action; ask for the post to be removed and offer to talk',
};

const ANYONE: Forbidden = {
  phrase: /\bAccord\b/g,
  says: "names Accord; a letter is the school's own, signed by a person",
};

function forbiddenIn(kind: LetterKind): readonly Forbidden[] {
  if (audienceOf(kind) !== 'parent') return [ANYONE];
  return kind === 'removal_request' ? [...TO_PARENTS, NO_LEGAL_THREAT, ANYONE] : [...TO_PARENTS, ANYONE];
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const found = (forbidden: readonly Forbidden[], markdown: string): Problem[] =>
  forbidden.flatMap(({ phrase, says }) =>
    [...markdown.matchAll(phrase)].map((match) => ({
      line: lineAt(markdown, match.index),
      says: `"${match[0].trim().replace(/\s+/g, ' ')}" ${says}.`,
    })),
  );

const inOrder = (problems: readonly Problem[]): Problem[] => [...problems].sort((a, b) => a.line - b.line);

/** Phrases that a template of this kind may not hold. English only. */
export const forbiddenPhrases = (kind: LetterKind, markdown: string): Problem[] =>
  inOrder(
    found(audienceOf(kind) === 'parent' ? [...forbiddenIn(kind), THE_LAW] : forbiddenIn(kind), markdown),
  );

/** A paragraph on section 547 that an editor has cut short says more than the law does. */
const CUT_SHORT: Forbidden = {
  phrase: /^(?![^\n]*nuisance or disturbance)[^\n]*section\s+547/gim,
  says: 'leaves out that the law asks for a nuisance or disturbance; keep the paragraph as it was drafted',
};

/**
 * The same eyes on a letter that people have typed into, before somebody signs it. Remarks, not refusals: the
 * person who signs decides. `names` are those the letter should not hold, such as the reporter's.
 */
export function remarksOnLetter(
  kind: LetterKind,
  markdown: string,
  names: readonly string[] = [],
): Problem[] {
  const parent = audienceOf(kind) === 'parent';
  const low = markdown.toLowerCase();
  const named = (parent ? names : [])
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && low.includes(name))
    .map((name) => ({
      line: lineAt(markdown, low.indexOf(name)),
      says: 'This line names someone who reported the matter. Leave the name out unless the letter cannot do without it.',
    }));
  return inOrder([
    ...found(parent ? [...forbiddenIn(kind), CUT_SHORT] : forbiddenIn(kind), markdown),
    ...named,
  ]);
}
