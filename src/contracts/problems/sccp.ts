import type { SccpRefusal } from '../../domain/sccp/refusals.ts';
import type { Problem } from './problem.ts';

export const sccpProblems = {} satisfies Record<SccpRefusal, Problem>;
