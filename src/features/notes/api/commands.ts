import { about, noFacts, note, prose } from '../../../kit/http/schemas.ts';
import type { SpecsFor } from '../../../kit/http/command-spec.ts';
import { team } from '../../../kit/http/roles.ts';
import type { noteStepRules } from '../step-rules.ts';
import { z } from 'zod';

export const noteSpecs = {
  consultSupervisor: {
    summary: 'A supervisor was consulted; the chart is to say so within 24 hours (DO-4)',
    roles: team,
    problems: {},
    resolve: null,
    facts: noFacts,
    details: { question: prose('What it was about.'), note },
  },

  documentConsultation: {
    summary: 'Document a consultation with a supervisor in the chart (DO-4)',
    roles: team,
    problems: { 'unknown-consultation': true },
    resolve: null,
    facts: z.strictObject({ about }),
    details: {
      summary: prose('What was discussed.'),
      decision: prose('What was decided, and what comes next.'),
      note,
    },
  },
} satisfies SpecsFor<typeof noteStepRules>;
