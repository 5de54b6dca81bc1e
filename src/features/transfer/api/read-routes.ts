import type { TransferRow } from '../postgres/ports.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import { agenciesReply, transferReply, transfersReply } from './schemas.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderTransfer } from './render.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext } from '../../../kit/http/context.ts';

const tag = 'Transfers';

export function agenciesRoute(context: RouteContext): Route {
  return route({
    id: 'listOtherAgencies',
    method: 'get',
    path: '/transfers/agencies',
    ...{ tag, summary: 'The agencies to which a client can be offered', operation: 'transfer:read' },
    replies: { 200: { description: 'By name', schema: agenciesReply } },
    async handle({ caller }) {
      const items = await context.transfers.agencies(caller.agencyId);
      return ok({ items: items.map(({ id, name }) => ({ agencyId: id, name })) });
    },
  });
}

export function enrollmentTransfersRoute(context: RouteContext): Route {
  return route({
    id: 'listEnrollmentTransfers',
    method: 'get',
    path: '/enrollments/{id}/transfers',
    ...{ tag, summary: 'Transfers by which the client came, or is to go', operation: 'transfer:read' },
    params: enrollmentParams,
    replies: { 200: { description: 'Newest first', schema: transfersReply } },
    handle: async ({ caller, params: { id } }) =>
      listed(await context.transfers.list(caller.agencyId, id), caller),
  });
}

export function transfersRoute(context: RouteContext): Route {
  return route({
    id: 'listTransfers',
    method: 'get',
    path: '/transfers',
    ...{ tag, summary: 'Clients on their way from or to your agency', operation: 'transfer:read' },
    replies: { 200: { description: 'Newest first, the last 200', schema: transfersReply } },
    handle: async ({ caller }) => listed(await context.transfers.list(caller.agencyId), caller),
  });
}

export function transferRoute(context: RouteContext): Route {
  return route({
    id: 'getTransfer',
    method: 'get',
    path: '/transfers/{transfer}',
    ...{ tag, summary: 'How far a transfer has come', operation: 'transfer:read' },
    params: { transfer: uuid },
    replies: { 200: { description: 'As it stands', schema: transferReply } },
    problems: ['not-found'],
    async handle({ caller, params: { transfer = '' } }) {
      const row = await context.transfers.get(caller.agencyId, transfer);
      return row ? ok(renderTransfer(row, caller.agencyId)) : refuse('not-found');
    },
  });
}

function listed(rows: readonly TransferRow[], { agencyId }: { agencyId: string }) {
  return ok({ items: rows.map((row) => renderTransfer(row, agencyId)) });
}
