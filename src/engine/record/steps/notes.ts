import { type FactsIn, step } from './step.ts';
/** Steps about what must be written down (DO). */
export const noteSteps = {
  /** Begins a consultation with a supervisor. */
  consultSupervisor: step('SupervisorConsulted'),
  /** `about` is the consultation. */
  documentConsultation: step<{ about: string }>('ConsultationDocumented'),
};

export type NoteFacts = FactsIn<typeof noteSteps>;
