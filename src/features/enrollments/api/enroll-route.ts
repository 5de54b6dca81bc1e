import { randomUUID } from 'node:crypto';
import { v5 as uuidV5 } from 'uuid';
import { differencesOf, type ToldPerson } from '../person.ts';
import type { z } from 'zod';
import { dangerUnasked } from '../../triage/api/danger.ts';
import type { Enroll } from '../../../contracts/messages.ts';
import type { Admission } from '../../pending-steps/postgres/ports.ts';
import { receiptReply } from './replies.ts';
import { newEnrollmentBody } from './schemas.ts';
import type { EnrollOutcome } from '../../../kit/temporal/gateway.ts';
import type { Waiting } from '../../pending-steps/activities/take-in.ts';
import { keyReused, nameRefused } from '../../../kit/http/act-reply.ts';
import { isRefusal, ok, type Refusal, refuse, reply } from '../../../kit/http/reply.ts';
import { renderReceipt } from './render-receipt.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import { actorOf, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { takenIn } from '../../pending-steps/api/routes.ts';
import { outcomeOf, refusalOf, settled, waitingReply } from '../../../kit/http/submit.ts';

type Body = z.output<typeof newEnrollmentBody>;

// Names made from an agency and a key: any fixed UUID will do, as long as it never changes.
const enrollmentNamespace = '0f5d6a6e-4c0b-5f0e-9f53-6d1a0a7d4b11';

/** A referral becomes an enrollment (IN-1). */
export function enrollRoute(context: RouteContext): Route {
  return route({
    id: 'startEnrollment',
    method: 'post',
    path: '/enrollments',
    tag: 'Enrollments',
    summary: 'Start an enrollment from a referral (IN-1)',
    operation: 'enrollment:create',
    body: newEnrollmentBody,
    takesKey: true,
    replies: {
      201: { description: 'Started', schema: receiptReply },
      200: { description: 'Had been started by an earlier request with this key', schema: receiptReply },
      202: takenIn,
    },
    problems: [
      'client-already-enrolled',
      'person-differs',
      'danger-not-considered',
      'idempotency-key-reused',
      'occurred-in-future',
      'unknown-level',
      'beyond-calendar',
      'outcome-unknown',
    ],
    async handle(input) {
      const result = await enroll(context, input);
      context.commands('receiveReferral', outcomeOf(result));
      return result;
    },
  });
}

/** Who is on record under the reference that a referral names. */
type Known = Awaited<ReturnType<RouteContext['reads']['clientByReference']>>;

async function enroll(context: RouteContext, input: Input<unknown, Body>) {
  const { caller, body } = input;
  const { clients } = context;
  const enrollmentId =
    input.key === undefined ? randomUUID() : uuidV5(`${caller.agencyId}/${input.key}`, enrollmentNamespace);
  const commandId = input.key ?? randomUUID();

  const admission = await context.reads.admission(scopeOf(caller), enrollmentId, commandId);
  const earlier = admission?.onRecord ?? null;
  const known = await context.reads.clientByReference(caller.agencyId, body.client.reference);
  const refusal = earlier || admission?.own ? null : firstLook(input, known, enrollmentId);
  if (isRefusal(refusal)) return refusal;
  const request = await requestOf(context, input, known, { enrollmentId, commandId });
  if (isRefusal(request)) return request;

  const { sameAsOnRecord: _, ...told } = body.client;
  const client = { ...told, birthDate: told.birthDate ?? null };
  const reuse = admission && nameRefused(admission, request, 'referral');
  if (reuse) return reuse;
  const clientId = earlier?.clientId ?? (await clients.ensureClient(caller.agencyId, client)).id;
  // Before the enrollment is there: from then on who it is about is changed by no referral.
  if (!earlier) await clients.renameUnseen(clientId, personOf(client));
  const outcome = await bring(context, enrollmentId, { ...request, clientId }, admission);
  if (outcome.status === 'waiting') return waitingReply(outcome, enrollmentId, commandId);
  return answerOf(outcome, commandId);
}

/** Starts the enrollment, or, while the engine is away, has its referral wait. */
async function bring(
  { gateway, pendingSteps, clock }: RouteContext,
  enrollmentId: string,
  request: Enroll,
  admission: Admission | null,
): Promise<EnrollOutcome | Waiting> {
  if (admission?.own) return { status: 'waiting', ...admission.own };
  const outcome = await settled(() => gateway.enroll(enrollmentId, request));
  if (outcome.status !== 'unavailable' || outcome.away !== 'engine') return outcome;
  return settled(() => pendingSteps.enroll(enrollmentId, request, { now: clock.now() }));
}

