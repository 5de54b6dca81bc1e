const dayMs = 86_400_000;

/** Local dates, `YYYY-MM-DD`. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
}

export type Use = { on: string; units: number };
type Span = { units: number; from: string; through: string };

/** Units that were left after each use, from the first day on; `share`: of the time, from 0 to 1. */
export function unitsLeft(
  { units, from, through }: Span,
  uses: readonly Use[],
): { share: number; on: string; left: number }[] {
  const days = Math.max(1, daysBetween(from, through));
  const shareOf = (on: string) => Math.min(1, Math.max(0, daysBetween(from, on) / days));
  const points = [{ share: 0, on: from, left: units }];
  let left = units;
  for (const use of uses.toSorted((a, b) => Date.parse(a.on) - Date.parse(b.on))) {
    left = Math.max(0, left - use.units);
    points.push({ share: shareOf(use.on), on: use.on, left });
  }
  return points;
}
