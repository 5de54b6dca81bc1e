import type { RecordedStep } from '../../../engine/record/steps/index.ts';
import type { Scope } from '../../../kit/reads.ts';
import { stepId } from '../../../kit/http/schemas.ts';
import { referralList, releaseList, transmittalReply } from './replies.ts';
import { effectiveSteps, statusAt } from '../../../engine/obligations/fold.ts';
import { referralOf, referralRegister } from '../state.ts';
import { maySee, printed, transmittalOf } from '../transmittal.ts';
import { releaseRegister } from '../../releases/state.ts';
import { dutyTitles } from '../../../kit/duty-titles.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderChoice, renderReferral, renderRelease } from './render.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { registerRoute } from '../../../kit/http/register-route.ts';

const tag = 'Referrals';

/** Referrals to providers, the releases they rest on, and what is handed to a provider. */
export function referralRoutes(context: RouteContext): Route[] {
  const { reads, clock } = context;
  return [
    registerRoute(
      context,
      {
        id: 'getReferrals',
        path: 'referrals',
        tag,
        summary:
          'Referrals with their states, days waiting, what is owed; the choices they rest on (RF, PL-6)',
        reply: { description: 'In the order in which they were made', schema: referralList },
      },
      async ({ caller, enrollmentId, read, told, now }) => {
        const rows = (await reads.obligations(scopeOf(caller), enrollmentId)) ?? [];
        const { register, releases } = registersOf(read.steps, now);
        const view = { told, releases, now };
        const pinned = rows.map(({ profileHash }) => profileHash);
        const titleOf = await dutyTitles(context.policies, [caller.profileHash, ...pinned]);
        return {
          asOf: now,
          items: register.referrals.map((one) => renderReferral(view, one, rows, titleOf)),
          choices: register.choices.map((one) => renderChoice(view, one, register)),
        };
      },
    ),

    registerRoute(
      context,
      {
        id: 'getReleases',
        path: 'releases',
        tag,
        summary: 'Releases of information: what may be told to whom, what for, how long (RF-3)',
        reply: { description: 'In the order in which they were given', schema: releaseList },
      },
      ({ read, told, now }) => {
        const { register, releases } = registersOf(read.steps, now);
        const view = { told, releases, now };
        const items = releases.releases.map((one) => renderRelease(view, one, register.referrals));
        return { asOf: now, items };
      },
    ),

    route({
      id: 'getTransmittal',
      method: 'get',
      path: '/enrollments/{id}/referrals/{about}/transmittal',
      tag,
      summary: 'What the provider of a sent referral is told, while a release lets it be told (RF-2, RF-3)',
      operation: 'details:read',
      params: { ...enrollmentParams, about: stepId },
      replies: { 200: { description: 'As data and for printing', schema: transmittalReply } },
      problems: [
        'not-found',
        'enrollment-ended',
        'entered-in-error',
        'referral-out-of-turn',
        'release-missing',
      ],
      async handle({ caller, params }) {
        const [id, scope] = [params['id'] ?? '', scopeOf(caller)];
        const read = await reads.steps(scope, id, { details: true });
        if (!read) return refuse('not-found');
        const now = clock.now();
        const { register, releases } = registersOf(read.steps, now);
        const referral = referralOf(register, params['about'] ?? '');
        if (!referral) return refuse('not-found');
        // No revocation could reach an enrollment that has ended.
        const admission = await reads.admission(scope, id, null);
        if (admission?.onRecord?.endedAt != null) return refuse('enrollment-ended');
        if (admission?.onRecord?.inErrorAt != null) return refuse('entered-in-error');
        if (['declined', 'withdrawn'].includes(referral.state)) return refuse('referral-out-of-turn');
        const transmittal = transmittalOf(referral, read.details.get(referral.made.id) ?? {}, releases);
        if (!transmittal) return refuse('referral-out-of-turn');
        if (!maySee(releases, referral, now) || (await revocationWaits(context, scope, id)))
          return refuse('release-missing');
        return ok({ ...transmittal, text: printed(transmittal) });
      },
    }),
  ];
}

function registersOf(steps: readonly RecordedStep[], now: number) {
  const effective = effectiveSteps(steps, now);
  const { calendar } = statusAt(steps, now).policy;
  return { register: referralRegister(effective), releases: releaseRegister(effective, calendar) };
}

/**
 * A revocation (or a void, which may be that of a consent) that was taken in while Temporal is away stops what has not
 * left, though nobody has judged it yet.
 */
async function revocationWaits({ reads }: RouteContext, scope: Scope, id: string): Promise<boolean> {
  const rows = await reads.pendingSteps(scope, id, { limit: mostPending });
  return (rows ?? []).some(
    ({ status, types }) => status === 'waiting' && types.some((type) => stops.has(type)),
  );
}

const stops = new Set(['revokeRelease', 'voidStep']);
const mostPending = 1_000;
