import type { NOTICES } from '../../domain/policy/breach.ts';
import { isNotice } from './case-words.ts';

type NoticeName = (typeof NOTICES)[number];

/** What cannot wait, in the order in which to do it. */
const URGENT: readonly NoticeName[] = [
  'call_999',
  'first_aid',
  'tell_dsl_before_parent',
  'tell_dsl',
  'alternative_collector',
];

/** The danger of the day; afterwards it would only be noise. */
export const DANGER: readonly NoticeName[] = ['call_999', 'first_aid', 'alternative_collector'];
export const FOR_DSL: readonly NoticeName[] = ['tell_dsl', 'tell_dsl_before_parent'];

/** The notices of a case by what cannot wait and what can, each said once. */
export function sortNotices(names: readonly string[]): {
  readonly urgent: readonly NoticeName[];
  readonly other: readonly NoticeName[];
} {
  const known = [...new Set(names)].filter(isNotice);
  const said = known.filter((name) => name !== 'tell_dsl' || !known.includes('tell_dsl_before_parent'));
  return {
    urgent: URGENT.filter((name) => said.includes(name)),
    other: said.filter((name) => !URGENT.includes(name)),
  };
}
