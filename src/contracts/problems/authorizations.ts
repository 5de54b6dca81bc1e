import type { AuthorizationRefusal } from '../../domain/authorizations/refusals.ts';
import { type Problem, refusal } from './problem.ts';

export const authorizationProblems = {
  'document-missing': refusal(
    422,
    'A document that has to go with it is missing',
    'Enclose what the answer names (AC-2, AU-2), and list it in `documents`.',
  ),
} satisfies Record<AuthorizationRefusal, Problem>;
