import { z } from 'zod';
import { type NotSent, notSentReasons, type Withheld, withheldReasons } from '../judgement.ts';
import { messageChoices } from '../recipients.ts';
import { deliveryActs } from '../delivery-acts.ts';
import {
  type Standing,
  standings,
  unsentStandings,
  type UnsentStanding,
} from '../../../engine/notifications/standing.ts';
import { actor, client } from '../../../kit/http/reply-parts.ts';
import { pageOf, pageQuery } from '../../../kit/http/paging.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { flag, line, reason, withoutRepeats } from '../../../kit/http/schemas.ts';
import { policyDocumentKinds } from '../../../kit/policies.ts';

const text = z.string();
const wordsOf = (table: Record<string, string>) =>
  Object.entries(table)
    .map(([code, why]) => `\`${code}\`: ${why}`)
    .join(' ');
const notSentCodes = Object.keys(notSentReasons) as [NotSent, ...NotSent[]];
const standingCodes = Object.keys(standings) as [Standing, ...Standing[]];
const unsentCodes = Object.keys(unsentStandings) as [UnsentStanding, ...UnsentStanding[]];

export const inboxQuery = z.strictObject({
  unread: flag.default(false).meta({ description: 'Only what nobody has read yet' }),
  ...pageQuery,
});

export const deliveriesQuery = z.strictObject({
  state: z
    .enum(standingCodes)
    .optional()
    .meta({ description: `Left out, all that have not left. ${wordsOf(standings)}` }),
  ...pageQuery,
});

export const inboxItem = z
  .strictObject({
    id: text,
    kind: text,
    enrollmentId: text.nullable(),
    client: client.nullable().meta({ description: 'As far as the caller may know who it is' }),
    link: text
      .nullable()
      .meta({ description: 'The page of the console that shows what it is about; null: none does' }),
    /** Whose file it is about, where it is about no enrollment. */
    aboutStaffId: text.nullable(),
    aboutReport: text.nullable().meta({ description: 'The month whose report is there' }),
    audience: text,
    obligation: text.nullable().meta({ description: 'Kind of what is owed', 'x-duty': true }),
    title: text.nullable().meta({ description: 'What that is called' }),
    duty: text.nullable(),
    due: instantOut.nullable(),
    raisedAt: instantOut,
    readAt: instantOut.nullable(),
    notSentBecause: z
      .enum(notSentCodes)
      .nullable()
      .meta({ description: `Why its mail or page was not sent after all. ${wordsOf(notSentReasons)}` }),
  })
  .meta({ id: 'InboxItem' });

const unread = z.int().meta({ description: 'How many of the inbox nobody has read' });
const pages = z.int().meta({ description: 'Pages that wait for the caller’s answer: GET /on-call/now' });
export const inboxPage = pageOf(inboxItem).extend({ unread, pages });
export const readAllBody = z.strictObject({
  upTo: z
    .string()
    .regex(/^[\w.~:-]{1,200}$/)
    .meta({
      description: 'The newest that was seen, by its id: what came after it stays unread',
    }),
});
export const readAllReply = z.strictObject({ unread });

const acted = {
  act: z.enum(deliveryActs),
  reason: text.nullable().meta({ description: 'Why they were given up' }),
  ...{ by: actor, at: instantOut },
};

const delivery = z
  .strictObject({
    ...{ id: text, notificationId: text, kind: text, channel: text },
    state: z.enum(standingCodes).meta({ description: wordsOf(standings) }),
    notBefore: instantOut,
    attempts: z.int().meta({ description: 'Tried in vain so often' }),
    lastError: text.nullable(),
    because: z
      .enum(Object.keys(withheldReasons) as [Withheld, ...Withheld[]])
      .nullable()
      .meta({ description: 'Why it was withheld' }),
    lastAct: z.strictObject(acted).nullable().meta({ description: 'What ops did about it last' }),
  })
  .meta({ id: 'Delivery' });

export const deliveryList = z.strictObject({
  counts: z
    .record(z.enum(unsentCodes), z.int())
    .meta({ description: `All that have not left. ${wordsOf(unsentStandings)}` }),
  items: z.array(delivery),
  nextCursor: text.nullable(),
});

const deliveries = z
  .array(line(200))
  .min(1)
  .max(200)
  .refine(withoutRepeats, 'names something twice')
  .meta({ description: 'Ids as GET /ops/deliveries has them: all of them, or none' });

export const resendBody = z.strictObject({ deliveries });
export const giveUpBody = z.strictObject({ deliveries, reason });

export const deliveryActReply = z
  .strictObject({ ...acted, deliveries: z.array(text) })
  .meta({ id: 'DeliveryAct' });

export const choiceBody = z.strictObject({
  choice: z.enum(messageChoices).meta({
    description:
      '`digest`: what waits for the morning comes as one mail, by what is due first; `each`: every message by itself. Pages come at once and by themselves, whatever is chosen',
  }),
});
export const choiceReply = z
  .strictObject({
    ...choiceBody.shape,
    since: instantOut.nullable().meta({ description: 'Null: nothing was chosen' }),
  })
  .meta({ id: 'MessageChoice' });

export const policyReply = z.strictObject({
  hash: text,
  kind: z.enum(policyDocumentKinds),
  name: text,
  content: z.unknown(),
});
