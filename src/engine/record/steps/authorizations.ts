import { type FactsIn, step } from './step.ts';
import type { FundPurpose } from '../../policy/fund-purposes.ts';
import type { CoordinationService, PsychotherapeuticService } from '../../policy/service-kinds.ts';
import type { Enclosure, RequestDocument } from '../../policy/request-documents.ts';

export const authorizationDecisions = ['approved', 'approved-in-part', 'returned', 'denied'] as const;
export type AuthorizationDecision = (typeof authorizationDecisions)[number];

/** Whom a service was for. Somebody else may not be billed for (AU-5). */
export const served = ['client', 'other-person'] as const;
export type Served = (typeof served)[number];

/** The date of the payer's letter, where a lead records a decision of a payer who is not in the system. */
type ByLetter = { letterDated?: string };

/**
 * What else a decision says: which kinds a return lacks, until which local day it can be appealed, and the decision, by its step,
 * that the payer corrects with it.
 */
type Decides = ByLetter & { lacks?: RequestDocument[]; appealBy?: string; corrects?: string } & Moves;

/** Looked up, of a correction: the authorization ends on another day from then on; on which, while it is granted. */
type Moves = { moves?: true; runsOut?: string };

/** What goes to the payer, by name; `documents`: its kinds. Requests from before enclosures had names lack them. */
type Encloses = { enclosed?: Enclosure[] };

/** Steps about service authorizations and their use, SARs (AU). Dates are local ones, both ends included. */
export const authorizationSteps = {
  requestExtension: step<
    Encloses & {
      initial: boolean;
      units: number;
      through: string;
      documents?: RequestDocument[];
      /** The authorization it extends. */
      authorization?: string;
    }
  >('ExtensionRequested'),
  /** `about`: the request. Steps from before requests were things of their own lack it. */
  decideExtension: step<
    Decides & {
      about?: string;
      decision: AuthorizationDecision;
      units: number | null;
      authorization?: string;
      through?: string;
    }
  >('ExtensionDecided'),
  resubmitExtension: step<
    Encloses & {
      about: string;
      documents: RequestDocument[];
      units?: number;
      through?: string;
    }
  >('ExtensionResubmitted'),
  appealExtension: step<{ about: string }>('ExtensionAppealed'),
  withdrawExtension: step<{ about: string }>('ExtensionWithdrawn'),
  /** A SAR (AU-2, AU-3); it names the authorization for ever. */
  requestAuthorization: step<
    Encloses & {
      /** The payer's code of the service. */
      service: string;
      /** Id of the provider in the directory. */
      provider?: string;
      units: number;
      from: string;
      through: string;
      initial: boolean;
      documents: RequestDocument[];
      /** The confirmed need it is for. */
      need?: string;
      /** The payment from the discretionary fund it claims back (AU-4). */
      claims?: string;
      /** The authorization it continues (AU-1). */
      extends?: string;
    }
  >('AuthorizationRequested'),
  /** From here on `about` is the request. What is approved says how many units, from when, through when. */
  decideAuthorization: step<
    Decides & {
      about: string;
      decision: AuthorizationDecision;
      units: number | null;
      from?: string;
      through?: string;
    }
  >('AuthorizationDecided'),
  resubmitAuthorization: step<
    Encloses & {
      about: string;
      documents: RequestDocument[];
      units?: number;
      from?: string;
      through?: string;
    }
  >('AuthorizationResubmitted'),
  appealDecision: step<{ about: string }>('DecisionAppealed'),
  endAuthorization: step<{ about: string }>('AuthorizationEnded'),
  /** A service of the coordinator's own (SV-1), and what it used of an authorization (AU-1, AU-5). */
  recordService: step<{
    kind: CoordinationService | PsychotherapeuticService;
    minutes: number;
    servedFor: Served;
    billable: boolean;
    procedureCode?: string;
    authorization?: string;
    units?: number;
  }>('ServiceRecorded'),
  /** Comes with an entry of the agency's fund, by its id; never by itself (AU-4). */
  payFromFund: step<{ amountCents: number; purpose: FundPurpose; entry: string; need?: string }>(
    'FundPaymentMade',
  ),
};

export type AuthorizationFacts = FactsIn<typeof authorizationSteps>;
