import type { AgendaInput } from '../agenda.ts';
import type { ClientRow } from '../../../kit/client-row.ts';

/** Queries for supervision; each takes the agency. */
export type SupervisionReads = {
  /** A coordinator's caseload as an agenda is worked out from it, with the clients by enrollment: four statements. */
  agendaInput(
    agencyId: string,
    staffId: string,
  ): Promise<AgendaInput & { names: ReadonlyMap<string, ClientRow> }>;
};
