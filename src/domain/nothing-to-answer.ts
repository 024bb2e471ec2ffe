import { breachesOf, type Situation, standingBreaches } from './condition-holds.ts';

/** Every breach answered by an exception, or none upheld: nothing to respond to. */
export const nothingToAnswer = ({ it }: Situation): boolean =>
  it.finding === 'unfounded' ||
  (it.classified && it.breaches.length > 0 && standingBreaches(it).length === 0);

/** Only worries and criticism, and no separate harm: the worry-or-complaint route comes first (a complaint is never a breach). */
export function isConcernOnly(at: Situation): boolean {
  const breaches = breachesOf(at.it, at.policy);
  const harm: readonly string[] = [
    'possible_crime',
    'harassment_sign',
    'found_defamatory',
    'weapon',
    'someone_hurt',
    'child_at_risk',
    'discriminatory',
    'humiliation',
  ];
  if (at.it.flags.some((flag) => harm.includes(flag))) return false;
  if (standingBreaches(at.it).length !== breaches.length) return false;
  return (
    (breaches.length > 0 && breaches.every((row) => row.treat_as === 'concern')) ||
    (at.it.flags.includes('is_a_concern') && breaches.length === 0)
  );
}