/** Refuses what is plainly wrong before the client is written. The enrollment looks at it again. */
function firstLook(
  { body }: Pick<Input<unknown, Body>, 'body'>,
  known: Known,
  enrollmentId: string,
): Refusal | null {
  const open = known?.openEnrollmentId ?? enrollmentId;
  if (open !== enrollmentId) return alreadyEnrolled(open);
  // An emergency is taken and pages at once: who it is, is settled afterwards.
  if (!known?.everEnrolled || body.referral.emergency || body.client.sameAsOnRecord) return null;
  const differing = differencesOf(personOf(body.client), known.client);
  if (differing.length === 0) return null;
  const detail = 'differs from who is on record under this reference';
  return refuse('person-differs', {
    errors: differing.map((name) => ({ pointer: `/client/${name}`, detail })),
  });
}

/** Who somebody is, of all that a referral or the record holds of them. */
function personOf({ givenName, familyName, birthDate }: Body['client'] | ToldPerson): ToldPerson {
  return { givenName, familyName, birthDate: birthDate ?? null };
}

async function requestOf(
  context: RouteContext,
  { caller, body }: Input<unknown, Body>,
  known: Known,
  { enrollmentId, commandId }: { enrollmentId: string; commandId: string },
): Promise<Omit<Enroll, 'clientId'> | Refusal> {
  const { reads, policies, seal, keyed } = context;
  const { receivedAt, level, emergency, needs, consents, screen, note, dangerConsidered } = body.referral;
  const { profileHash, calendarHash } = await reads.agencyPolicy(caller.agencyId);
  const policy = await policies.policy(profileHash, calendarHash);
  if (!policy) throw new Error('the record lacks the policy of an agency');
  if (!policy.profile.levels.some(({ id }) => id === level)) {
    const known = policy.profile.levels.map(({ id }) => id).join(', ');
    return refuse('unknown-level', {
      errors: [{ pointer: '/referral/level', detail: `must be one of: ${known}` }],
    });
  }
  const question = dangerUnasked(body.referral, policy.profile);
  if (question) return question;
  const owner = { agencyId: caller.agencyId, enrollmentId, commandId };
  const told = personOf(body.client);
  const words = {
    // The record of who the client is stays as it is; what this referral said of them is not lost.
    ...(known?.everEnrolled && JSON.stringify(told) !== JSON.stringify(personOf(known.client))
      ? { told }
      : {}),
    ...(needs.length === 0 ? {} : { needs }),
    ...(consents.length === 0 ? {} : { consents }),
    ...(dangerConsidered === undefined ? {} : { dangerConsidered }),
    ...(screen === undefined ? {} : { screen }),
    ...(note === undefined ? {} : { note }),
  };
  return {
    commandId,
    by: actorOf(caller),
    ...(receivedAt === undefined ? {} : { receivedAt }),
    askedAt: context.clock.now(),
    level,
    emergency,
    origin: { type: 'referral' },
    onCallId: emergency ? await reads.onCallCoordinator(caller.agencyId, context.clock.now()) : null,
    policy,
    ...(Object.keys(words).length === 0 ? {} : { sealed: seal.seal(words, owner) }),
    fingerprint: keyed.fingerprint({ route: 'enrollments', body }),
  };
}

function answerOf(outcome: EnrollOutcome, commandId: string) {
  switch (outcome.status) {
    case 'accepted': {
      const { receipt, replayed } = outcome;
      const headers = {
        Location: `/api/v1/enrollments/${receipt.enrollmentId}`,
        ETag: `"${receipt.version}"`,
      };
      const body = renderReceipt(receipt);
      return replayed ? ok(body, { ...headers, 'Idempotent-Replayed': 'true' }) : reply(201, body, headers);
    }
    case 'client-already-enrolled':
      return alreadyEnrolled(outcome.enrollmentId);
    case 'refused': {
      const { rejection, reuse } = outcome;
      if (reuse) return keyReused(reuse, 'referral');
      const field = rejection.field === 'occurredAt' ? 'receivedAt' : rejection.field;
      return refusalOf({ ...rejection, ...(field === undefined ? {} : { field }) }, '/referral');
    }
    case 'unavailable':
      return outcome.unknown ? refuse('outcome-unknown', { extra: { commandId } }) : refuse('unavailable');
  }
}

function alreadyEnrolled(enrollmentId: string): Refusal {
  return refuse('client-already-enrolled', { extra: { enrollmentId } });
}
