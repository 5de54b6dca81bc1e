import { before, whens } from '../forms/said-when.ts';
import { differs, lastMeasured, uncertainMs } from '../time/now.ts';
import type { Asking, Doubt, Sending } from './sending.ts';

/**
 * A press that was made while the device's clock could not be trusted, with the time that it had by the first answer after it. Null:
 * there was none yet. Once it has gone out it is never dated anew: it would be another request under the same key.
 */
export function datedAnew({ doubt, ...one }: Sending): Sending | null {
  if (!doubt) return one;
  const by = whenPressed(doubt);
  if (by === null) return null;
  const { at } = doubt;
  if (Math.abs(by - at) <= uncertainMs) return one;
  return { ...one, requests: one.requests.map((each) => moved(each, at, by - at)) };
}

function whenPressed({ at, wall, runs, page }: Doubt): number | null {
  const last = lastMeasured();
  const isHere = page === performance.timeOrigin;
  if (!last || (isHere && last.runs <= runs)) return null;
  // Time that ran has passed, whatever the clock was set to: it cannot have been pressed later than that.
  const ran = isHere ? last.runs - runs : 0;
  const latest = Math.floor(last.server - ran);
  if (isHere && !differs({ wall, runs }, last)) return latest;
  return at > latest ? Math.floor(last.server - Math.max(ran, last.wall - wall)) : at;
}

/** When something was, in what is sent. */
const dated = new Set(['occurredAt', 'happenedAt', 'receivedAt']);
const minuteMs = 60_000;
/** The time of a press is asked for just before it is put here. */
const justMs = 1_000;

/** Its times that were said from the press on; a day and a time that somebody entered have no seconds. */
function moved(asking: Asking, at: number, by: number): Asking {
  const isFromPress = (time: number) =>
    time % minuteMs !== 0 &&
    whens.some((which) => which !== 'other' && Math.abs(before(at, which) - time) < justMs);
  const text = JSON.stringify(asking.body, (key, value: unknown) => {
    if (!dated.has(key) || typeof value !== 'string') return value;
    const time = Date.parse(value);
    return isFromPress(time) ? new Date(time + by).toISOString() : value;
  });
  return { ...asking, body: JSON.parse(text) as object };
}
