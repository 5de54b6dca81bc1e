import type { ActAsk, ActOutcome } from '../../../kit/acts.ts';
import type { Identifier, ToldPerson } from '../identity.ts';
import type { ReferralRefusal, Referred } from '../refer.ts';

export type ReferralRequest = ActAsk & Referred & { now: number };

/** Whose file a referral goes into, whether that was made for it, and who is shown there. */
export type ReferredClient = { clientId: string; own: boolean; shown: ToldPerson };

export type OnFileAsked = Pick<Referred, 'via' | 'reference' | 'enrollmentId'> & { agencyId: string };

export type IdentityStore = {
  /** Finds the person's file, or makes it, before the enrollment is there; the same request finds the same file. */
  refer(request: ReferralRequest): Promise<ActOutcome<ReferredClient, ReferralRefusal>>;
  /** Adds the number that another system gave a client. */
  identify(request: ActAsk & { clientId: string; identifier: Identifier; now: number }): Promise<void>;
  /** Whose file it would go into by now: made for it before, or somebody's about whom an enrollment is or will be. */
  onFile(asked: OnFileAsked): Promise<{ clientId: string; own: boolean; taken: boolean } | null>;
  /** The referral was refused: the file that was made for it may be named anew. */
  notEnrolled(enrollmentId: string): Promise<void>;
};
