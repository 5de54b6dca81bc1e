import type { TriageFacts } from '../../../domain/triage/steps.ts';
import type { SpecsOf } from './spec.ts';

export const triageSpecs = {} satisfies SpecsOf<TriageFacts>;
