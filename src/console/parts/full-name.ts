import type { DayCard } from '../server/replies.ts';

/** As one says it; the reference of whoever is on file without a name. */
export function fullName({ givenName, familyName, reference }: DayCard['client']): string {
  return [givenName, familyName].filter(Boolean).join(' ') || reference;
}
