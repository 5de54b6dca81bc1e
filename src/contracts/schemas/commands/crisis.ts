import type { CrisisFacts } from '../../../domain/crisis/steps.ts';
import type { SpecsOf } from './spec.ts';

export const crisisSpecs = {} satisfies SpecsOf<CrisisFacts>;
