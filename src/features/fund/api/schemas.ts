import { z } from 'zod';
import { fundEntryKinds } from '../ledger.ts';
import { fundPurposes } from '../../../engine/policy/fund-purposes.ts';
import { served } from '../../../engine/record/steps/authorizations.ts';
import { pageQuery } from '../../../kit/http/paging.ts';
import { actor } from '../../../kit/http/reply-parts.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { line, prose, stepId, why } from '../../../kit/http/schemas.ts';

const text = z.string();
const cents = z.int().min(1).max(10_000_000);
const note = line(500)
  .optional()
  .meta({ description: 'What else is to be known; nothing of a client: all of the team read it' });

export const fundDepositBody = z.strictObject({ amountCents: cents, note }).meta({ id: 'FundDeposit' });

export const fundReimbursementBody = z
  .strictObject({
    payment: stepId.meta({ description: 'The payment that was paid back, by its entry' }),
    amountCents: cents,
    note,
  })
  .meta({ id: 'FundReimbursement' });

export const fundReconciliationBody = z
  .strictObject({
    countedCents: z.int().min(0).max(100_000_000).meta({ description: 'What is there, as counted' }),
    note,
  })
  .meta({ id: 'FundReconciliation' });

export const fundPaymentBody = z
  .strictObject({
    amountCents: cents,
    purpose: z.enum(fundPurposes),
    paidFor: z
      .enum(served)
      .default('client')
      .meta({ description: 'For somebody else nothing is paid (AU-5)' }),
    need: stepId.optional().meta({ description: 'The step that confirmed the need it is for' }),
    payee: prose('Who was paid.'),
    justification: why('Why it could not wait for a check.'),
    note: prose('What else is to be known.').optional(),
  })
  .meta({ id: 'FundPayment' });

export const fundQuery = z.strictObject({
  limit: pageQuery.limit,
  before: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_000_000_000)
    .optional()
    .meta({ description: '`nextBefore` of the page before' }),
});

const entry = {
  seq: z.int(),
  entry: text.meta({ description: 'Names the entry' }),
  kind: z.enum(fundEntryKinds),
  amountCents: z.int().meta({ description: 'Negative for what is paid out' }),
  balanceCents: z.int().meta({ description: 'Of the fund after it: never below 0' }),
  about: text.nullable().meta({ description: 'The payment that came back' }),
};

export const fundEntryReply = z.strictObject(entry).meta({ id: 'FundEntry' });

export const fundReply = z
  .strictObject({
    balanceCents: z.int(),
    items: z.array(
      z.strictObject({
        ...entry,
        enrollmentId: text.nullable(),
        purpose: z.enum(fundPurposes).nullable(),
        note: text.nullable(),
        by: actor,
        recordedAt: instantOut,
      }),
    ),
    nextBefore: z.int().nullable(),
  })
  .meta({ id: 'Fund' });

export const fundPaymentReply = z
  .strictObject({
    ...entry,
    enrollmentId: text,
    commandId: text,
    status: z.literal('waiting'),
  })
  .meta({
    id: 'FundPaymentTaken',
    description: 'Paid; its step comes to the enrollment. `Location` says where to look',
  });
