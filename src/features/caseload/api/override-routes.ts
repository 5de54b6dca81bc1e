import type { OverrideOutcome } from '../postgres/ports.ts';
import { overrideBody, overrideEndBody, overrideReply, overridesReply } from './schemas.ts';
import { commandId, uuid } from '../../../kit/http/schemas.ts';
import { actReply, askOf, refusalAt } from '../../../kit/http/act-reply.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderOverride } from './render-override.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
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
  const { caseloads } = context;
  const ask = (input: Pick<Input, 'caller' | 'key' | 'body' | 'params'>, path: string) => ({
    ...askOf(context, input, { route: `staff/${input.params['id']}/${path}` }),
    staffId: input.params['id'] ?? '',
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
        'beyond-calendar',
      ],
      async handle(input) {
        const asked = ask(input, 'caseload-overrides');
        const { profile, calendar, staffPolicy } = await staffClockOf(context, input.caller.agencyId);
        const longestDays = staffPolicy.caseload?.longestOverrideDays.value ?? null;
        return answer(
          await caseloads.grant({
            ...{ ...asked, ...input.body, from: input.body.from ?? asked.now },
            terms: { profile, calendar, longestDays },
          }),
        );
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
        const asked = ask(input, `caseload-overrides/${about}/end`);
        return answer(await caseloads.end({ ...asked, about, reason: input.body.reason }));
      },
    }),
  ];
}

function answer(outcome: OverrideOutcome) {
  return actReply(outcome, {
    thing: 'override',
    reply: (override) => ok(renderOverride(override)),
    refusal: refusalAt,
  });
}
