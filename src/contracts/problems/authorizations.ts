import type { AuthorizationRefusal } from '../../domain/authorizations/refusals.ts';
import type { Problem } from './problem.ts';

export const authorizationProblems = {} satisfies Record<AuthorizationRefusal, Problem>;
