import type { TeamFacts } from '../../../engine/record/steps/team.ts';
import { z } from 'zod';
import { prose } from '../../../kit/http/schemas.ts';
import type { SpecsOf } from '../../../kit/http/command-spec.ts';

export const rstSpecs = {
  confirmContactInformation: {
    summary: 'Confirm with the client that the contact information on file still holds (CO-4)',
    facts: z.strictObject({}),
    words: { note: prose('What else is to be known.').optional() },
  },
} satisfies SpecsOf<TeamFacts>;
