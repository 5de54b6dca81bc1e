import { formatLocalDate, localDateOf } from '../../engine/calendar/index.ts';
import type { Hours } from '../../engine/deadlines/rungs.ts';
import { refused } from '../../engine/documents/refusals.ts';
import type { Actor } from '../../engine/record/events.ts';

/** With what the parts that people have in it refuse an act, whichever of its documents it is on. */
export type PartRefusal = 'supervises-oneself' | 'not-their-supervisor' | 'day-passed' | 'unknown-entry';

/** Who the two of them are: nobody else has a part but the director. */
export type Pair = { staffId: string; supervisorId: string };

/** The part somebody has in it; null: none. */
export function partOf(
  { staffId, supervisorId }: Pair,
  by: Actor,
): 'coordinator' | 'supervisor' | 'director' | null {
  if (by.staffId === staffId) return 'coordinator';
  if (by.staffId === supervisorId) return 'supervisor';
  return by.role === 'director' ? 'director' : null;
}

/** Refused unless the supervisor, or the director in their place, acts; about themselves neither does. */
export function notLed(pair: Pair, by: Actor) {
  if (by.staffId === pair.staffId) return refused('supervises-oneself', 'Nobody supervises themselves.');
  const part = partOf(pair, by);
  return part === 'supervisor' || part === 'director' ? null : notTheirs;
}

export const notTheirs = refused('not-their-supervisor', 'Somebody else supervises this person.');

/** Refused when one of these local dates lies before that instant's. */
export function passed({ calendar }: Pick<Hours, 'calendar'>, at: number, days: Record<string, string>) {
  const today = formatLocalDate(localDateOf(calendar, at));
  const fields = Object.entries(days)
    .filter(([, day]) => day < today)
    .map(([field]) => ({ field, detail: 'lies in the past' }));
  return fields.length === 0 ? null : refused('day-passed', 'A day that is set lies ahead.', fields);
}

export const unknownEntry = (field: string) =>
  refused('unknown-entry', 'There is no such entry.', [{ field, detail: 'is not there' }]);
