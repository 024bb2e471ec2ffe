import type { PersonId } from './ids.ts';
import type { Policy } from './policy/policy.ts';
import type { Day } from './time.ts';

/** One signature under the code. */
export interface Signed {
  readonly person: PersonId;
  /** Of the policy's text that was signed. */
  readonly sha256: string;
  readonly on: Day;
  /** The pack's own ids of what was ticked. */
  readonly ticks: readonly string[];
}

/** Where somebody stands with the code. It changes nothing that a school may do. */
export type AgreementStanding =
  /** The policy asks for no signature. */
  | { readonly is: 'none' }
  /** The policy counts everybody as having accepted it. */
  | { readonly is: 'deemed' }
  | { readonly is: 'not_signed' }
  | {
      readonly is: 'signed';
      readonly on: Day;
      readonly version: 'this' | 'older';
      /** Labels of what the form asks to be ticked and was not. */
      readonly notTicked: readonly string[];
    };

export const tickFields = (policy: Policy) => policy.agreement.fields.filter((row) => row.kind === 'tick');

/** The signature that counts: one of this version before any other, and the latest of its kind. */
export function latestOf(signed: readonly Signed[], sha256: string): Signed | null {
  const newest = (rows: readonly Signed[]) => rows.toSorted((a, b) => (a.on < b.on ? 1 : -1))[0] ?? null;
  return newest(signed.filter((row) => row.sha256 === sha256)) ?? newest(signed);
}

export function agreementStanding(
  policy: Policy,
  sha256: string,
  signed: readonly Signed[],
): AgreementStanding {
  const { how } = policy.agreement;
  if (how !== 'signed') return { is: how };
  const latest = latestOf(signed, sha256);
  if (!latest) return { is: 'not_signed' };
  return {
    is: 'signed',
    on: latest.on,
    version: latest.sha256 === sha256 ? 'this' : 'older',
    notTicked:
      latest.sha256 === sha256
        ? tickFields(policy).flatMap((row) => (latest.ticks.includes(row.id) ? [] : [row.label]))
        : [],
  };
}
