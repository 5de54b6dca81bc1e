import { uuid } from '../../../kit/http/schemas.ts';
import { householdContent, householdCopy, householdFields } from './schemas.ts';
import { copyFor } from '../copy.ts';
import { type Household, householdKind, partsFor } from '../household.document.ts';
import { planKind } from '../../plans/plan.document.ts';
import type { Plan } from '../../plans/plan.ts';
import { actRoute } from '../../../kit/http/documents/definition.ts';
import { singleDocumentId } from '../../../kit/document-ids.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../../../kit/http/context.ts';

const tag = 'Household';

/** A family that is enrolled together, and what each of its members may be given. */
export function householdRoutes(context: RouteContext): Route[] {
  return [
    copyRoute(context),
    ...documentRoutes(context, {
      kind: householdKind,
      ...{
        name: 'HouseholdDocument',
        noun: 'household',
        tag,
        path: 'household',
        of: 'enrollment',
        single: true,
      },
      read: 'household:read',
      content: householdContent,
      acts: {
        change: actRoute({
          id: 'changeHousehold',
          replaces: true,
          summary: 'Say who is in the family, who is whose guardian, and who may see what (RSC-F)',
          operation: 'household:write',
          fields: householdFields,
          problems: ['nothing-changed', 'not-a-family', 'household-inconsistent'],
          async toAct(content, { caller, enrollmentId, now }, { reads, policies }) {
            const enrollment = await reads.enrollment(scopeOf(caller), enrollmentId ?? '', now);
            const profile = enrollment && (await policies.profile(enrollment.profileHash));
            const level = profile?.levels.find(({ id }) => id === enrollment?.level);
            return { type: 'change' as const, content, family: level?.family === true };
          },
        }),
      },
    }),
  ];
}

function copyRoute({ reads, documents }: RouteContext): Route {
  return route({
    id: 'getHouseholdCopy',
    method: 'get',
    path: '/enrollments/{id}/household/copy/{memberId}',
    tag,
    summary:
      "What a member of the family may be given of its plan: their own part, a minor's, what they are let see",
    operation: 'details:read',
    params: { ...enrollmentParams, memberId: uuid },
    replies: { 200: { description: 'Of the newest complete plan', schema: householdCopy } },
    problems: ['not-found'],
    async handle({ caller, params }) {
      const enrollmentId = params['id'] ?? '';
      const { agencyId } = caller;
      if (!(await reads.admission(scopeOf(caller), enrollmentId, null))) return refuse('not-found');
      const place = { agencyId, enrollmentId, kind: householdKind.kind };
      const found = await documents.peek(place, singleDocumentId(place));
      const household = found?.content as Household | undefined;
      const member = household?.members.find(({ id }) => id === params['memberId']);
      if (!household || !member) return refuse('not-found');
      const plans = { agencyId, enrollmentId, kind: planKind.kind };
      const [newest] = await documents.list(plans, { state: 'complete', limit: 1 });
      const visible = partsFor(household, member.id);
      const client = household.members.find((one) => one.client)?.id ?? '';
      const plan = newest?.content as Plan | undefined;
      return ok({
        member: { id: member.id, name: member.name },
        of: household.members
          .filter(({ id }) => visible.has(id))
          .map(({ id, name, relation }) => ({ id, name, relation })),
        plan:
          newest && plan
            ? {
                ...{ documentId: newest.id, version: plan.version },
                sections: copyFor(plan.sections, visible, client),
              }
            : null,
      });
    },
  });
}
