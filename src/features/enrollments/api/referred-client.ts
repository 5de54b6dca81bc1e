import type { z } from 'zod';
import type { ToldPerson } from '../../identity/identity.ts';
import { actResult } from '../../../kit/http/act-reply.ts';
import type { ReferralRequest } from '../../identity/postgres/ports.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import type { newEnrollmentBody } from './schemas.ts';

type Body = z.output<typeof newEnrollmentBody>;

/** `shown`: who lists show, before this referral is on record. */
export type About = { clientId: string; shown: ToldPerson | null };

/** Whom the referral is about: their file, found or made; or what differs from who is on record. */
export async function clientOf(
  { identities }: RouteContext,
  { client, referral }: Body,
  ask: Pick<ReferralRequest, 'by' | 'commandId' | 'fingerprint' | 'enrollmentId' | 'now'>,
): Promise<About | Refusal> {
  const { reference, birthDateQuality, phone, sameAsOnRecord = false } = client;
  const told = { ...personOf(client), birthDateQuality, phone };
  const outcome = await identities.refer({
    ...{ ...ask, via: 'referral', reference, told, urgent: referral.emergency, sameAsOnRecord },
  });
  return actResult(outcome, 'referral', (refused) => {
    if (refused.code === 'client-already-enrolled') return alreadyEnrolled(refused.enrollmentId);
    const detail = 'differs from who is on record under this reference';
    return refuse(refused.code, {
      errors: refused.differing.map((name) => ({ pointer: `/client/${name}`, detail })),
    });
  });
}

type Named = { [Member in keyof ToldPerson]?: string | undefined };

export function personOf({ givenName, familyName, birthDate }: Named): ToldPerson {
  return { givenName: givenName ?? null, familyName: familyName ?? null, birthDate: birthDate ?? null };
}

export function alreadyEnrolled(enrollmentId: string): Refusal {
  return refuse('client-already-enrolled', { extra: { enrollmentId } });
}
