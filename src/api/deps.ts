import type { Registry } from 'prom-client';
import type { Logger } from 'pino';
import type { AccessStore } from '../contracts/access.ts';
import type { CaseloadStore } from '../contracts/caseload.ts';
import type { DocumentStore } from '../contracts/documents.ts';
import type { FundStore } from '../contracts/fund.ts';
import type { AbsenceStore } from '../contracts/absences.ts';
import type { ReassignmentStore } from '../contracts/moves.ts';
import type { OnCallStore } from '../contracts/on-call.ts';
import type { Reads, Writes } from '../contracts/reads.ts';
import type { StaffStore } from '../contracts/staff.ts';
import type { TransferStore } from '../contracts/transfers.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Intake } from '../gateway/intake.ts';

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
