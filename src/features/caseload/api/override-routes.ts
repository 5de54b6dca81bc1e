import { randomUUID } from 'node:crypto';
import type { OverrideOutcome } from '../postgres/ports.ts';
import { overrideBody, overrideEndBody, overrideReply, overridesReply } from './schemas.ts';
import { commandId, uuid } from '../../../kit/http/schemas.ts';
import { shareAt } from '../share.ts';
import { endOfLocalDay, localDateOf } from '../../../engine/calendar/index.ts';
import { caseloadTermsOf } from '../rules.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderOverride } from './render-override.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';
import { staffClockOf } from '../../staff/api/staff-clock.ts';

const tag = 'Caseloads';
const staffParams = { id: uuid };
const written = {
  200: {
    description: 'Written. `Idempotent-Replayed: true` when an earlier request with this key had done it.',
    schema: overrideReply,
  },
};

/** A supervisor lets somebody take more than the cap, with a reason and an end (ST-4). */
export function overrideRoutes(context: RouteContext): Route[] {
  const { caseloads, keyed, clock } = context;
  const act = (
    { caller, key, body, params }: Pick<Input, 'caller' | 'key' | 'body' | 'params'>,
    path: string,
  ) => ({
    by: actorOf(caller),
    commandId: key ?? randomUUID(),
    fingerprint: keyed.fingerprint({ route: `staff/${params['id']}/${path}`, body }),
    staffId: params['id'] ?? '',
    now: clock.now(),
  });
  return [
    route({
      id: 'getCaseloadOverrides',
      method: 'get',
      path: '/staff/{id}/caseload-overrides',
      tag,
      summary: 'All overrides there ever were of a person, newest first (ST-4)',
      operation: 'caseload:read',
      params: staffParams,
      replies: { 200: { description: 'Newest first', schema: overridesReply } },
      async handle({ caller, params }) {
        const rows = await caseloads.overrides(caller.agencyId, params['id'] ?? '');
        return rows === null ? refuse('not-found') : ok({ items: rows.map(renderOverride) });
      },
    }),
    route({
      id: 'overrideCaseload',
      method: 'post',
      path: '/staff/{id}/caseload-overrides',
      tag,
      summary: 'Let a coordinator take more clients than the cap, until an end (ST-4)',
      operation: 'caseload:override',
      params: staffParams,
      body: overrideBody,
      takesKey: true,
      replies: written,
      problems: [
        'idempotency-key-reused',
        'unknown-staff',
        'unknown-level',
        'end-not-later',
        'override-too-long',
      ],
      async handle(input) {
        const { level, clients, until, reason } = input.body;
        const { profile, calendar, staffPolicy } = await staffClockOf(context, input.caller.agencyId);
        if (!profile.levels.some(({ id }) => id === level)) return refuse('unknown-level', field('level'));
        const asked = act(input, 'caseload-overrides');
        const from = input.body.from ?? asked.now;
        if (until <= from || until <= asked.now) return refuse('end-not-later', field('until'));
        const { longestOverrideDays } = caseloadTermsOf(staffPolicy);
        if (until > endOfLocalDay(calendar, localDateOf(calendar, from) + longestOverrideDays.value))
          return refuse('override-too-long', field('until'));
        const share = clients * shareAt(profile, level);
        return answer(await caseloads.grant({ ...asked, level, clients, share, from, until, reason }));
      },
    }),
    route({
      id: 'endCaseloadOverride',
      method: 'post',
      path: '/staff/{id}/caseload-overrides/{override}/end',
      tag,
      summary: 'End an override before its time: nobody else is taken under it (ST-4)',
      operation: 'caseload:override',
      params: { ...staffParams, override: commandId },
      body: overrideEndBody,
      takesKey: true,
      replies: written,
      problems: ['idempotency-key-reused', 'unknown-override', 'override-over'],
      async handle(input) {
        const about = input.params['override'] ?? '';
        const asked = act(input, `caseload-overrides/${about}/end`);
        return answer(await caseloads.end({ ...asked, about, reason: input.body.reason }));
      },
    }),
  ];
}

const field = (name: string) => ({ errors: [{ pointer: `/${name}`, detail: 'cannot be used' }] });

function answer(outcome: OverrideOutcome) {
  switch (outcome.status) {
    case 'written':
      return ok(renderOverride(outcome.override));
    case 'replayed':
      return ok(renderOverride(outcome.override), { 'Idempotent-Replayed': 'true' });
    case 'command-id-reused':
      return refuse('idempotency-key-reused');
    case 'refused':
      return refuse(outcome.code);
  }
}
