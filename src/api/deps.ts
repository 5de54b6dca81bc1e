import type { Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { AccessStore } from '../features/access/postgres/ports.ts';
import type { CaseloadStore } from '../features/caseload/postgres/ports.ts';
import type { DocumentStore } from '../kit/postgres/documents/store.ts';
import type { FundStore } from '../features/fund/postgres/ports.ts';
import type { AbsenceStore } from '../features/absence/postgres/ports.ts';
import type { ReassignmentStore } from '../features/reassignment/postgres/ports.ts';
import type { OnCallStore } from '../features/on-call/postgres/ports.ts';
import type { Reads, Writes } from './reads.ts';
import type { StaffStore } from '../features/staff/postgres/ports.ts';
import type { TransferStore } from '../features/transfer/postgres/ports.ts';
import type { Gateway } from '../kit/temporal/gateway.ts';
import type { Intake } from '../features/pending-steps/activities/take-in.ts';

/** Closes protected words for their way to the record. */
export type Seal = { seal(value: unknown): string };
export type Clock = { now(): number };

/** All the API needs from outside. */
export type ApiDeps = {
  gateway: Gateway;
  intake: Intake;
  reads: Reads;
  writes: Writes;
  documents: DocumentStore;
  fund: FundStore;
  caseloads: CaseloadStore;
  onCall: OnCallStore;
  access: AccessStore;
  staff: StaffStore;
  reassignments: ReassignmentStore;
  transfers: TransferStore;
  absences: AbsenceStore;
  seal: Seal;
  clock: Clock;
  logger: Logger;
  register: Registry;
  /** Signs cursors and fingerprints; the same for all processes of the API. */
  secret: string;
  /** Where callers reach the API, for the OpenAPI document. */
  publicUrl: string;
};
