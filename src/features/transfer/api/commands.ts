import { z } from 'zod';
import { settlements, type TransferFacts } from '../../../engine/record/steps/transfer.ts';
import { about, prose } from '../../../kit/http/schemas.ts';
import type { SpecsOf } from '../../../kit/http/command-spec.ts';

export const transferSpecs = {
  settleCarried: {
    summary: 'Settle something that was owed in the other agency and came over with the client',
    facts: z.strictObject({ about, how: z.enum(settlements) }),
    words: { summary: prose('What was done about it, or why nothing is to be done.') },
  },
} satisfies SpecsOf<TransferFacts>;
