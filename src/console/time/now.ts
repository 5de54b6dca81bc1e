/**
 * What a device shows: the time of day, which somebody may set, and the one that only runs on, from when its page was opened;
 * while the device sleeps that one may stand.
 */
type Shown = { wall: number; runs: number };

/** Which time it was on the server when the device showed that. */
type Measured = Shown & { server: number };

/** `Date` says the second that has begun. */
const secondMs = 1_000;
/** By so much two servers may differ, and an answer be older than it says: a clock within that is left alone. */
const slackMs = 1_000;
/** More than the two times of a device differ by themselves. */
const setMs = 2_000;

/** How far the time of a press may be from the server's, beside what its request took. */
export const uncertainMs = secondMs + slackMs;

let last: Measured | null = null;

export const shown = (): Shown => ({ wall: Date.now(), runs: performance.now() });
export const lastMeasured = (): Measured | null => last;

/** Whether the device's two times tell of different times since: it slept, or its clock was set. */
export const differs = (since: Shown, at: Shown): boolean =>
  Math.abs(at.wall - since.wall - (at.runs - since.runs)) > setMs;

/**
 * Which time it is, by the server's clock. Whoever slept has the time of day; whose clock was set back, the time that ran.
 * Everything that is compared with what is on record, or goes there, has its time from here.
 */
export function now(at: Shown = shown()): number {
  if (!last) return at.wall;
  return Math.floor(last.server + Math.max(at.wall - last.wall, at.runs - last.runs));
}

export const nowText = (): string => new Date(now()).toISOString();

/** Whether the time is a guess until the next answer. */
export const isUnsure = (at: Shown): boolean => last !== null && differs(last, at);

/** What an answer to what was asked then says of the time. One that a browser had kept says nothing. */
export function measure(asked: Shown, { headers }: Response): void {
  const at = shown();
  const said = Date.parse(headers.get('Date') ?? '');
  if (headers.get('Cache-Control') !== 'no-store' || Number.isNaN(said) || differs(asked, at)) return;
  // Written at any time between question and answer.
  const within = secondMs + at.wall - asked.wall;
  const expected = now(at);
  const agrees = expected >= said - slackMs && expected <= said + within + slackMs;
  last = { ...at, server: agrees ? expected : said + within / 2 };
}
