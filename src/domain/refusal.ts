/** Why not, in words a teacher can read: what happened, why, and what to do next. A value, never thrown. */
export interface Refusal {
  readonly code:
    | 'not_allowed'
    | 'not_open'
    | 'stale'
    | 'must_happen_first'
    | 'reason_needed'
    | 'not_in_policy'
    | 'dates_wrong'
    | 'not_found'
    | 'already_done'
    | 'on_hold'
    | 'conflict_of_interest'
    | 'input';
  readonly words: string;
  /** The form's field it belongs to, where it belongs to one. */
  readonly field?: string;
}

export const refuse = (
  code: Refusal['code'],
  words: string,
  field?: string,
): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal: field === undefined ? { code, words } : { code, words, field },
});
