import { beginning } from './beginning.ts';
import { care } from './care.ts';
import { leaving } from './leaving.ts';
import { money } from './money.ts';
import { papers } from './papers.ts';
import { routine } from './routine.ts';
import { team } from './team.ts';
import type { Act } from './teller.ts';
import { trouble } from './trouble.ts';

/** The whole story in the order in which it happens. */
export const acts: readonly Act[] = [
  ...beginning,
  ...care,
  ...leaving,
  ...money,
  ...papers,
  ...routine,
  ...team,
  ...trouble,
].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
