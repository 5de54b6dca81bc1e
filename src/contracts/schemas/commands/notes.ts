import type { NoteFacts } from '../../../domain/notes/steps.ts';
import type { SpecsOf } from './spec.ts';

export const noteSpecs = {} satisfies SpecsOf<NoteFacts>;
