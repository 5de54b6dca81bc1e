import type { RstFacts } from '../../../domain/rst/steps.ts';
import type { SpecsOf } from './spec.ts';

export const rstSpecs = {} satisfies SpecsOf<RstFacts>;
