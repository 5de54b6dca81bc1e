import type { SccpFacts } from '../../../domain/sccp/steps.ts';
import type { SpecsOf } from './spec.ts';

export const sccpSpecs = {} satisfies SpecsOf<SccpFacts>;
