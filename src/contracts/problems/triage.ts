import type { TriageRefusal } from '../../domain/triage/refusals.ts';
import type { Problem } from './problem.ts';

export const triageProblems = {} satisfies Record<TriageRefusal, Problem>;
