import type { Operation } from '../../../kit/http/roles.ts';
import { randomUUID } from 'node:crypto';
import type { FundOutcome } from '../postgres/ports.ts';
import {
  fundDepositBody,
  fundEntryReply,
  fundQuery,
  fundReconciliationBody,
  fundReimbursementBody,
  fundReply,
} from './schemas.ts';
import type { FundAct, FundEntry } from '../ledger.ts';
import { ok, type Refusal, refuse, type Reply } from '../../../kit/http/reply.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import { actorOf, type RouteContext } from '../../../kit/http/context.ts';

const tag = 'Fund';
const written = {
  200: {
    description: 'Entered. `Idempotent-Replayed: true` when an earlier request with this key had done it.',
    schema: fundEntryReply,
  },
};
const keep = {
  method: 'post',
  tag,
  operation: 'fund:keep' satisfies Operation,
  takesKey: true,
  replies: written,
} as const;

/** The agency's discretionary fund: a ledger that never goes below zero (AU-4). */
export function fundRoutes(context: RouteContext): Route[] {
  const { fund } = context;
  return [
    route({
      id: 'getFund',
      method: 'get',
      path: '/fund',
      tag,
      summary: "The agency's discretionary fund: balance and entries, newest first (AU-4)",
      operation: 'fund:read',
      query: fundQuery,
      replies: { 200: { description: 'A page', schema: fundReply } },
      async handle({ caller, query: { limit, before } }) {
        const options = { beforeSeq: before, limit: limit + 1 };
        const { balanceCents, rows } = await fund.entries(caller.agencyId, options);
        const items = rows.slice(0, limit);
        const nextBefore = rows.length > limit ? (items.at(-1)?.seq ?? null) : null;
        return ok({ balanceCents, items: items.map(renderEntry), nextBefore });
      },
    }),
    route({
      ...keep,
      id: 'depositIntoFund',
      path: '/fund/deposits',
      summary: 'Put money into the fund',
      body: fundDepositBody,
      problems: ['idempotency-key-reused'],
      handle: (input) =>
        enter(
          context,
          input,
          'deposits',
          { type: 'deposit', cents: input.body.amountCents },
          input.body.note,
        ),
    }),
    route({
      ...keep,
      id: 'reimburseFund',
      path: '/fund/reimbursements',
      summary: 'Enter what the payer has paid back of a payment (AU-4)',
      body: fundReimbursementBody,
      problems: ['idempotency-key-reused', 'unknown-payment', 'payment-settled'],
      handle(input) {
        const { payment, amountCents, note } = input.body;
        const act: FundAct = { type: 'claim-back', about: payment, cents: amountCents };
        return enter(context, input, 'reimbursements', act, note);
      },
    }),
    route({
      ...keep,
      id: 'reconcileFund',
      path: '/fund/reconciliations',
      summary: 'Count the fund: the difference to the ledger is entered (AU-4)',
      body: fundReconciliationBody,
      problems: ['idempotency-key-reused'],
      handle(input) {
        const { countedCents, note } = input.body;
        return enter(context, input, 'reconciliations', { type: 'reconcile', countedCents }, note);
      },
    }),
  ];
}

async function enter(
  { fund, keyed, clock }: RouteContext,
  { caller, key, body }: Pick<Input, 'caller' | 'key' | 'body'>,
  path: string,
  act: FundAct,
  note: string | undefined,
) {
  const outcome = await fund.act({
    act,
    note,
    by: actorOf(caller),
    commandId: key ?? randomUUID(),
    fingerprint: keyed.fingerprint({ route: `fund/${path}`, body }),
    now: clock.now(),
  });
  return entered(outcome, (entry) => ok(renderEntry(entry)));
}

/** The reply to what was entered, now or before; or the refusal. */
export function entered<Made extends Reply>(
  outcome: FundOutcome,
  reply: (entry: FundEntry) => Made,
): Made | Refusal {
  switch (outcome.status) {
    case 'written':
      return reply(outcome.entry);
    case 'replayed': {
      const made = reply(outcome.entry);
      return { ...made, headers: { ...made.headers, 'Idempotent-Replayed': 'true' } };
    }
    case 'command-id-reused':
      return refuse('idempotency-key-reused');
    case 'closed':
      return refuse('enrollment-ended');
    case 'refused': {
      const { code, detail, field } = outcome.refusal;
      return refuse(code, {
        detail,
        ...(field === undefined ? {} : { errors: [{ pointer: `/${field}`, detail }] }),
      });
    }
  }
}

export function renderEntry<Entry extends FundEntry>({ id, ...entry }: Entry) {
  return { entry: id, ...entry };
}
