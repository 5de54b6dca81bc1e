import type { ProblemNow } from './problem.ts';
import type { SubmitCommands } from './submit.ts';
import type { CommandCounter } from './metrics.ts';
import { clientReaders, detailReaders, isOneOf, type Operation } from './roles.ts';
import type { Role } from '../../engine/policy/terms.ts';
import type { Caller, Scope } from '../reads.ts';
import { uuid } from './schemas.ts';
import type { Actor } from '../../engine/record/events.ts';
import type { DocumentStore } from '../postgres/documents/store.ts';
import type { Gateway } from '../temporal/gateway.ts';
import type { Logger } from 'pino';
import type { KeyedHash } from './keyed-hash.ts';
import type { Policies } from '../policies.ts';
import type { Seal } from '../seal.ts';

export type Clock = { now(): number };

/** The stores and reads of the features, which the kit does not know: declared where the API is composed. */
export interface FeatureStores {}

/** What all routes share. */
export type RouteContext = FeatureStores & {
  gateway: Gateway;
  documents: DocumentStore;
  /** Closes protected words for their way to the record. */
  seal: Pick<Seal, 'seal'>;
  clock: Clock;
  logger: Logger;
  /** Where callers reach the API. */
  publicUrl: string;
  /** The pages of our namespace in the Temporal Web UI; null where nobody said where it is. */
  temporalUi: string | null;
  keyed: KeyedHash;
  policies: Policies;
  commands: CommandCounter;
  /** What the table of problems says of a code that was stored. */
  problemNow: ProblemNow;
  submit: SubmitCommands;
  /** Whether an agency may have messages posted there, as far as the address says; a name is judged whenever one is sent. */
  mayPostTo: (url: URL) => boolean;
  /** What a role may do. */
  operationsOf: (role: Role) => Operation[];
};

/** Parameter of the routes below one enrollment. */
export const enrollmentParams = { id: uuid };

/** What a caller's queries may see: their agency's. */
export function scopeOf(caller: Caller): Scope {
  return { agencyId: caller.agencyId };
}

export function actorOf({ staffId, role, agencyId }: Caller): Actor {
  return { staffId, role, agencyId };
}

/** Whether names may be shown to the caller. */
export function knowsClients(caller: Caller): boolean {
  return isOneOf(caller.role, clientReaders);
}

/** Whether what people wrote may be shown to the caller. */
export function readsDetails(caller: Caller): boolean {
  return isOneOf(caller.role, detailReaders);
}
