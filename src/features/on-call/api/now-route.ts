import type { RouteContext } from '../../../kit/http/context.ts';
import { dutyTitles } from '../../../kit/duty-titles.ts';
import { ok } from '../../../kit/http/reply.ts';
import { glimpseOf, renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { scopeOf } from '../../../kit/http/context.ts';
import type { Caller } from '../../../kit/reads.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { codeListsOf } from '../../code-lists/api/lists.ts';
import { crisesOf, crisisStateOf, nextStepOf } from '../../crisis/state.ts';
import { covers, onShiftAt, stillCovering } from '../shift.ts';
import { nowReply } from './now-schemas.ts';
import { renderShift } from './render.ts';
import { shownBy } from './rota-acts.ts';

/** What somebody on call looks at first: one reading. */
export function nowRoute(context: RouteContext): Route {
  const { reads, onCall } = context;
  return route({
    id: 'getOnCallNow',
    method: 'get',
    path: '/on-call/now',
    tag: 'On call',
    summary:
      'Who is on call now, the caller’s own shifts, pages that wait for their answer, open crises with their next step (CR-1, CR-2)',
    operation: 'on-call:mine',
    replies: { 200: { description: 'As it stands now', schema: nowReply } },
    async handle({ caller }) {
      const { agencyId, staffId } = caller;
      const shown = await shownBy(context, agencyId);
      const { now, calendar } = shown;
      const [shifts, begun, mine, pages, inCrisis] = await Promise.all([
        onCall.shifts(agencyId, { from: now, until: now + 1 }),
        onCall.begun(agencyId),
        onCall.mine(agencyId, staffId, now),
        reads.pagesWaiting(caller, now),
        reads.inCrisis(caller, now),
      ]);
      const pinned = [...pages, ...inCrisis].map(({ profileHash }) => profileHash);
      const titleOf = await dutyTitles(context.policies, [caller.profileHash, ...pinned]);
      const near = (rows: typeof mine.shifts) => rows.map((row) => nearby(renderShift(row, shown)));
      const covering = new Set(
        onShiftAt(
          shifts.map((row) => stillCovering(row, now)),
          now,
        ).map(({ id }) => id),
      );
      return ok({
        ...{ asOf: now, timeZone: calendar.timeZone, hasRota: begun !== null },
        onCall: near(shifts.filter(({ id }) => covering.has(id)).toSorted((a, b) => a.rank - b.rank)),
        mine: {
          now: near(mine.shifts.filter((shift) => covers(shift, now)))[0] ?? null,
          next: near(mine.shifts.filter(({ from }) => from > now))[0] ?? null,
        },
        pages: await Promise.all(
          pages.map(async ({ id, profileHash, obligation, client, enrollmentId, ...page }) => ({
            ...{ id: id.replaceAll('/', '.'), enrollmentId, ...page },
            client: (await isTheirs(caller, enrollmentId, now))
              ? renderClient(client, true)
              : glimpseOf(client),
            title: obligation === null ? null : titleOf(obligation, profileHash),
          })),
        ),
        crises: (await Promise.all(inCrisis.map((one) => crisesIn(one, caller, now, titleOf)))).flat(),
      });
    },
  });

  async function isTheirs(caller: Caller, enrollmentId: string, now: number): Promise<boolean> {
    return (await reads.relationTo(caller, enrollmentId, now)).why !== null;
  }

  async function crisesIn(
    {
      enrollmentId,
      client,
      profileHash,
      coordinator,
      owed,
    }: Awaited<ReturnType<typeof reads.inCrisis>>[number],
    caller: Caller,
    now: number,
    titleOf: Awaited<ReturnType<typeof dutyTitles>>,
  ) {
    const read = await reads.steps(scopeOf(caller), enrollmentId, { details: true });
    if (!read) return [];
    const { crises } = await codeListsOf(context, caller);
    const open = crisesOf(effectiveSteps(read.steps, now)).filter(
      ({ closed, leftAt }) => !closed && leftAt === null,
    );
    return open.map((crisis) => {
      const kind = read.details.get(crisis.id)?.['kind'];
      const due = owed.find(({ thing }) => thing === crisis.id);
      const { answered } = crisis;
      return {
        ...{ enrollmentId, client: renderClient(client, true), coordinator },
        ...{ about: crisis.id, reportedAt: crisis.at, full: crisis.full, state: crisisStateOf(crisis) },
        called: crises.find(({ code }) => code === kind)?.title ?? null,
        answeredBy: answered && { staffId: answered.by, name: read.names.get(answered.by) ?? null },
        next: nextStepOf(crisis),
        owed: due ? { kind: due.kind, title: titleOf(due.kind, profileHash), due: due.due } : null,
      };
    });
  }
}

type Shown = ReturnType<typeof renderShift>;

function nearby({ shiftId, staffId, name, rank, from, until, fromLocal, untilLocal }: Shown) {
  return { shiftId, staffId, name, rank, from, until, fromLocal, untilLocal };
}
