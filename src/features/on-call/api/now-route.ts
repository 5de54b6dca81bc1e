import type { RouteContext } from '../../../kit/http/context.ts';
import { dutyTitles } from '../../../kit/duty-titles.ts';
import { ok } from '../../../kit/http/reply.ts';
import { glimpseOf, renderClient } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { knowsClients, readsDetails, scopeOf } from '../../../kit/http/context.ts';
import type { z } from 'zod';
import type { StepsRead } from '../../../kit/reads.ts';
import type { AboutClient } from '../../day/postgres/ports.ts';
import { effectiveSteps } from '../../../engine/obligations/fold.ts';
import { codeListsOf } from '../../code-lists/api/lists.ts';
import { crisesOf, crisisStateOf, nextStepOf } from '../../crisis/state.ts';
import { type Chain, crisisChain, emergencyChain, nextAfter, nextOfCrisis } from '../../crisis/if-nobody.ts';
import { ifNobodyOf } from '../../crisis/api/if-nobody.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { toldOf, type toldOut } from '../../triage/api/told.ts';
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
      const [titleOf, { crises }, theirs, { profile }, onCallNow] = await Promise.all([
        dutyTitles(context.policies, [caller.profileHash, ...pinned]),
        codeListsOf(context, caller),
        reads.relatedAmong(
          caller,
          pages.map(({ enrollmentId }) => enrollmentId),
          now,
        ),
        agencyPolicy(context, agencyId),
        reads.onCallAt(agencyId, now),
      ]);
      // Whose record they may see has also how they are reached, and what was told of them.
      const seen = new Set([...theirs, ...inCrisis.map(({ enrollmentId }) => enrollmentId)]);
      const scope = scopeOf(caller);
      const [about, read] = await Promise.all([
        knowsClients(caller) ? reads.aboutClients(agencyId, [...seen]) : null,
        Promise.all(
          [...seen].map(
            async (id) => [id, await reads.steps(scope, id, { details: readsDetails(caller) })] as const,
          ),
        ),
      ]);
      const stepsOf = new Map(read);
      const toldAbout = (id: string) => {
        const steps = stepsOf.get(id);
        return { reach: about?.get(id)?.reach ?? null, told: steps ? toldOf(steps, now) : [] };
      };
      const chains = { crisis: crisisChain(profile), emergency: emergencyChain(profile) };
      const shownOf = { now, titleOf, chain: chains.crisis, kinds: crises, stepsOf, toldAbout };
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
        ifNobody: await ifNobodyOf(context, agencyId, { profile, onCall: onCallNow }),
        pages: pages.map(({ id, profileHash, audience, obligation, client, enrollmentId, ...page }) => ({
          ...{ id: id.replaceAll('/', '.'), enrollmentId, ...page },
          client: theirs.has(enrollmentId) ? renderClient(client, true) : glimpseOf(client),
          ...toldAbout(enrollmentId),
          title: obligation === null ? null : titleOf(obligation, profileHash),
          next: nextAfter(chains, obligation, { audience, at: page.raisedAt }),
        })),
        crises: inCrisis.flatMap((one) => crisesIn(one, shownOf)),
      });
    },
  });

  function crisesIn(
    {
      enrollmentId,
      client,
      profileHash,
      coordinator,
      owed,
    }: Awaited<ReturnType<typeof reads.inCrisis>>[number],
    { now, titleOf, chain, kinds, stepsOf, toldAbout }: ShownOf,
  ) {
    const read = stepsOf.get(enrollmentId);
    if (!read) return [];
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
        called: kinds.find(({ code }) => code === kind)?.title ?? null,
        answeredBy: answered && { staffId: answered.by, name: read.names.get(answered.by) ?? null },
        nextPage: answered ? null : nextOfCrisis(chain, crisis.at, now),
        reach: toldAbout(enrollmentId).reach,
        told: toldAbout(enrollmentId).told.filter(({ stepId }) => stepId === crisis.id),
        next: nextStepOf(crisis),
        owed: due ? { kind: due.kind, title: titleOf(due.kind, profileHash), due: due.due } : null,
      };
    });
  }
}

/** By what the crises of all clients are shown. */
type ShownOf = {
  now: number;
  titleOf: Awaited<ReturnType<typeof dutyTitles>>;
  chain: Chain;
  kinds: Awaited<ReturnType<typeof codeListsOf>>['crises'];
  stepsOf: ReadonlyMap<string, StepsRead | null>;
  toldAbout: (enrollmentId: string) => { reach: AboutClient['reach']; told: z.output<typeof toldOut> };
};

type Shown = ReturnType<typeof renderShift>;

function nearby({ shiftId, staffId, name, rank, from, until, fromLocal, untilLocal }: Shown) {
  return { shiftId, staffId, name, rank, from, until, fromLocal, untilLocal };
}
