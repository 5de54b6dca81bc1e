import { z } from 'zod';
import { receiptReply } from '../../enrollments/api/replies.ts';
import {
  choiceBody,
  choiceReply,
  inboxItem,
  inboxPage,
  inboxQuery,
  readAllBody,
  readAllReply,
} from './schemas.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { answerPage } from './answer-page.ts';
import { rendererFor } from './render-item.ts';
import { openPage } from '../../../kit/http/paging.ts';
import { takenIn } from '../../pending-steps/api/routes.ts';

// `enrollment/seq/n` in the record, `enrollment/pending/n` of a pending step, `enrollment/crisis-mark/n` of a crisis, `enrollment/assign-mark/n` of the queue, `staff/staff-mark/n` of a
// file, `agency/report-month-revision/n` of a report, `agency/rota-mark/n` of the rota; with dots here, since slashes would
// not survive in a path.
const itemParams = {
  id: z
    .string()
    .regex(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.(\d{1,9}|pending|(?:assign|crisis|staff|rota)-[0-9a-f]{16}|report-\d{4}-\d\d-\d{1,9})\.\d{1,18}$/,
    ),
};
const rowId = (id: string | undefined) => (id ?? '').replaceAll('.', '/');

const tag = 'Inbox';

/** What the caller is told, and their answers to pages. */
export function inboxRoutes(context: RouteContext): Route[] {
  const { reads, writes, clock } = context;
  return [
    route({
      id: 'getInbox',
      method: 'get',
      path: '/inbox',
      tag,
      summary: 'Notifications for the caller and the parts they have, newest first',
      operation: 'inbox',
      query: inboxQuery,
      replies: { 200: { description: 'A page', schema: inboxPage } },
      problems: ['bad-cursor'],
      async handle({ caller, query: { unread, limit, cursor } }) {
        const page = openPage<{ raisedAt: number; id: string }>(
          context,
          ['inbox', caller.staffId, unread],
          cursor,
        );
        if (!page) return refuse('bad-cursor');
        const now = clock.now();
        const [rows, unreadNow, pages] = await Promise.all([
          reads.inbox(caller, { unread, after: page.after, limit: limit + 1, now }),
          reads.unreadOf(caller, now),
          reads.pagesWaiting(caller, now),
        ]);
        const shownAs = await rendererFor(context, caller, rows);
        return ok({
          ...page.close(rows, limit, ({ raisedAt, id }) => ({ raisedAt, id }), shownAs),
          unread: unreadNow,
          pages: pages.length,
        });
      },
    }),

    route({
      id: 'markRead',
      method: 'post',
      path: '/inbox/{id}/read',
      tag,
      summary: 'Mark a notification as read; a second time changes nothing',
      operation: 'inbox',
      params: itemParams,
      replies: { 200: { description: 'The notification', schema: inboxItem } },
      problems: ['not-found'],
      async handle({ caller, params }) {
        const id = rowId(params['id']);
        if (!(await reads.notification(caller, id, clock.now()))) return refuse('not-found');
        await writes.markRead(id, caller.staffId, clock.now());
        const row = await reads.notification(caller, id, clock.now());
        if (!row) return refuse('not-found');
        return ok((await rendererFor(context, caller, [row]))(row));
      },
    }),

    route({
      id: 'markAllRead',
      method: 'post',
      path: '/inbox/read-all',
      tag,
      summary: 'Mark as read all that the caller has seen; a second time changes nothing',
      operation: 'inbox',
      body: readAllBody,
      replies: { 200: { description: 'What is unread since', schema: readAllReply } },
      problems: ['not-found'],
      async handle({ caller, body }) {
        const now = clock.now();
        const newest = await reads.notification(caller, rowId(body.upTo), now);
        if (!newest) return refuse('not-found');
        await writes.markAllRead(caller, newest, now);
        return ok({ unread: await reads.unreadOf(caller, now) });
      },
    }),

    route({
      id: 'getMessageChoice',
      method: 'get',
      path: '/inbox/choice',
      tag,
      summary: 'What the caller wants of mail that may wait',
      operation: 'inbox',
      replies: { 200: { description: 'A digest, where they have chosen nothing', schema: choiceReply } },
      handle: async ({ caller }) => ok(await context.messageChoices.current(caller.staffId)),
    }),

    route({
      id: 'chooseMessages',
      method: 'post',
      path: '/inbox/choice',
      tag,
      summary:
        'Choose one digest in the morning, or each message by itself; it holds for what leaves from now on',
      operation: 'inbox',
      body: choiceBody,
      takesKey: true,
      replies: { 200: { description: 'Chosen, now or by an earlier request', schema: choiceReply } },
      problems: ['idempotency-key-reused'],
      async handle(input) {
        const ask = askOf(context, input, { route: 'inbox/choice' });
        const outcome = await context.messageChoices.choose({ ...ask, choice: input.body.choice });
        return actReply(outcome, {
          thing: 'choice',
          reply: (row) => ok(row),
          refusal: (refused) => refused,
        });
      },
    }),

    route({
      id: 'acknowledgePageById',
      method: 'post',
      path: '/pages/{id}/acknowledge',
      tag,
      summary: 'Answer a page: I am on it (IN-8, CR-1)',
      operation: 'command:acknowledgePage',
      params: itemParams,
      replies: {
        200: { description: 'Recorded, now or by an earlier request', schema: receiptReply },
        202: takenIn,
      },
      problems: [
        'not-found',
        'no-page-open',
        'crisis-answered',
        'crisis-closed',
        'enrollment-ended',
        'entered-in-error',
        'outcome-unknown',
      ],
      async handle(input) {
        const page = await reads.notification(input.caller, rowId(input.params['id']), clock.now());
        if (page?.kind !== 'page' || page.enrollmentId === null) return refuse('not-found');
        return answerPage(context, input, { id: page.id, enrollmentId: page.enrollmentId });
      },
    }),
  ];
}
