import { v5 as uuidV5 } from 'uuid';
import type { TransferOutcome } from '../postgres/ports.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import { acceptBody, declineBody, offerBody, transferReply, withdrawBody } from './schemas.ts';
import { actReply, askOf, refusalAt } from '../../../kit/http/act-reply.ts';
import { ok } from '../../../kit/http/reply.ts';
import { agenciesRoute, enrollmentTransfersRoute, transferRoute, transfersRoute } from './read-routes.ts';
import { renderTransfer } from './render.ts';
import { cannotActProblems } from '../../staff/api/to-act.ts';
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
  return [
    agenciesRoute(context),
    offerRoute(context),
    enrollmentTransfersRoute(context),
    transfersRoute(context),
    transferRoute(context),
    acceptRoute(context),
    declineRoute(context),
    withdrawRoute(context),
  ];
}

function offerRoute(context: RouteContext): Route {
  return route({
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
      ...(['enclosure-unknown', 'enclosure-changed'] as const),
      ...([
        'enrollment-ended',
        'entered-in-error',
        'discharge-incomplete',
        'last-meeting-not-recorded',
      ] as const),
    ],
    async handle(input) {
      const enrollmentId = input.params['id'] ?? '';
      const { leaving, ...offered } = input.body;
      const { warmHandOver, lastMeetingHeld, ...words } = leaving;
      const asked = askOf(context, input, { route: `enrollments/${enrollmentId}/transfers` });
      const outcome = await context.transfers.offer({
        ...{ ...asked, ...offered, enrollmentId, words },
        transferId: uuidV5(`${asked.by.agencyId}/${asked.commandId}`, transferNamespace),
        leaving: { warmHandOver, ...(lastMeetingHeld === undefined ? {} : { lastMeetingHeld }) },
      });
      return reply(outcome, input.caller.agencyId);
    },
  });
}

function acceptRoute(context: RouteContext): Route {
  return route({
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
      ...(['caseload-full', ...cannotActProblems] as const),
    ],
    async handle(input) {
      const transferId = input.params['transfer'] ?? '';
      const asked = askOf(context, input, { route: `transfers/${transferId}/accept` });
      const { reference, level = null, coordinatorId = null } = input.body;
      const accepted = { act: 'accept', reference, level, coordinatorId } as const;
      return reply(
        await context.transfers.answer({ ...asked, transferId, ...accepted }),
        input.caller.agencyId,
      );
    },
  });
}

function declineRoute(context: RouteContext): Route {
  return route({
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
        await context.transfers.answer({ ...asked, transferId, act: 'decline', declined }),
        input.caller.agencyId,
      );
    },
  });
}

function withdrawRoute(context: RouteContext): Route {
  return route({
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
        await context.transfers.answer({ ...asked, transferId, act: 'withdraw' }),
        input.caller.agencyId,
      );
    },
  });
}

function reply(outcome: TransferOutcome, agencyId: string) {
  return actReply(outcome, {
    thing: 'act on a transfer',
    reply: (transfer) => ok(renderTransfer(transfer, agencyId)),
    refusal: refusalAt,
  });
}
