import { rosterContent, rosterFields, teamReply } from './schemas.ts';
import { statusAt } from '../../../engine/obligations/fold.ts';
import { type Household, householdKind } from '../../household/household.document.ts';
import { gapsOf, notReady, type Roster, rosterKind } from '../roster.document.ts';
import { actRoute } from '../../../kit/http/documents/definition.ts';
import { singleDocumentId } from '../../../kit/document-ids.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import type { Route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { cannotActProblems, whyNotAt } from '../../staff/api/to-act.ts';
import { registerRoute } from '../../../kit/http/register-route.ts';

const tag = 'Team';

/** The Recovery Support Team: its roster, its gaps, its meetings (RT). */
export function teamRoutes(context: RouteContext): Route[] {
  return [teamRoute(context), ...rosterRoutes(context)];
}

function rosterRoutes(context: RouteContext): Route[] {
  return documentRoutes(context, {
    kind: rosterKind,
    ...{ name: 'RosterDocument', noun: 'roster', tag, path: 'roster', of: 'enrollment', single: true },
    read: 'details:read',
    content: rosterContent,
    acts: {
      change: actRoute({
        id: 'changeRoster',
        replaces: true,
        summary: 'Say who is in the team from now on, and for whom they speak (RT-1, RT-3)',
        operation: 'roster:write',
        fields: rosterFields,
        problems: ['nothing-changed', 'roster-member-repeated', ...cannotActProblems],
        async toAct(content, { caller, now }, { reads }) {
          const named = content.formal.flatMap(({ staffId }) => (staffId === undefined ? [] : [staffId]));
          const people = named.length === 0 ? [] : await reads.acting(caller.agencyId, named, now);
          const reasons = named.map((id) => {
            const person = people.find(({ staffId }) => staffId === id);
            return [id, whyNotAt(person, now)] as const;
          });
          const cannot = Object.fromEntries(reasons.flatMap(([id, why]) => (why ? [[id, why]] : [])));
          return { type: 'change' as const, content, cannot };
        },
      }),
    },
  });
}

function teamRoute(context: RouteContext): Route {
  return registerRoute(
    context,
    {
      id: 'getTeam',
      path: 'team',
      tag,
      summary:
        'The team with its gaps and its meetings (RT-1 to RT-3), and the initiative of the client (CO-6)',
      operation: 'details:read',
      reply: { description: 'Meetings in the order in which they were held', schema: teamReply },
    },
    async ({ caller, enrollmentId, now, read, steps, told }) => {
      const single = ({ kind }: { kind: string }) => {
        const place = { agencyId: caller.agencyId, enrollmentId, kind };
        return context.documents.peek(place, singleDocumentId(place));
      };
      const [row, household] = await Promise.all([single(rosterKind), single(householdKind)]);
      const { policy, level } = statusAt(read.steps, now);
      const roster = row?.content as Roster | undefined;
      const said = (id: string, name: string) => read.details.get(id)?.[name];
      return {
        roster: row && {
          ...{ documentId: row.id, revision: row.revision, updatedAt: row.updatedAt.getTime() },
          content: row.content as Roster,
        },
        gaps: roster ? gapsOf(roster) : [],
        family: policy.profile.levels.some((one) => one.id === level && one.family === true),
        household: household && {
          ...{ documentId: household.id, revision: household.revision },
          updatedAt: household.updatedAt.getTime(),
          content: household.content as Household,
        },
        notReady: roster ? notReady(roster) : [],
        formedAt: steps.find(({ facts }) => facts.type === 'formRst')?.at ?? null,
        meetings: steps
          .filter(({ facts }) => facts.type === 'holdRstMeeting')
          .map(({ id, at, by }) => ({
            ...{ stepId: id, at, by: told.author(by) },
            attendance: said(id, 'attendance'),
            decisions: said(id, 'decisions'),
            nextSteps: said(id, 'nextSteps'),
            summary: said(id, 'summary'),
          })),
        initiative: steps.flatMap(({ at, facts }) =>
          facts.type === 'reviewSccp' && facts.initiative !== undefined
            ? [{ at, level: facts.initiative }]
            : [],
        ),
      };
    },
  );
}
