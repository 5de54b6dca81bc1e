/** Steps about what must be written down (DO). */
export type NoteFacts =
  /** Begins a consultation with a supervisor. */
  | { type: 'consultSupervisor' }
  /** `about` is the consultation. */
  | { type: 'documentConsultation'; about: string };

/** Past tense of each. */
export const noteEvents = {
  consultSupervisor: 'SupervisorConsulted',
  documentConsultation: 'ConsultationDocumented',
} as const satisfies Record<NoteFacts['type'], string>;
