import { z } from 'zod';
import { type Withheld, withheldReasons } from '../judgement.ts';
import { pageOf, pageQuery } from '../../../kit/http/paging.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { flag } from '../../../kit/http/schemas.ts';
import { policyDocumentKinds } from '../../../kit/policies.ts';

const text = z.string();
const withheldCodes = Object.keys(withheldReasons) as [Withheld, ...Withheld[]];

export const inboxQuery = z.strictObject({
  unread: flag.default(false).meta({ description: 'Only what nobody has read yet' }),
  ...pageQuery,
});

export const deliveriesQuery = z.strictObject({
  state: z.enum(['waiting', 'failing']).default('waiting').meta({
    description: '`waiting`: all that is not sent yet; `failing`: those of it that were tried in vain',
  }),
  limit: pageQuery.limit,
});

export const inboxItem = z
  .strictObject({
    id: text,
    kind: text,
    enrollmentId: text.nullable(),
    /** Whose file it is about, where it is about no enrollment. */
    aboutStaffId: text.nullable(),
    aboutReport: text.nullable().meta({ description: 'The month whose report is there' }),
    audience: text,
    obligation: text.nullable(),
    duty: text.nullable(),
    due: instantOut.nullable(),
    raisedAt: instantOut,
    readAt: instantOut.nullable(),
    notSentBecause: z
      .enum(withheldCodes)
      .nullable()
      .meta({
        description: `Why its mail or page was not sent after all. ${Object.entries(withheldReasons)
          .map(([code, why]) => `\`${code}\`: ${why}`)
          .join(' ')}`,
      }),
  })
  .meta({ id: 'InboxItem' });

export const inboxPage = pageOf(inboxItem);

export const deliveryList = z.strictObject({
  waiting: z.int(),
  failing: z.int(),
  items: z.array(
    z.strictObject({
      id: text,
      notificationId: text,
      kind: text,
      channel: text,
      state: text,
      notBefore: instantOut,
      attempts: z.int(),
      lastError: text.nullable(),
    }),
  ),
});

export const policyReply = z.strictObject({
  hash: text,
  kind: z.enum(policyDocumentKinds),
  name: text,
  content: z.unknown(),
});
