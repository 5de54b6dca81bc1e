import type { StepFacts } from '../engine/record/steps/index.ts';
import type { Instant } from '../engine/calendar/index.ts';
import type { CommandBatch } from '../engine/record/commands.ts';
import type { Actor } from '../engine/record/events.ts';

type Referral = Omit<Extract<StepFacts, { type: 'receiveReferral' }>, 'type'> & {
  commandId: string;
  by: Actor;
  receivedAt?: Instant;
  askedAt?: Instant;
  sealed?: string;
  fingerprint: string;
};

/** The first batch of an enrollment: its referral (IN-1). */
export function enrollBatch(referral: Referral, agencyId: string, now: Instant): CommandBatch {
  const { clientId, level, emergency, origin, onCallId, policy, sealed, askedAt = now } = referral;
  const { consents, noConsents } = referral;
  return {
    commandId: referral.commandId,
    by: { ...referral.by, agencyId },
    fingerprint: referral.fingerprint,
    commands: [
      {
        facts: {
          ...{ type: 'receiveReferral', clientId, level, emergency, origin, onCallId, policy },
          ...(consents === undefined ? {} : { consents }),
          ...(noConsents === undefined ? {} : { noConsents }),
        },
        occurredAt: referral.receivedAt ?? Math.min(askedAt, now),
        ...(sealed === undefined ? {} : { sealed }),
      },
    ],
  };
}
