import { reachOf } from '../../relation/relation.ts';
import type { Caller } from '../../../kit/reads.ts';
import { v5 as uuidV5 } from 'uuid';
import { z } from 'zod';
import type { MisBatchRow } from '../postgres/ports.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import { misBatchReply, misOutstandingReply } from './replies.ts';
import { misCsv } from '../mis.ts';
import { enterBy } from '../timing.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { ofType, ok, refuse, reply } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

const tag = "The county's system";
const operation = 'mis:export';
const params = { id: uuid };
const mostLines = 2_000;
const mostListed = 500;
// A fixed name space: the same key makes the same batch.
const batches = '8f0a7d5e-0c53-5a5e-9a40-6a6a2d9be6c1';

/** Services on their way into the county's information system (DO-5). */
export function misRoutes(context: RouteContext): Route[] {
  const { reads, writes, clock } = context;
  return [
    route({
      id: 'makeMisBatch',
      method: 'post',
      path: '/mis/batches',
      tag,
      summary: 'Put the services that were not exported yet, and what was voided since, into a batch (DO-5)',
      operation,
      takesKey: true,
      replies: { 201: { description: 'The batch; its lines are at its address', schema: misBatchReply } },
      problems: ['nothing-to-export', 'idempotency-key-reused'],
      async handle(input) {
        const { by, commandId, now } = askOf(context, input, { route: 'mis/batches' });
        const id = uuidV5(`${by.agencyId}/${commandId}`, batches);
        const of = await reads.relatedTo(input.caller, now);
        return actReply(await writes.makeMisBatch({ by, of, id, now, limit: mostLines }), {
          thing: 'batch',
          reply: (row) => reply(201, render(row), { Location: `/api/v1/mis/batches/${id}` }),
          refusal: refuse,
        });
      },
    }),

    route({
      id: 'getMisBatch',
      method: 'get',
      path: '/mis/batches/{id}',
      tag,
      summary:
        'A batch as a table, in the format throughline-mis-1: codes and numbers, no names, no notes (DO-5)',
      operation,
      params,
      replies: {
        200: {
          description: 'CSV with a header; times are the agency’s',
          schema: z.string(),
          type: 'text/csv',
        },
      },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const row = await reads.misBatch(caller.agencyId, id, makerFor(caller));
        if (!row) return refuse('not-found');
        const { calendar } = await agencyPolicy(context, caller.agencyId);
        const disposition = `attachment; filename="mis-${id}.csv"`;
        return ofType('text/csv', misCsv(row.lines, calendar), { 'Content-Disposition': disposition });
      },
    }),

    route({
      id: 'markMisEntered',
      method: 'post',
      path: '/mis/batches/{id}/entered',
      tag,
      summary: "Say that a batch stands in the county's system; the first time is kept (DO-5)",
      operation,
      params,
      replies: { 200: { description: 'The batch', schema: misBatchReply } },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const by = { at: clock.now(), madeBy: makerFor(caller) };
        const row = await writes.markMisEntered(caller.agencyId, id, caller.staffId, by);
        return row ? ok(render(row)) : refuse('not-found');
      },
    }),

    route({
      id: 'getMisOutstanding',
      method: 'get',
      path: '/mis/outstanding',
      tag,
      summary: "What does not stand in the county's system yet, overdue marked (DO-5)",
      operation,
      replies: { 200: { description: 'Oldest first', schema: misOutstandingReply } },
      async handle({ caller }) {
        const { agencyId } = caller;
        const now = clock.now();
        const policy = await agencyPolicy(context, agencyId);
        const related = await reads.relatedTo(caller, now);
        const rows = await reads.misOutstanding(agencyId, related, mostListed + 1);
        const items = rows.slice(0, mostListed).map(({ batch, ...rest }) => {
          const due = enterBy(policy, rest.at);
          const overdue = due !== null && due < now;
          return { ...rest, batchId: batch, due, overdue };
        });
        return ok({ asOf: now, items, more: rows.length > mostListed });
      },
    }),
  ];
}

/** Whoever does not answer for all clients of the agency sees the batches they made themselves. */
function makerFor({ role, staffId }: Caller): string | null {
  return reachOf(role) === 'agency' ? null : staffId;
}

function render({ id, lines, ...rest }: MisBatchRow) {
  return { batchId: id, ...rest, lines: lines.length };
}
