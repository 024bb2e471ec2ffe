import type { Place, Vault } from './vault.ts';

declare const holds: unique symbol;

/** A value written as JSON and encrypted. */
export type Sealed<T> = Buffer & { readonly [holds]: T };

export const sealJson = <T>(vault: Vault, place: Place, value: T): Sealed<T> =>
  vault.seal(place, Buffer.from(JSON.stringify(value))) as Sealed<T>;

export function openJson<T>(vault: Vault, place: Place, sealed: Sealed<T>, keyId: string): T {
  return JSON.parse(vault.open(place, sealed, keyId).toString('utf8'));
}
