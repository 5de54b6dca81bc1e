import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { ToldPerson } from '../identity.ts';
import type { ReferralRefusal, Referred } from '../refer.ts';

export type ReferralRequest = ActAsk & Referred & { now: number };

/** Whose file a referral goes into, and who is shown there. */
export type ReferredClient = { clientId: string; shown: ToldPerson };

export type IdentityStore = {
  /** Finds the person's file, or makes it, before the enrollment is there; the same request finds the same file. */
  refer(request: ReferralRequest): Promise<ActOutcome<ReferredClient, ReferralRefusal>>;
  /** The referral was refused: the file that was made for it may be named anew. */
  notEnrolled(enrollmentId: string): Promise<void>;
};
