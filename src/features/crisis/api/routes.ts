import { codeListsOf } from '../../code-lists/api/lists.ts';
import { crisisGuideReply, crisisRegisterReply } from './replies.ts';
import { type Crisis, type Attribution, crisesOf, crisisStateOf, missingActions } from '../state.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import type { Attributions } from '../../../kit/http/register-route.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { registerRoute } from '../../../kit/http/register-route.ts';

const tag = 'Crises';

/** What a crisis is and what is done, and the crises of a client. */
export function crisisRoutes(context: RouteContext): Route[] {
  const { reads, policies } = context;
  return [
    route({
      id: 'getCrisisGuide',
      method: 'get',
      path: '/crisis-guide',
      tag,
      summary: 'What counts as a crisis in this agency, and what is done (CR-5)',
      operation: 'policy:read',
      replies: { 200: { description: "The agency's own guide", schema: crisisGuideReply } },
      problems: ['not-found'],
      async handle({ caller }) {
        const { profileHash } = await reads.agencyPolicy(caller.agencyId);
        const crisis = (await policies.profile(profileHash))?.crisis;
        if (!crisis) return refuse('not-found');
        const { value, ...from } = crisis.guide;
        const { value: paging, ...pagingFrom } = crisis.paging;
        const { crises } = await codeListsOf(context, caller);
        const counts = crises.flatMap(({ retired, ...kind }) => (retired ? [] : [kind]));
        return ok({ ...value, counts, ...from, paging: { ...paging, ...pagingFrom } });
      },
    }),

    registerRoute(
      context,
      {
        id: 'getCrises',
        path: 'crises',
        tag,
        summary: 'Crises of a client: who answered, what was done, what is missing (CR)',
        reply: { description: 'In the order in which they were reported', schema: crisisRegisterReply },
      },
      ({ steps, told, now }) => ({
        asOf: now,
        items: crisesOf(steps).map((crisis) => renderCrisis(crisis, told)),
      }),
    ),
  ];
}

/** A crisis as every page shows it. */
export function renderCrisis(crisis: Crisis, told: Attributions) {
  const { full, answered, actions, handedOver, staffings, safetyPlanReviews, closed } = crisis;
  const mark = ({ id, at, by }: Attribution) => ({ ...told.mark(id, at), by: told.author(by) });
  return {
    ...mark(crisis),
    full,
    state: crisisStateOf(crisis),
    answered: answered && mark(answered),
    actions: actions.map((one) => ({ ...mark(one), action: one.action })),
    missing: missingActions(crisis),
    handedOver: handedOver && mark(handedOver),
    staffings: staffings.map(mark),
    safetyPlanReviews: safetyPlanReviews.map((one) => ({ ...mark(one), changed: one.changed })),
    closed: closed && mark(closed),
  };
}
