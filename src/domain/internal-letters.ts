import type { Case, Letter } from './case.ts';

/** Notes and reports of our own: they go to nobody's letterbox, so closing does not wait for them. */
export const INTERNAL: ReadonlySet<string> = new Set([
  'police_referral',
  'legal_referral',
  'platform_report',
  'consultation_note',
  'meeting_record',
  'reporter_outline',
]);

/** A "do not contact" stops what goes to the person; what goes to the police, a lawyer or our own file goes on. */
export const mayGoOut = (letter: Pick<Letter, 'kind'>, it: Pick<Case, 'hold'>): boolean =>
  !it.hold || INTERNAL.has(letter.kind);
