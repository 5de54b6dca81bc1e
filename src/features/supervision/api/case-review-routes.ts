import {
  addendumFields,
  agendaReply,
  cancelFields,
  caseReviewContent,
  closePointFields,
  holdFields,
  planFields,
  prepareFields,
} from './case-review-schemas.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import type { CaseReview } from '../case-review.ts';
import { type CaseReviewAct, caseReviewKind, type ReviewTerms } from '../case-review.document.ts';
import { type ActPlace, actRoute, type DocumentDefinition } from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import { isRefusal, ok, type Refusal, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { agendaFor, reviewTermsOf, seesSupervision, supervisorOf } from './supervised-routes.ts';

const tag = 'Supervision';

/** Case reviews with their agendas (SU-1). */
export function caseReviewRoutes(context: RouteContext): Route[] {
  return [
    ...documentRoutes(context, definition),
    route({
      id: 'getAgenda',
      method: 'get',
      path: '/staff/{id}/agenda',
      tag,
      summary:
        'What a review of the caseload should look at now, and why; nothing is kept (SU-1, AC-5, CO-3)',
      operation: 'supervision:read',
      params: { id: uuid },
      replies: { 200: { description: 'Section by section, the most pressing first', schema: agendaReply } },
      problems: ['not-found', 'no-review-terms'],
      async handle({ caller, params }) {
        const staffId = params['id'] ?? '';
        if (!(await seesSupervision(context, caller, staffId))) return refuse('not-found');
        const found = await agendaFor(context, caller.agencyId, staffId, context.clock.now());
        if (isRefusal(found)) return found;
        const { agenda, names } = found;
        const clients = [...names].map(([enrollmentId, { reference, givenName, familyName }]) => ({
          ...{ enrollmentId, reference, givenName, familyName },
        }));
        return ok({ ...agenda, clients });
      },
    }),
  ];
}

const lead = 'supervision:write' as const;
const own = 'supervision:own' as const;

const definition: DocumentDefinition<CaseReview, CaseReviewAct, typeof caseReviewContent> = {
  kind: caseReviewKind,
  ...{ name: 'CaseReview', noun: 'case review', tag, path: 'case-reviews', of: 'staff', single: false },
  ...{ read: 'supervision:read', seenBy: seesSupervision, content: caseReviewContent },
  begin: actRoute({
    id: 'planCaseReview',
    summary: "Plan a review of a coordinator's cases: when, and in which format (SU-1)",
    operation: lead,
    fields: planFields,
    problems: [
      'supervises-oneself',
      'no-supervisor-named',
      'not-their-supervisor',
      'not-asked-for',
      'no-review-terms',
      'day-passed',
    ],
    toAct: (plan, place, context) =>
      settled(context, place, async (policy) => ({
        ...{ type: 'plan' as const, staffId: place.staffId ?? '', plan, policy },
        ...(await named(context, place)),
      })),
  }),
  acts: {
    replan: actRoute({
      id: 'replanCaseReview',
      replaces: true,
      summary: 'Plan it anew; whoever supervises the coordinator by now takes it over',
      operation: lead,
      fields: planFields,
      problems: [
        ...(['not-their-supervisor', 'not-asked-for', 'no-review-terms', 'day-passed'] as const),
        ...(['review-held', 'review-cancelled'] as const),
      ],
      toAct: (plan, place, context) =>
        settled(context, place, async (policy) => ({
          ...{ type: 'replan' as const, plan, policy, ...(await named(context, place)) },
        })),
    }),
    prepare: actRoute({
      id: 'prepareCaseReview',
      replaces: true,
      summary: 'Have the agenda worked out and kept; the coordinator says what they bring along (SU-1)',
      operation: own,
      fields: prepareFields,
      problems: [
        ...(['not-their-supervisor', 'not-asked-for', 'no-review-terms'] as const),
        ...(['review-held', 'review-cancelled'] as const),
      ],
      async toAct({ brought, remarks = null }, { caller, staffId, now }, context) {
        const found = await agendaFor(context, caller.agencyId, staffId ?? '', now);
        if (isRefusal(found)) return found;
        const { agenda, review: policy } = found;
        return { type: 'prepare' as const, agenda, brought, remarks, policy };
      },
    }),
    hold: actRoute({
      id: 'holdCaseReview',
      replaces: true,
      summary: 'Record what was looked at and decided, and what is open; anew until the supervisor signs',
      operation: lead,
      fields: holdFields,
      problems: [
        ...(['supervises-oneself', 'not-their-supervisor', 'not-asked-for', 'not-in-caseload'] as const),
        ...(['day-passed', 'review-not-prepared', 'review-signed', 'review-cancelled'] as const),
        'no-review-terms',
      ],
      toAct: ({ format, items, points }, place, context) =>
        settled(context, place, (policy) => ({
          ...{ type: 'hold' as const, format, items: items.map(aboutCase), points: points.map(aboutCase) },
          policy,
        })),
    }),
    sign: actRoute({
      id: 'signCaseReview',
      summary: 'Sign it: the supervisor, then the coordinator; a late one says so',
      operation: own,
      fields: {},
      problems: [
        ...(['not-your-signature', 'not-their-supervisor', 'review-not-held', 'review-signed'] as const),
        ...(['supervisor-signs-first', 'review-cancelled', 'no-review-terms'] as const),
      ],
      toAct: (_, place, context) => settled(context, place, (policy) => ({ type: 'sign' as const, policy })),
    }),
    add: actRoute({
      id: 'addToCaseReview',
      summary: 'Add an addendum to a signed review, dated and signed by you',
      operation: own,
      fields: addendumFields,
      problems: ['not-their-supervisor', 'review-not-held', 'review-cancelled'],
      toAct: async ({ text }, place, context) => ({
        ...{ type: 'add' as const, text, ...(await named(context, place)) },
      }),
    }),
    'close-point': actRoute({
      id: 'closeReviewPoint',
      summary: 'Close an open point; until then each agenda carries it',
      operation: own,
      fields: closePointFields,
      problems: [
        ...(['not-their-supervisor', 'review-not-held', 'review-cancelled'] as const),
        ...(['unknown-entry', 'entry-closed'] as const),
      ],
      toAct: async ({ point, outcome }, place, context) => ({
        ...{ type: 'close-point' as const, point, outcome, ...(await named(context, place)) },
      }),
    }),
    cancel: actRoute({
      id: 'cancelCaseReview',
      summary: 'Cancel a review that was not held',
      operation: lead,
      fields: cancelFields,
      problems: ['supervises-oneself', 'not-their-supervisor', 'review-held', 'review-cancelled'],
      toAct: async ({ reason }, place, context) => ({
        ...{ type: 'cancel' as const, reason, ...(await named(context, place)) },
      }),
    }),
  },
};

/** An act that is judged by what the agency has settled; where it has settled nothing, there is none. */
async function settled<Act>(
  context: RouteContext,
  { caller }: ActPlace,
  act: (policy: ReviewTerms) => Act | Promise<Act>,
): Promise<Act | Refusal> {
  const policy = await reviewTermsOf(context, caller.agencyId);
  return isRefusal(policy) ? policy : act(policy);
}

async function named(context: RouteContext, { caller, staffId }: ActPlace) {
  return { supervisorId: await supervisorOf(context, caller.agencyId, staffId ?? '') };
}

function aboutCase<Entry extends { enrollmentId?: string | undefined }>({ enrollmentId, ...rest }: Entry) {
  return { ...rest, enrollmentId: enrollmentId ?? null };
}
