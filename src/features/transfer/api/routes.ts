import { randomUUID } from 'node:crypto';
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
import { roomFor } from '../../caseload/load.ts';
import { shareAt } from '../../caseload/share.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { ok, type Refusal, refuse } from '../../../kit/http/reply.ts';
import { renderTransfer } from './render.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import { actorOf, enrollmentParams, type RouteContext } from '../../../kit/http/context.ts';

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
  const { transfers, keyed, clock } = context;
  const ask = ({ caller, key, body }: Pick<Input, 'caller' | 'key' | 'body'>, path: string) => ({
    by: actorOf(caller),
    commandId: key ?? randomUUID(),
    fingerprint: keyed.fingerprint({ route: path, body }),
    now: clock.now(),
  });
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
        const asked = ask(input, `enrollments/${enrollmentId}/transfers`);
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
        const { caller, body } = input;
        const transferId = input.params['transfer'] ?? '';
        const row = await transfers.get(caller.agencyId, transferId);
        if (row?.toAgencyId !== caller.agencyId) return refuse('not-found');
        const level = body.level ?? row.level;
        if (row.state === 'offered') {
          const obstacle = await noRoom(context, caller.agencyId, level, body.coordinatorId);
          if (obstacle) return obstacle;
        }
        const outcome = await transfers.answer({
          ...{ ...ask(input, `transfers/${transferId}/accept`), transferId, act: 'accept', level },
          ...{ reference: body.reference, coordinatorId: body.coordinatorId ?? null },
        });
        return reply(outcome, caller.agencyId);
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
        const asked = ask(input, `transfers/${transferId}/decline`);
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
        const asked = ask(input, `transfers/${transferId}/withdraw`);
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

/**
 * Why the agency could not take the client on at that level, or the coordinator not have them (ST-4, ST-2). The database
 * holds the cap when it comes to that; whoever accepts is told before.
 */
async function noRoom(
  context: RouteContext,
  agencyId: string,
  level: string,
  coordinatorId: string | undefined,
): Promise<Refusal | null> {
  const { profile } = await agencyPolicy(context, agencyId);
  if (!profile.levels.some(({ id }) => id === level)) return refuse('unknown-level', at('level'));
  if (coordinatorId === undefined) return null;
  const now = context.clock.now();
  const load = (await context.caseloads.caseloads(agencyId, now)).find(
    ({ staffId, active }) => staffId === coordinatorId && active,
  );
  if (!load || !(await context.reads.isActiveCoordinator(agencyId, coordinatorId)))
    return refuse('unknown-staff', at('coordinatorId'));
  if (load.mayTakeUntil === null || load.mayTakeUntil <= now) return refuse('staff-file-incomplete');
  return roomFor(load, shareAt(profile, level), now) > 0 ? null : refuse('caseload-full');
}

const at = (name: string) => ({ errors: [{ pointer: `/${name}`, detail: 'cannot be used' }] });

function reply(outcome: TransferOutcome, agencyId: string) {
  switch (outcome.status) {
    case 'written':
      return ok(renderTransfer(outcome.transfer, agencyId));
    case 'replayed':
      return ok(renderTransfer(outcome.transfer, agencyId), { 'Idempotent-Replayed': 'true' });
    case 'command-id-reused':
      return refuse('idempotency-key-reused');
    case 'not-found':
      return refuse('not-found');
    case 'refused': {
      const { code, detail, field } = outcome.refusal;
      const errors = field === undefined ? [] : [{ pointer: `/${field.replaceAll('.', '/')}`, detail }];
      return refuse(code, { detail, errors });
    }
  }
}
