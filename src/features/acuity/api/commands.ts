import { z } from 'zod';
import type { AcuityFacts } from '../../../engine/record/steps/acuity.ts';
import { prose } from '../../../kit/http/schemas.ts';
import type { SpecsOf } from '../../../kit/http/command-spec.ts';

const note = prose('What else is to be known.').optional();
const highAcuityEvent = z
  .enum([
    'hospitalization',
    'readmission',
    'police-contact',
    'arrest',
    'jail',
    'detox-admission',
    'mobile-crisis-visit',
    'other',
  ])
  .meta({ description: 'Protected: kept out of everything but the record.' });

export const acuitySpecs = {
  keepLevel: {
    summary: 'Leave the client at the present level although the index indicates another (AC-3)',
    facts: z.strictObject({}),
    words: { reason: prose('Why it is done.'), note },
  },
  reportHighAcuityEvent: {
    summary: 'Report a high-acuity event: contact within a day, then a period of closer contact (AC-5)',
    facts: z.strictObject({}),
    words: {
      event: highAcuityEvent,
      summary: prose('What happened and what was agreed.').optional(),
      note,
    },
  },
} satisfies SpecsOf<AcuityFacts>;
