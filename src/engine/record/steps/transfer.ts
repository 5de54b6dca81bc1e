import { type FactsIn, step } from './step.ts';
import type { Instant } from '../../calendar/index.ts';

/** A document that came over: where it stands now, and what it is a copy of. */
export type CarriedDocument = {
  kind: string;
  document: string;
  hash: string;
  origin: string;
  originHash: string;
};

/** The newest Acuity Index of the sending agency; `form`: the one that was answered, by its hash. */
type CarriedIndex = { score: number; scoredAt: Instant; form?: string };

/** How something that came over was settled. */
export const settlements = ['done', 'begun-anew', 'not-needed'] as const;

/** Steps of an enrollment that goes on with a client of another agency (OU-4, AC-2). */
export const transferSteps = {
  /** `owed`: what was owed there under duties that this agency knows as well; each keeps its date. */
  takeOver: step<{
    transfer: string;
    /** The enrollment there. */
    from: string;
    owed: { kind: string; due: Instant }[];
    index: CarriedIndex | null;
    documents: CarriedDocument[];
  }>('TakenOver'),
  /** Something else that was owed there: about a thing which this enrollment has not. `origin`: its obligation's key there. */
  carryDuty: step<{ kind: string; duty: string; due: Instant; origin: string }>('DutyCarriedOver'),
  settleCarried: step<{ about: string; how: (typeof settlements)[number] }>('CarriedDutySettled'),
};

export type TransferFacts = FactsIn<typeof transferSteps>;
