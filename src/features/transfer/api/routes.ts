import { v5 as uuidV5 } from 'uuid';
import type { TransferOutcome, TransferRow } from '../postgres/ports.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import {
  acceptBody,
  agenciesReply,
  declineBody,
  offerBody,
  transferReply,
  transfersReply,
  withdrawBody,
} from './schemas.ts';
import { actReply, askOf, refusalAt } from '../../../kit/http/act-reply.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { renderTransfer } from './render.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { enrollmentParams, type RouteContext } from '../../../kit/http/context.ts';

const tag = 'Transfers';
const params = { transfer: uuid };
const written = {
  200: {
    description: 'Written. `Idempotent-Replayed: true` when an earlier request with this key had done it.',
    schema: transferReply,
  },
};

// Names made from an agency and a key: any fixed UUID will do, as long as it never changes.
const transferNamespace = 'c1b6a0de-3f0b-5a44-9a0c-6a1f4ac4b0e7';

/** A client goes on with another agency: offered there, answered there, carried over (OU-4, AC-2, RF-3). */
export function transferRoutes(context: RouteContext): Route[] {
  const { transfers } = context;
  return [
    route({
      id: 'listOtherAgencies',
      method: 'get',
      path: '/transfers/agencies',
      ...{ tag, summary: 'The agencies to which a client can be offered', operation: 'transfer:read' },
      replies: { 200: { description: 'By name', schema: agenciesReply } },
      async handle({ caller }) {
        const items = await transfers.agencies(caller.agencyId);
        return ok({ items: items.map(({ id, name }) => ({ agencyId: id, name })) });
      },
    }),
    route({
      id: 'offerTransfer',
      method: 'post',
      path: '/enrollments/{id}/transfers',
      ...{ tag, summary: 'Offer a client to another agency (OU-4, AC-2, RF-3)', operation: 'transfer:offer' },
      params: enrollmentParams,
      body: offerBody,
      takesKey: true,
      replies: written,
      problems: [
        ...(['not-found', 'idempotency-key-reused', 'unknown-agency', 'transfer-open'] as const),
        ...(['release-missing', 'acuity-index-missing', 'document-missing', 'discharged'] as const),
        ...(['enrollment-ended', 'discharge-incomplete', 'last-meeting-not-recorded'] as const),
      ],
      async handle(input) {
        const enrollmentId = input.params['id'] ?? '';
        const { leaving, ...offered } = input.body;
        const { warmHandOver, lastMeetingHeld, ...words } = leaving;
        const asked = askOf(context, input, { route: `enrollments/${enrollmentId}/transfers` });
        const outcome = await transfers.offer({
          ...{ ...asked, ...offered, enrollmentId, words },
          transferId: uuidV5(`${asked.by.agencyId}/${asked.commandId}`, transferNamespace),
          leaving: { warmHandOver, ...(lastMeetingHeld === undefined ? {} : { lastMeetingHeld }) },
        });
        return reply(outcome, input.caller.agencyId);
      },
    }),
    route({
      id: 'listEnrollmentTransfers',
      method: 'get',
      path: '/enrollments/{id}/transfers',
      ...{ tag, summary: 'Transfers by which the client came, or is to go', operation: 'transfer:read' },
      params: enrollmentParams,
      replies: { 200: { description: 'Newest first', schema: transfersReply } },
      handle: async ({ caller, params: { id } }) => listed(await transfers.list(caller.agencyId, id), caller),
    }),
    route({
      id: 'listTransfers',
      method: 'get',
      path: '/transfers',
      ...{ tag, summary: 'Clients on their way from or to your agency', operation: 'transfer:read' },
      replies: { 200: { description: 'Newest first, the last 200', schema: transfersReply } },
      handle: async ({ caller }) => listed(await transfers.list(caller.agencyId), caller),
    }),
    route({
      id: 'getTransfer',
      method: 'get',
      path: '/transfers/{transfer}',
      ...{ tag, summary: 'How far a transfer has come', operation: 'transfer:read', params },
      replies: { 200: { description: 'As it stands', schema: transferReply } },
      problems: ['not-found'],
      async handle({ caller, params: { transfer = '' } }) {
        const row = await transfers.get(caller.agencyId, transfer);
        return row ? ok(renderTransfer(row, caller.agencyId)) : refuse('not-found');
      },
    }),
    route({
      id: 'acceptTransfer',
      method: 'post',
      path: '/transfers/{transfer}/accept',
      ...{ tag, summary: 'Take the client on: what follows goes by itself', operation: 'transfer:answer' },
      params,
      body: acceptBody,
      takesKey: true,
      replies: written,
      problems: [
        ...(['not-found', 'idempotency-key-reused', 'transfer-settled', 'discharged'] as const),
        ...(['release-missing', 'client-differs', 'client-already-enrolled', 'unknown-level'] as const),
        ...(['unknown-staff', 'caseload-full', 'staff-file-incomplete'] as const),
      ],
      async handle(input) {
        const transferId = input.params['transfer'] ?? '';
        const asked = askOf(context, input, { route: `transfers/${transferId}/accept` });
        const { reference, level = null, coordinatorId = null } = input.body;
        const accepted = { act: 'accept', reference, level, coordinatorId } as const;
        return reply(await transfers.answer({ ...asked, transferId, ...accepted }), input.caller.agencyId);
      },
    }),
    route({
      id: 'declineTransfer',
      method: 'post',
      path: '/transfers/{transfer}/decline',
      ...{ tag, summary: 'Do not take the client on', operation: 'transfer:answer', params },
      body: declineBody,
      takesKey: true,
      replies: written,
      problems: ['not-found', 'idempotency-key-reused', 'transfer-settled'],
      async handle(input) {
        const transferId = input.params['transfer'] ?? '';
        const asked = askOf(context, input, { route: `transfers/${transferId}/decline` });
        const declined = input.body.reason;
        return reply(
          await transfers.answer({ ...asked, transferId, act: 'decline', declined }),
          input.caller.agencyId,
        );
      },
    }),
    route({
      id: 'withdrawTransfer',
      method: 'post',
      path: '/transfers/{transfer}/withdraw',
      ...{ tag, summary: 'Take an offer back before it is answered', operation: 'transfer:offer', params },
      body: withdrawBody,
      takesKey: true,
      replies: written,
      problems: ['not-found', 'idempotency-key-reused', 'transfer-settled'],
      async handle(input) {
        const transferId = input.params['transfer'] ?? '';
        const asked = askOf(context, input, { route: `transfers/${transferId}/withdraw` });
        return reply(
          await transfers.answer({ ...asked, transferId, act: 'withdraw' }),
          input.caller.agencyId,
        );
      },
    }),
  ];
}

function listed(rows: readonly TransferRow[], { agencyId }: { agencyId: string }) {
  return ok({ items: rows.map((row) => renderTransfer(row, agencyId)) });
}

function reply(outcome: TransferOutcome, agencyId: string) {
  return actReply(outcome, {
    thing: 'act on a transfer',
    reply: (transfer) => ok(renderTransfer(transfer, agencyId)),
    refusal: refusalAt,
  });
}
