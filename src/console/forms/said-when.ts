import { type Calendar, formatLocal } from '../../engine/calendar/index.ts';

const minuteMs = 60_000;
/** When it was, in the taps that it takes to say so; minutes before the press. */
const ago = { now: 0, half: 30, twoHours: 120 } as const;
export const whens = ['now', 'half', 'twoHours', 'other'] as const;
export type Which = (typeof whens)[number];

/** As it is kept with the words of its form: what was chosen, and when. */
export type SaidWhen = { which: Which; local: string; said: number };

export const before = (pressed: number, which: Exclude<Which, 'other'>): number =>
  pressed - ago[which] * minuteMs;

/** "Half an hour ago" that was said before the form was opened is the time that it was then. */
export function asItWas(
  said: SaidWhen | undefined,
  opened: number,
  calendar: Calendar | undefined,
): Pick<SaidWhen, 'which' | 'local'> {
  const { which, local } = said ?? { which: 'now', local: '' };
  if (!said || !calendar || said.said >= opened || (which !== 'half' && which !== 'twoHours'))
    return { which, local };
  return { which: 'other', local: formatLocal(calendar, before(said.said, which)).replace(' ', 'T') };
}
