import type { TransferRow } from '../postgres/ports.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import { agenciesReply, transferReply, transfersReply } from './schemas.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderTransfer } from './render.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { isOneOf } from '../../../kit/http/roles.ts';
import type { Caller } from '../../../kit/reads.ts';
import { transferPermissions } from './permissions.ts';

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
    problems: ['not-found'],
    async handle({ caller, params: { id = '' } }) {
      if (!(await context.reads.admission(scopeOf(caller), id, null))) return refuse('not-found');
      return listed(await context.transfers.list(caller.agencyId, id), caller);
    },
  });
}

export function transfersRoute(context: RouteContext): Route {
  return route({
    id: 'listTransfers',
    method: 'get',
    path: '/transfers',
    ...{ tag, summary: 'Clients on their way from or to your agency', operation: 'transfer:read' },
    replies: { 200: { description: 'Newest first, the last 200', schema: transfersReply } },
    async handle({ caller }) {
      const rows = await context.transfers.list(caller.agencyId);
      const isSeen = await seenBy(context, caller);
      return listed(rows.filter(isSeen), caller);
    },
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
      const isSeen = await seenBy(context, caller);
      return row && isSeen(row) ? ok(renderTransfer(row, caller.agencyId)) : refuse('not-found');
    },
  });
}

/** Whoever answers offers sees what comes; for the rest, one has something to do with the client on this side. */
async function seenBy(
  { reads, clock }: RouteContext,
  caller: Caller,
): Promise<(row: TransferRow) => boolean> {
  const theirs = await reads.relatedTo(caller, clock.now());
  if (theirs === null) return () => true;
  const related = new Set(theirs);
  const answers = isOneOf(caller.role, transferPermissions['transfer:answer']);
  return ({ fromAgencyId, fromEnrollmentId, toEnrollmentId }) =>
    fromAgencyId === caller.agencyId
      ? related.has(fromEnrollmentId)
      : answers || (toEnrollmentId !== null && related.has(toEnrollmentId));
}

function listed(rows: readonly TransferRow[], { agencyId }: { agencyId: string }) {
  return ok({ items: rows.map((row) => renderTransfer(row, agencyId)) });
}
