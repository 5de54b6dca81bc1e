import type { Operation } from '../../../kit/http/roles.ts';
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
import { actReply, askOf, refusalAt } from '../../../kit/http/act-reply.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { ok, type Refusal, type Reply } from '../../../kit/http/reply.ts';
import { type Input, type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

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
  const { fund, reads, clock } = context;
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
      csv: csvList(fundReply, {
        list: 'fund',
        rows: ({ items }) => items,
        next: ({ nextBefore }) => (nextBefore === null ? null : { before: nextBefore }),
        tells: ['identity', 'services'],
        enrollmentId: (row) => row.enrollmentId,
        columns: {
          seq: ({ seq }) => seq,
          recorded: ({ recordedAt }) => recordedAt,
          kind: ({ kind }) => kind,
          amountCents: ({ amountCents }) => amountCents,
          balanceCents: ({ balanceCents }) => balanceCents,
          purpose: ({ purpose }) => purpose,
          note: ({ note }) => note,
          by: ({ by }) => by.name,
        },
      }),
      async handle({ caller, query: { limit, before } }) {
        const options = { beforeSeq: before, limit: limit + 1 };
        const [{ balanceCents, rows }, related] = await Promise.all([
          fund.entries(caller.agencyId, options),
          reads.relatedTo(caller, clock.now()),
        ]);
        // The ledger is whole for everybody; for whom money was paid, to who has to do with them.
        const shown = (row: (typeof rows)[number]) =>
          row.enrollmentId === null || related === null || related.includes(row.enrollmentId)
            ? row
            : { ...row, enrollmentId: null, purpose: null, note: null };
        const items = rows.slice(0, limit);
        const nextBefore = rows.length > limit ? (items.at(-1)?.seq ?? null) : null;
        return ok({ balanceCents, items: items.map(shown).map(renderEntry), nextBefore });
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
  context: RouteContext,
  input: Pick<Input, 'caller' | 'key' | 'body'>,
  path: string,
  act: FundAct,
  note: string | undefined,
) {
  const ask = askOf(context, input, { route: `fund/${path}` });
  const outcome = await context.fund.act({ ...ask, act, note });
  return entered(outcome, (entry) => ok(renderEntry(entry)));
}

/** The reply to what was entered, now or before; or the refusal. */
export function entered<Answer extends Reply>(
  outcome: FundOutcome,
  reply: (entry: FundEntry) => Answer,
): Answer | Refusal {
  return actReply(outcome, { thing: 'entry', reply, refusal: refusalAt });
}

export function renderEntry<Entry extends FundEntry>({ id, ...entry }: Entry) {
  return { entry: id, ...entry };
}
