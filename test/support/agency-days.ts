const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Chicago' });

/** The agency's date at an instant, as YYYY-MM-DD. */
export const localDay = (at: number): string => days.format(at);
export const daysAfter = (day: string, count: number): string =>
  new Date(Date.parse(day) + count * 86_400_000).toISOString().slice(0, 10);

/**
 * The agency's date in so many days, for what runs by the clock of the machine. Its day is not that of UTC for hours of each
 * evening: signed on the UTC date, a paper is signed tomorrow.
 */
export const agencyDay = (inDays = 0): string => daysAfter(localDay(Date.now()), inDays);
