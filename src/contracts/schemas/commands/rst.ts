import { z } from 'zod';
import type { RstFacts } from '../../../domain/rst/steps.ts';
import { prose } from '../common.ts';
import type { SpecsOf } from './spec.ts';

export const rstSpecs = {
  confirmContactInformation: {
    summary: 'Confirm with the client that the contact information on file still holds (CO-4)',
    facts: z.strictObject({}),
    words: { note: prose('What else is to be known.').optional() },
  },
} satisfies SpecsOf<RstFacts>;
