const local = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' });

/**
 * The agency's date in so many days, `YYYY-MM-DD`, for what runs by the clock of the machine. Its day is not that of UTC for
 * hours of each evening: signed on the UTC date, a paper is signed tomorrow.
 */
export function agencyDay(inDays = 0): string {
  const today = Date.parse(local.format(Date.now()));
  return new Date(today + inDays * 86_400_000).toISOString().slice(0, 10);
}
