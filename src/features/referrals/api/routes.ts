import { stepId } from '../../../kit/http/schemas.ts';
import { referralList, releaseList, transmittalReply } from './replies.ts';
import { wordsOf } from '../from-need.ts';
import type { Referral } from '../state.ts';
import { printed } from '../transmittal.ts';
import { registersOf, transmittalFor, transmittalProblems } from './transmittal.ts';
import { dutyTitles } from '../../../kit/duty-titles.ts';
import { isRefusal, ok } from '../../../kit/http/reply.ts';
import { renderChoice, renderReferral, renderRelease } from './render.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { registerRoute } from '../../../kit/http/register-route.ts';

const tag = 'Referrals';

/** Referrals to providers, the releases they rest on, and what is handed to a provider. */
export function referralRoutes(context: RouteContext): Route[] {
  const { reads } = context;
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
        const { effective, register, releases } = registersOf(read.steps, now);
        const said = ({ made }: Referral) => wordsOf(made, read.details, effective);
        const view = { told, releases, now, said };
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
      async ({ caller, enrollmentId, read, told, now }) => {
        const { register, releases } = registersOf(read.steps, now);
        const view = { told, releases, now };
        const files =
          releases.releases.length === 0
            ? []
            : await context.attachments.list(caller.agencyId, { enrollmentId });
        const items = releases.releases.map((one) => renderRelease(view, one, register.referrals, files));
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
      problems: transmittalProblems,
      async handle({ caller, params: { id = '', about = '' } }) {
        const told = await transmittalFor(context, scopeOf(caller), { enrollmentId: id, about });
        return isRefusal(told) ? told : ok({ ...told, text: printed(told) });
      },
    }),
  ];
}
