/** Pure arithmetic of the figures. */

/** The value that a share of all values does not exceed (nearest rank); null of none. */
export function percentile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}

export const median = (values: readonly number[]): number | null => percentile(values, 0.5);

export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Null where either side is missing or the floor is nothing. */
export function ratio(ours: number | null | undefined, floor: number | null | undefined): number | null {
  return ours == null || floor == null || floor === 0 ? null : ours / floor;
}

/** For people and for the file: three significant digits below a hundred, whole numbers above. */
export function rounded(value: number | null): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
