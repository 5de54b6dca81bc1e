import type { StepsRead } from '../../reads.ts';
import { iso } from '../instants.ts';

export type Told = {
  /** A step by its id and time, with what people wrote where the caller may read it. */
  mark(id: string, at: number): { stepId: string; at: string; details?: Record<string, unknown> };
  author(staffId: string): { staffId: string; name: string | null };
};

/** Names steps and authors as registers show them. */
export function toldBy({ words, names }: Pick<StepsRead, 'words' | 'names'>): Told {
  return {
    mark(id, at) {
      const details = words.get(id);
      return { stepId: id, at: iso(at), ...(details === undefined ? {} : { details }) };
    },
    author: (staffId) => ({ staffId, name: names.get(staffId) ?? null }),
  };
}
