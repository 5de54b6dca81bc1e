import { z } from 'zod';
import { authorizationStates } from '../decision-state.ts';
import { requestDocuments } from '../../../engine/policy/request-documents.ts';
import { authorizationDecisions } from '../../../engine/record/steps/authorizations.ts';
import { author, details, stepMark } from '../../../kit/http/reply-parts.ts';
import { dateOut, instantOut } from '../../../kit/http/dates.ts';

const text = z.string();
const mark = { ...stepMark, details };
export const spanReply = z.strictObject({ units: z.int(), from: dateOut, through: dateOut });
export const decisionReply = z.strictObject({
  ...mark,
  by: author,
  decision: z.enum(authorizationDecisions),
  lacks: z.array(z.enum(requestDocuments)).meta({ description: 'Of a return: what is missing' }),
  appealBy: dateOut
    .nullable()
    .meta({ description: 'The last day on which it can be appealed; null where it cannot, or nobody said' }),
  corrects: text.nullable().meta({ description: 'The decision, by its step, that this one corrects' }),
  letterDated: dateOut
    .nullable()
    .meta({ description: "Of the payer's letter; null where the payer decided here" }),
});

/** What went to the payer, by name; none for what was sent before enclosures had names. */
export const enclosedReply = z
  .array(
    z.strictObject({
      document: z.enum(requestDocuments),
      id: text,
      revision: z.int().nullable().meta({ description: 'Of a document; null for a file or a step' }),
      hash: text.nullable().meta({
        description: 'Of its words or bytes as they were sent; null for a step, which never changes',
      }),
    }),
  )
  .meta({ description: 'What is enclosed, by its id in the client’s record' });

/** A request that was returned and sent again. */
export const resubmissionsReply = z
  .array(z.strictObject({ ...mark, by: author, documents: z.array(text), enclosed: enclosedReply }))
  .meta({ description: 'Sent again with what was missing; `documents`: the kinds of what is enclosed' });

const authorization = z.strictObject({
  ...mark,
  by: author,
  service: text,
  provider: text.nullable(),
  initial: z.boolean(),
  documents: z.array(text),
  enclosed: enclosedReply,
  need: text.nullable(),
  claims: text.nullable(),
  extends: text.nullable(),
  state: z.enum(authorizationStates),
  ended: z.strictObject(mark).nullable(),
  asked: spanReply,
  granted: spanReply.nullable().meta({ description: 'An end before its last day counted' }),
  unitsUsed: z.int(),
  unitsLeft: z.int().meta({ description: 'Never below 0' }),
  inForce: z.boolean().meta({ description: 'Today' }),
  expiring: z
    .boolean()
    .meta({ description: 'In force, and its last day is near or passed with nothing to follow' }),
  underUsed: z
    .boolean()
    .meta({ description: 'Used much less than the time that has passed would let expect (AU-1)' }),
  decisions: z.array(decisionReply),
  resubmissions: resubmissionsReply,
  appeals: z.array(z.strictObject(mark)),
  uses: z.array(z.strictObject({ ...stepMark, units: z.int() })),
});

export const authorizationsReply = z
  .strictObject({
    asOf: instantOut,
    authorizations: z.array(authorization),
    extensions: z.array(
      z.strictObject({
        ...mark,
        by: author,
        authorization: text.nullable(),
        enclosed: enclosedReply,
        units: z.int().meta({ description: 'As asked for' }),
        through: dateOut,
        state: z.enum(authorizationStates),
        granted: z.strictObject({ units: z.int(), through: dateOut }).nullable(),
        withdrawn: z.strictObject(mark).nullable(),
        decision: decisionReply.nullable().meta({ description: 'The newest' }),
        decisions: z.array(decisionReply),
        resubmissions: resubmissionsReply,
        appeals: z.array(z.strictObject(mark)),
      }),
    ),
    payments: z
      .array(
        z.strictObject({
          ...mark,
          by: author,
          amountCents: z.int(),
          purpose: text,
          entry: text,
          need: text.nullable(),
          claimedBy: text.nullable().meta({ description: 'The request that claims it back' }),
        }),
      )
      .meta({ description: 'From the discretionary fund (AU-4)' }),
    services: z.array(
      z.strictObject({
        ...mark,
        by: author,
        kind: text,
        minutes: z.int(),
        servedFor: text,
        billable: z.boolean(),
        procedureCode: text.nullable(),
        authorization: text.nullable(),
        units: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'Authorizations' });
