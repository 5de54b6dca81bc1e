import type { z } from 'zod';
import type { ToldPerson } from '../../identity/identity.ts';
import { actResult } from '../../../kit/http/act-reply.ts';
import type { ReferralRequest } from '../../identity/postgres/ports.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { type Refusal, refuse } from '../../../kit/http/reply.ts';
import { refuseLookAlikes, refuseStrangers } from '../../search/api/look-alikes.ts';
import type { Caller } from '../../../kit/reads.ts';
import type { newEnrollmentBody } from './schemas.ts';

type Body = z.output<typeof newEnrollmentBody>;

/** `shown`: who lists show, before this referral is on record. */
export type About = { clientId: string; own: boolean; shown: ToldPerson | null };

/** Whose file the referral would go into. */
type OnFile = { clientId: string; own: boolean; taken: boolean } | null;

type Asked = {
  caller: Caller;
  body: Body;
  known: OnFile;
  /** Reads it anew. */
  onFile: () => Promise<OnFile>;
};

/** Whom the referral is about: their file, found or made; or what differs from who is on record. */
export async function clientOf(
  context: RouteContext,
  { caller, body: { client, referral }, known, onFile }: Asked,
  ask: Pick<ReferralRequest, 'by' | 'commandId' | 'fingerprint' | 'enrollmentId' | 'now'>,
): Promise<About | Refusal> {
  // Asked once, of somebody who is not on file yet. An emergency is taken at once, and settled afterwards.
  const isNew = !known?.own && !known?.taken && !referral.emergency;
  const about = { caller, client, now: ask.now, except: known?.clientId ?? null };
  const isItself = async () => (await onFile())?.own === true;
  const alike =
    (await refuseStrangers(context, about)) ??
    (isNew ? await refuseLookAlikes(context, about, isItself) : null);
  if (alike) return alike;
  const { reference, birthDateQuality, phone, sameAsOnRecord = null } = client;
  const told = { ...personOf(client), birthDateQuality, phone };
  const outcome = await context.identities.refer({
    ...{ ...ask, via: 'referral', reference, told, urgent: referral.emergency, sameAsOnRecord },
  });
  return actResult(outcome, 'referral', (refused) => {
    if (refused.code === 'client-already-enrolled') return alreadyEnrolled(refused.enrollmentId);
    const { onRecord } = refused;
    if (refused.code === 'another-on-record') {
      const errors = [{ pointer: '/client/sameAsOnRecord', detail: 'is not the file of this reference' }];
      return refuse(refused.code, { errors, extra: { onRecord } });
    }
    const detail = 'differs from who is on record under this reference';
    return refuse(refused.code, {
      errors: refused.differing.map((name) => ({ pointer: `/client/${name}`, detail })),
      extra: { onRecord },
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
