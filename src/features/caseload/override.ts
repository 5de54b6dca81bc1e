import type { Instant } from '../../engine/calendar/index.ts';

/** Why an act on an override is refused. */
export type OverrideRefusal = 'unknown-override' | 'override-over' | 'override-too-long';

/** A supervisor lets somebody take so many clients more, at that level, for a while (ST-4). */
export type Override = {
  id: string;
  level: string;
  clients: number;
  /** Of a whole caseload, on top of the limit. */
  share: number;
  from: Instant;
  /** It lets nobody be taken from then on: its end, or when it was ended before. */
  until: Instant;
};

/** Whether it lets clients be taken at that instant. */
export function isInForce({ from, until }: Pick<Override, 'from' | 'until'>, at: Instant): boolean {
  return from <= at && at < until;
}
