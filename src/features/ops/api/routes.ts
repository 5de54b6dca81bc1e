import { standingReply } from './schemas.ts';
import { standingOf, type SystemPart } from '../standing.ts';
import { enrollmentWorkflow, taskQueue } from '../../../contracts/messages.ts';
import { notificationsWorkflowId } from '../../../contracts/ids.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { ok } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';

/** Is anything stuck, where, since when. */
export function opsRoutes(context: RouteContext): Route[] {
  const { reads, gateway, clock, temporalUi } = context;
  return [
    route({
      id: 'getSystemStanding',
      method: 'get',
      path: '/ops/standing',
      tag: 'Ops',
      summary: 'Whether anything is stuck, where, and since when: nothing of a client is in it',
      operation: 'ops:read',
      replies: { 200: { description: 'As it stands now', schema: standingReply } },
      async handle({ caller: { agencyId } }) {
        const asOf = clock.now();
        const [stuck, engine, pages] = await Promise.all([
          reads.stuck(agencyId, asOf),
          gateway.standing(),
          reads.pagesUnanswered(agencyId, asOf),
        ]);
        const parts = standingOf(stuck, engine, asOf);
        return ok({
          asOf,
          pages,
          parts: parts.map((one) => ({ ...one, link: linkTo(one.part, temporalUi) })),
        });
      },
    }),
  ];
}

/** Where the Web UI shows what a part does. */
const pages: Partial<Record<SystemPart, string>> = {
  temporal: 'workflows',
  workers: `task-queues/${taskQueue}`,
  clock: `workflows?query=${encodeURIComponent(`WorkflowType="${enrollmentWorkflow}"`)}`,
  workflows: `workflows?query=${encodeURIComponent(`WorkflowType="${enrollmentWorkflow}"`)}`,
  mail: `workflows/${encodeURIComponent(notificationsWorkflowId('mail'))}`,
  webhook: `workflows/${encodeURIComponent(notificationsWorkflowId('webhook'))}`,
};

function linkTo(part: SystemPart, base: string | null): string | null {
  const page = pages[part];
  return base === null || page === undefined ? null : `${base}/${page}`;
}
