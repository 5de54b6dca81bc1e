import type { ActOutcome } from '../../../kit/acts.ts';
import type { AbsenceRow } from '../postgres/ports.ts';
import type { AwayRefusal } from '../absence.ts';
import { absenceBody, absenceReply, absencesReply } from './schemas.ts';
import { commandId, uuid } from '../../../kit/http/schemas.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { cannotActProblems, cannotBeNamed } from '../../staff/api/to-act.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';

const tag = 'Absences';
const params = { id: uuid };
const written = { 200: { description: 'Written, now or by an earlier request', schema: absenceReply } };

/** Who is away, and who covers: reads their list and what they are told. Nothing is reassigned. */
export function absenceRoutes(context: RouteContext): Route[] {
  const { absences, clock } = context;

  return [
    route({
      id: 'beginAbsence',
      method: 'post',
      path: '/staff/{id}/absences',
      tag,
      summary:
        'A coordinator is away, now or later, and somebody covers: named, or proposed and taken in one step',
      operation: 'absence:write',
      params,
      body: absenceBody,
      takesKey: true,
      replies: written,
      problems: [
        ...(['idempotency-key-reused', 'end-not-later', 'absence-overlaps', 'on-call-then'] as const),
        ...(['is-covering', 'covers-for-oneself', 'no-cover'] as const),
        ...cannotActProblems,
      ],
      async handle(input) {
        const { id = '' } = input.params;
        const ask = askOf(context, input, { route: `staff/${id}/absences` });
        const { from = ask.now, until = null, cover = null, shiftsKnown = false } = input.body;
        const outcome = await absences.begin({
          ...ask,
          staffId: id,
          coverId: cover,
          from,
          until,
          shiftsKnown,
        });
        if (outcome.status !== 'refused') return answer(outcome);
        const { refusal } = outcome;
        const iso = (at: number) => new Date(at).toISOString();
        const met = refusal.shifts?.map((one) => ({
          ...{ shift: one.id, from: iso(one.from), until: iso(one.until) },
        }));
        if (met) return refuse(refusal.code, { extra: { shifts: met } });
        const about = refusal.cover ? ['cover'] : ofTimes.has(refusal.code) ? ['from', 'until'] : [];
        const given = about.filter((name) => name in input.body);
        return cannotBeNamed(
          refusal.code,
          given.map((name) => `/${name}`),
        );
      },
    }),

    route({
      id: 'endAbsence',
      method: 'post',
      path: '/staff/{id}/absences/{absence}/end',
      tag,
      summary: 'Somebody is back before the time. A second time changes nothing',
      operation: 'absence:write',
      params: { ...params, absence: commandId },
      replies: written,
      problems: ['unknown-absence', 'absence-over'],
      async handle({ caller, params: { id = '', absence = '' } }) {
        const outcome = await absences.end({ by: actorOf(caller), staffId: id, absence, now: clock.now() });
        return outcome.status === 'refused' ? refuse(outcome.refusal) : answer(outcome);
      },
    }),

    route({
      id: 'getAbsences',
      method: 'get',
      path: '/staff/{id}/absences',
      tag,
      summary: 'All absences there ever were of somebody',
      operation: 'absence:read',
      params,
      replies: { 200: { description: 'Newest first', schema: absencesReply } },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        if ((await context.reads.staffMember(caller.agencyId, id)) === null) return refuse('not-found');
        return ok({ items: (await absences.absences(caller.agencyId, { staffId: id })).map(render) });
      },
    }),

    route({
      id: 'listAbsences',
      method: 'get',
      path: '/absences',
      tag,
      summary: 'Who is away or will be, and who covers for them',
      operation: 'absence:read',
      replies: { 200: { description: 'By their beginning', schema: absencesReply } },
      async handle({ caller }) {
        return ok({ items: (await absences.absences(caller.agencyId, { now: clock.now() })).map(render) });
      },
    }),
  ];
}

function render({ id, ...row }: AbsenceRow) {
  return { absence: id, ...row };
}

const ofTimes = new Set<AwayRefusal>(['end-not-later', 'absence-overlaps', 'is-covering']);

function answer(outcome: ActOutcome<AbsenceRow, never>) {
  return actReply(outcome, {
    thing: 'absence',
    reply: (absence) => ok(render(absence)),
    refusal: (code) => refuse(code),
  });
}
