import type { Profile } from '../../engine/policy/profile.ts';
import type { MissCause } from '../../engine/policy/miss-cause.ts';
import { reasons } from '../papers/code-words.ts';

const causes: Record<MissCause, string> = {
  client: 'The client could not be reached',
  staff: 'Staff',
  system: 'The system was late',
};

/** What the parts of numbers are called, by their ids: duties and levels as the agency's profile calls them. */
export function partTitles({ rules, levels }: Pick<Profile, 'rules' | 'levels'>): Record<string, string> {
  const duties = new Map<string, Set<string>>();
  for (const { duty, title } of rules) duties.set(duty, (duties.get(duty) ?? new Set()).add(title));
  return {
    ...causes,
    ...reasons,
    ...Object.fromEntries(levels.map(({ id, title }) => [id, title])),
    ...Object.fromEntries([...duties].map(([duty, titles]) => [duty, [...titles].join('; ')])),
  };
}
