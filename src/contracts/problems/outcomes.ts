import type { OutcomeRefusal } from '../../domain/outcomes/refusals.ts';
import type { Problem } from './problem.ts';

export const outcomeProblems = {} satisfies Record<OutcomeRefusal, Problem>;
