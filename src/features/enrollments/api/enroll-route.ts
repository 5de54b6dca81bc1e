import { randomUUID } from 'node:crypto';
import { v5 as uuidV5 } from 'uuid';
import type { Policy } from '../../../engine/policy/profile.ts';
import { type About, alreadyEnrolled, clientOf, personOf } from './referred-client.ts';
import type { z } from 'zod';
import { consentId } from '../../releases/consents.ts';
import { raiseLookAlikes } from '../../search/api/look-alikes.ts';
import { dangerUnasked } from '../../triage/api/danger.ts';
import type { Enroll } from '../../../contracts/messages.ts';
import { receiptReply } from './replies.ts';
import { newEnrollmentBody } from './schemas.ts';
import { dutyTitles, type TitleOf } from '../../../kit/duty-titles.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
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
    refusesCodes: true,
    replies: {
      201: { description: 'Started', schema: receiptReply },
      200: { description: 'Had been started by an earlier request with this key', schema: receiptReply },
      202: takenIn,
    },
    problems: [
      'client-already-enrolled',
      'person-differs',
      'another-on-record',
      'looks-alike',
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

async function enroll(context: RouteContext, input: Input<unknown, Body>) {
  const { caller, body } = input;
  const { keyed, clock, identities, reads } = context;
  const enrollmentId =
    input.key === undefined ? randomUUID() : uuidV5(`${caller.agencyId}/${input.key}`, enrollmentNamespace);
  const commandId = input.key ?? randomUUID();
  const now = clock.now();
  const ask = {
    by: actorOf(caller),
    commandId,
    fingerprint: keyed.fingerprint({ route: 'enrollments', body }),
  };

  const admission = await reads.admission(scopeOf(caller), enrollmentId, commandId);
  const earlier = admission?.onRecord ?? null;
  const policy = await policyFor(context, caller.agencyId, body.referral.level);
  if (isRefusal(policy)) return policy;
  const reuse = admission && nameRefused(admission, ask, 'referral');
  if (reuse) return reuse;
  // What was taken under this key before is judged by no list of today.
  const unfit = admission?.named ? null : needsRefused(input);
  if (unfit) return unfit;

  const told = { ...ask, enrollmentId, now };
  const { agencyId } = caller;
  const onFile = () => identities.onFile({ ...told, ...body.client, via: 'referral', agencyId });
  const known = await onFile();
  const raise = (clientId: string): Promise<void> =>
    raiseLookAlikes(context, { caller, client: body.client, now }, { ...told, clientId });
  if (admission?.own) {
    if (known?.own) await raise(known.clientId);
    return waitingReply(admission.own, enrollmentId, commandId);
  }

  // Before the enrollment is there: from then on who it is about is changed by no referral.
  const about = earlier
    ? { clientId: earlier.clientId, own: known?.own ?? false, shown: null }
    : await clientOf(context, { caller, body, known, onFile }, told);
  if (isRefusal(about)) return about;
  const request = {
    ...ask,
    ...(await requestOf(context, input, policy, { ...about, enrollmentId, commandId })),
  };
  const outcome = await bring(context, enrollmentId, request);
  if (outcome.status === 'refused' || outcome.status === 'client-already-enrolled')
    await identities.notEnrolled(enrollmentId);
  // Only now: whoever is to be paged has been.
  else if (about.own && outcome.status !== 'unavailable') await raise(about.clientId);
  if (outcome.status === 'waiting') return waitingReply(outcome, enrollmentId, commandId);
  const titleOf = await dutyTitles(context.policies, [policy.profileHash]);
  return answerOf(outcome, commandId, titleOf);
}

/** Needs that the agency's list has not, or that are asked back about. */
function needsRefused({ body, codes }: Input<unknown, Body>): Refusal | null {
  return codes && (codes.refusal ?? dangerUnasked(body.referral, codes.lists));
}

/** Starts the enrollment, or, while the engine is away, has its referral wait. */
async function bring(
  { gateway, pendingSteps, clock }: RouteContext,
  enrollmentId: string,
  request: Enroll,
): Promise<EnrollOutcome | Waiting> {
  const outcome = await settled(() => gateway.enroll(enrollmentId, request));
  if (outcome.status !== 'unavailable' || outcome.away !== 'engine') return outcome;
  return settled(() => pendingSteps.enroll(enrollmentId, request, { now: clock.now() }));
}

/** The agency's policy, which has that level of care. */
async function policyFor(context: RouteContext, agencyId: string, level: string): Promise<Policy | Refusal> {
  const policy = await agencyPolicy(context, agencyId);
  if (policy.profile.levels.some(({ id }) => id === level)) return policy;
  const known = policy.profile.levels.map(({ id }) => id).join(', ');
  return refuse('unknown-level', {
    errors: [{ pointer: '/referral/level', detail: `must be one of: ${known}` }],
  });
}

async function requestOf(
  context: RouteContext,
  { caller, body }: Input<unknown, Body>,
  policy: Policy,
  { clientId, shown, enrollmentId, commandId }: About & { enrollmentId: string; commandId: string },
): Promise<Omit<Enroll, 'by' | 'commandId' | 'fingerprint'>> {
  const { receivedAt, level, emergency, needs, consents, screen, note, dangerConsidered } = body.referral;
  const { noConsents } = body.referral;
  const told = personOf(body.client);
  const words = {
    // The record of who the client is stays as it is; what this referral said of them is not lost.
    ...(shown && JSON.stringify(told) !== JSON.stringify(shown) ? { told } : {}),
    ...(needs.length === 0 ? {} : { needs }),
    ...(consents.length === 0 ? {} : { consents }),
    ...(dangerConsidered === undefined ? {} : { dangerConsidered }),
    ...(screen === undefined ? {} : { screen }),
    ...(note === undefined ? {} : { note }),
  };
  const now = context.clock.now();
  const owner = { agencyId: caller.agencyId, enrollmentId, commandId };
  return {
    clientId,
    ...(receivedAt === undefined ? {} : { receivedAt }),
    askedAt: now,
    level,
    emergency,
    origin: { type: 'referral' },
    onCallId: emergency ? await context.reads.onCallCoordinator(caller.agencyId, now) : null,
    ...(consents.length === 0 ? {} : { consents: consents.map((_, place) => consentId(commandId, place)) }),
    ...(noConsents === undefined ? {} : { noConsents }),
    policy,
    ...(Object.keys(words).length === 0 ? {} : { sealed: context.seal.seal(words, owner) }),
  };
}

function answerOf(outcome: EnrollOutcome, commandId: string, titleOf: TitleOf) {
  switch (outcome.status) {
    case 'accepted': {
      const { receipt, replayed } = outcome;
      const headers = {
        Location: `/api/v1/enrollments/${receipt.enrollmentId}`,
        ETag: `"${receipt.version}"`,
      };
      const body = renderReceipt(receipt, titleOf);
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
