import { about, prose } from '../../../kit/http/schemas.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { team } from '../../../kit/http/roles.ts';
import type { transferStepRules } from '../step-rules.ts';
import { z } from 'zod';
import { settlements } from '../../../engine/record/steps/transfer.ts';

export const transferSpecs = {
  settleCarried: {
    summary: 'Settle something that was owed in the other agency and came over with the client',
    roles: team,
    problems: { 'unknown-carried-duty': true, 'carried-duty-settled': true },
    resolve: null,
    facts: z.strictObject({ about, how: z.enum(settlements) }),
    details: { summary: prose('What was done about it, or why nothing is to be done.') },
  },
} satisfies SpecsFor<typeof transferStepRules>;
