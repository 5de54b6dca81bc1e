import type { OutcomeFacts } from '../../../domain/outcomes/steps.ts';
import type { SpecsOf } from './spec.ts';

export const outcomeSpecs = {} satisfies SpecsOf<OutcomeFacts>;
