import type { Refusal } from '../engine/deadlines/step-check.ts';

/** The level is none of the profile's. */
export function unknownLevel(levels: { id: string }[]): Refusal {
  const known = levels.map((level) => level.id).join(', ');
  return {
    code: 'unknown-level',
    detail: `The policy profile knows these levels of care: ${known}.`,
    field: 'level',
  };
}
