import { refuse } from '../../engine/steps/check.ts';

type Share = { units?: number | null; from?: string | undefined; through?: string | undefined };

/** Nobody is granted what was not asked for: more of it is another request. Dates are local ones; null where it fits. */
export function beyondAsked(asked: { units: number; from?: string; through: string }, granted: Share) {
  const { units, from, through } = granted;
  const tooMany = units != null && units > asked.units;
  if (tooMany) return refuse('decision-exceeds-request', `${asked.units} units were asked for.`, 'units');
  if (from !== undefined && asked.from !== undefined && from < asked.from)
    return refuse('decision-exceeds-request', `It was asked for from ${asked.from} on.`, 'from');
  if (through !== undefined && through > asked.through)
    return refuse('decision-exceeds-request', `It was asked for through ${asked.through}.`, 'through');
  return null;
}
