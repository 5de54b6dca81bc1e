import type { AuthorizationFacts } from '../../../domain/authorizations/steps.ts';
import type { SpecsOf } from './spec.ts';

export const authorizationSpecs = {} satisfies SpecsOf<AuthorizationFacts>;
