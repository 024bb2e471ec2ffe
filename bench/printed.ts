export const median = (rows: readonly number[]): number =>
  [...rows].sort((a, b) => a - b)[Math.floor(rows.length / 2)] ?? 0;

/** The value below which `share` of the rows lie. */
export const percentile = (rows: readonly number[], share: number): number =>
  [...rows].sort((a, b) => a - b)[Math.min(rows.length - 1, Math.floor(rows.length * share))] ?? 0;

export const line = (label: string, value: string) =>
  console.log(`  ${label.padEnd(84)} ${value.padStart(12)}`);
export const perSecond = (value: number) => `${Math.round(value)}/s`;
export const inMs = (value: number) => `${value < 100 ? value.toFixed(1) : Math.round(value)} ms`;

/** Milliseconds. */
export async function took(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
