import { beginning } from './beginning.ts';
import type { Act } from './teller.ts';

/** The whole story in the order in which it happens. */
export const acts: readonly Act[] = [...beginning].toSorted((a, b) =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
);
