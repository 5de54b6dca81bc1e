import { z } from 'zod';
import type { NoteFacts } from '../../../engine/record/steps/notes.ts';
import { about, prose } from '../../../kit/http/schemas.ts';
import type { SpecsOf } from '../../../kit/http/command-spec.ts';

const note = prose('What else is to be known.').optional();

export const noteSpecs = {
  consultSupervisor: {
    summary: 'A supervisor was consulted; the chart is to say so within 24 hours (DO-4)',
    facts: z.strictObject({}),
    words: { question: prose('What it was about.'), note },
  },
  documentConsultation: {
    summary: 'Document a consultation with a supervisor in the chart (DO-4)',
    facts: z.strictObject({ about }),
    words: {
      summary: prose('What was discussed.'),
      decision: prose('What was decided, and what comes next.'),
      note,
    },
  },
} satisfies SpecsOf<NoteFacts>;
