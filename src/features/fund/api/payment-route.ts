import { storedRequest } from '../../pending-steps/activities/stored-request.ts';
import type { z } from 'zod';
import { fundPaymentBody, fundPaymentReply } from './schemas.ts';
import type { CommandBatch } from '../../../engine/record/commands.ts';
import type { FundAct } from '../ledger.ts';
import { askOf, nameRefused } from '../../../kit/http/act-reply.ts';
import { refuse, reply } from '../../../kit/http/reply.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import type { StepOwner } from '../../../kit/seal.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { entered, renderEntry } from './routes.ts';

type Payment = Input<unknown, z.output<typeof fundPaymentBody>>;

/** Paying from the fund for what a client needs sooner than a check can be issued (AU-4). */
export function fundPaymentRoute(context: RouteContext): Route {
  return route({
    id: 'payFromFund',
    method: 'post',
    path: '/enrollments/{id}/fund-payments',
    tag: 'Fund',
    summary: "Pay from the agency's discretionary fund; a SAR claims it back (AU-4)",
    operation: 'fund:pay',
    params: enrollmentParams,
    body: fundPaymentBody,
    takesKey: true,
    likeness: ({ params }) => ({ enrollment: params['id'], payment: true }),
    replies: {
      202: {
        description: 'Entered in the fund; the step waits for its enrollment',
        schema: fundPaymentReply,
      },
    },
    problems: [
      'not-found',
      'enrollment-ended',
      'entered-in-error',
      'idempotency-key-reused',
      'fund-exhausted',
      'referral-fee',
      'not-the-identified-patient',
    ],
    handle: (input) => pay(context, input),
  });
}

/**
 * The entry of the fund and the step that waits for the enrollment are written together: neither is ever without the
 * other. Should the enrollment refuse its step, the entry is reversed. Behind a referral that still waits the step waits
 * as well; once the enrollment has ended only what was paid before is answered.
 */
async function pay(context: RouteContext, input: Payment) {
  const { reads, fund } = context;
  const { caller, body, params } = input;
  const enrollmentId = params['id'] ?? '';
  const ask = askOf(context, input, { route: `enrollments/${enrollmentId}/fund-payments` });
  const { by, commandId, fingerprint, now } = ask;
  const admission = await reads.admission(scopeOf(caller), enrollmentId, commandId);
  if (!admission || (admission.onRecord === null && admission.waiting === 0)) return refuse('not-found');
  const reuse = nameRefused(admission, ask, 'payment');
  if (reuse) return reuse;
  const { amountCents, purpose, paidFor } = body;
  const act: FundAct = { type: 'pay', cents: amountCents, purpose, paidFor };
  const batch: CommandBatch = {
    ...batchOf(context, body, { agencyId: by.agencyId, enrollmentId, commandId }),
    by,
    fingerprint,
    askedAt: now,
  };
  const outcome = await fund.act({
    ...{ ...ask, act },
    closed: admission.onRecord !== null && admission.onRecord.endedAt !== null,
    payment: {
      purpose,
      step: {
        ...{ enrollmentId, agencyId: by.agencyId, staffId: by.staffId, types: ['payFromFund'] },
        ...{ takenInAt: now, request: storedRequest({ kind: 'submit', message: batch }), notifications: [] },
      },
    },
  });
  return entered(outcome, (entry) =>
    reply(
      202,
      { ...renderEntry(entry), enrollmentId, commandId, status: 'waiting' as const },
      { Location: `/api/v1/enrollments/${enrollmentId}/pending/${commandId}` },
    ),
  );
}

function batchOf({ seal }: RouteContext, body: Payment['body'], owner: StepOwner) {
  const { commandId } = owner;
  const { amountCents, purpose, need, paidFor: _, ...words } = body;
  const facts = {
    ...{ type: 'payFromFund' as const, amountCents, purpose, entry: commandId },
    ...(need === undefined ? {} : { need }),
  };
  return { commandId, commands: [{ facts, sealed: seal.seal(words, owner) }] };
}
