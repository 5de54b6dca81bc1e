import { z } from 'zod';
import { answering, requestTypes, settledStates } from '../requests.ts';
import { decisionReply, enclosedReply, resubmissionsReply, spanReply } from './replies.ts';
import { dateOut, instantOut } from '../../../kit/http/dates.ts';
import { author, client, details, namedDuty, stepMark } from '../../../kit/http/reply-parts.ts';
import { authorizationStates } from '../decision-state.ts';

const text = z.string();
const mark = { ...stepMark, details };

export const requestReply = z
  .strictObject({
    ...mark,
    enrollmentId: text,
    client,
    coordinator: author.nullable(),
    by: author,
    type: z.enum(requestTypes),
    state: z.enum(authorizationStates),
    service: text.nullable().meta({ description: 'Null where an extension names no authorization' }),
    provider: text.nullable(),
    initial: z.boolean(),
    documents: z.array(text).meta({ description: 'The kinds of what was enclosed with it at first' }),
    enclosed: enclosedReply,
    need: text.nullable(),
    asked: z.strictObject({ units: z.int(), from: dateOut.nullable(), through: dateOut }),
    granted: spanReply.nullable().meta({ description: 'Of the authorization it is about, at present' }),
    unitsUsed: z.int(),
    since: instantOut.meta({ description: 'Since when it is before the payer: sent last, or appealed' }),
    appealIfNow: dateOut
      .nullable()
      .meta({ description: 'The last day on which a denial of now could be appealed (AU-3)' }),
    ...namedDuty,
    duty: text.nullable(),
    due: instantOut.nullable().meta({ description: 'Null where nothing is owed about it now' }),
    answeredBy: z.enum(answering).meta({ description: 'The step that decides it; `about` is its `stepId`' }),
    decisions: z.array(decisionReply),
    resubmissions: resubmissionsReply,
    appeals: z.array(z.strictObject(mark)),
  })
  .meta({ id: 'WaitingRequest', description: 'What the payer has to decide, or has decided' });

export const requestsQuery = z.strictObject({
  state: z
    .enum(['waiting', ...settledStates])
    .default('waiting')
    .meta({ description: 'What waits; what was asked back; what was decided, of the last 90 days' }),
});

export const requestsReply = z
  .strictObject({
    asOf: instantOut,
    items: z.array(requestReply).meta({ description: 'By due instant; of what was decided, the last first' }),
  })
  .meta({ id: 'WaitingRequests' });
