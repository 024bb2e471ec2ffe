import type { AgreementStanding } from '../../domain/agreements.ts';
import type { Day } from '../../domain/time.ts';
import { sayDay } from '../days.ts';

export const HOLDS_ANYWAY = 'It holds for everybody, signed or not, and changes nothing here.';

/** Where somebody stands with the code, in a sentence or two. */
export function agreementWords(standing: AgreementStanding, today: Day): string {
  switch (standing.is) {
    case 'none':
      return 'Our code asks nobody to sign it.';
    case 'deemed':
      return 'Everybody counts as having accepted our code; nobody is asked to sign it.';
    case 'not_signed':
      return 'No signature under our code is recorded.';
    case 'signed': {
      const on = sayDay(standing.on, today);
      if (standing.version === 'older') return `Signed an older version of our code on ${on}.`;
      return standing.notTicked.length === 0
        ? `Signed our code on ${on}.`
        : `Signed our code on ${on}, without ticking: ${standing.notTicked.join('; ')}.`;
    }
    default:
      return standing satisfies never;
  }
}
