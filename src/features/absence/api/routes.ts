import type { Caller } from '../../../kit/reads.ts';
import type { ActOutcome } from '../../../kit/acts.ts';
import type { AbsenceRow } from '../postgres/ports.ts';
import type { AbsenceRefusal, AwayRefusal } from '../absence.ts';
import { absenceBody, absenceReply, absencesReply } from './schemas.ts';
import { commandId, uuid } from '../../../kit/http/schemas.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';

const tag = 'Absences';
const params = { id: uuid };
const written = { 200: { description: 'Written, now or by an earlier request', schema: absenceReply } };

/** Further than any shift. */
const lastInstant = Date.parse('9999-12-31T00:00:00Z');
const iso = (at: number) => new Date(at).toISOString();

/** Who is away, and who covers: reads their list and what they are told. Nothing is reassigned. */
export function absenceRoutes(context: RouteContext): Route[] {
  const { absences, clock, onCall } = context;

  async function shiftsMet({ agencyId }: Caller, staffId: string, from: number, until: number | null) {
    const shifts = await onCall.shifts(agencyId, { from, until: until ?? lastInstant });
    return shifts
      .filter((shift) => shift.staffId === staffId && shift.cutAt === null)
      .map(({ id, from: begins, until: ends }) => ({ shift: id, from: iso(begins), until: iso(ends) }));
  }

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
        ...(['idempotency-key-reused', 'unknown-staff', 'end-not-later', 'absence-overlaps'] as const),
        ...(['cover-absent', 'is-covering', 'covers-for-oneself', 'no-cover'] as const),
        ...(['cover-without-file', 'cover-without-access', 'on-call-then'] as const),
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
        const given = (['from', 'until'] as const).filter((name) => input.body[name] !== undefined);
        if (outcome.status !== 'refused' || outcome.refusal !== 'on-call-then') return answer(outcome, given);
        return refuse('on-call-then', { extra: { shifts: await shiftsMet(input.caller, id, from, until) } });
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
        return answer(await absences.end({ by: actorOf(caller), staffId: id, absence, now: clock.now() }));
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

const ofTimes = new Set<AbsenceRefusal | AwayRefusal>([
  'end-not-later',
  'absence-overlaps',
  'is-covering',
  'cover-absent',
]);

/** `given`: of its times, those that the request names. */
function answer(
  outcome: ActOutcome<AbsenceRow, AbsenceRefusal | AwayRefusal>,
  given: ('from' | 'until')[] = ['until'],
) {
  return actReply(outcome, {
    thing: 'absence',
    reply: (absence) => ok(render(absence)),
    refusal: (code) =>
      refuse(code, {
        errors: ofTimes.has(code)
          ? given.map((name) => ({ pointer: `/${name}`, detail: 'cannot be used' }))
          : [],
      }),
  });
}
