import type { AcuityFacts } from '../../../domain/acuity/steps.ts';
import type { SpecsOf } from './spec.ts';

export const acuitySpecs = {} satisfies SpecsOf<AcuityFacts>;
