import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { NamedActor } from '../../../kit/documents.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { GlassRefusal } from '../relation.ts';

/** Somebody who looked at a client with whom they had nothing to do. */
export type BreakGlassRow = {
  id: string;
  enrollmentId: string;
  by: NamedActor;
  reason: string;
  from: number;
  until: number;
};

export type BreakGlassRequest = ActAsk & {
  caller: Caller;
  enrollmentId: string;
  reason: string;
  now: number;
};

export type RelationStore = {
  /** Lets somebody look for some hours, and tells the privacy officer in the same transaction. */
  breakGlass(request: BreakGlassRequest): Promise<ActOutcome<BreakGlassRow, GlassRefusal | 'not-found'>>;
  /** The newest first. */
  broken(agencyId: string, limit: number): Promise<BreakGlassRow[]>;
};
