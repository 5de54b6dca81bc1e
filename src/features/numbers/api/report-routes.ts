import { z } from 'zod';
import type { ReportRow } from '../postgres/report-ports.ts';
import { monthIn } from '../../../kit/http/dates.ts';
import { reportFile, reportQuery, reportReply, reportsReply } from './report-schemas.ts';
import { monthOf } from '../period.ts';
import { reportCsv } from '../report.ts';
import { createMonthlyReports } from '../activities/monthly-reports.ts';
import { agencyPolicy } from '../../../kit/http/documents/agency-policy.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { ofType, ok, refuse, reply } from '../../../kit/http/reply.ts';
import { formatLocal } from '../../../engine/calendar/index.ts';
import { asFile, framed, texts } from '../../papers/api/printing.ts';
import { reportPaper } from '../report-paper.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

const tag = 'Numbers';

/** The numbers of a month on paper: made by itself, or anew when asked; what was made stays (SU-3). */
export function reportRoutes(context: RouteContext): Route[] {
  const { reads, policies, writes, clock } = context;
  return [
    route({
      id: 'listReports',
      method: 'get',
      path: '/reports',
      tag,
      summary: 'The monthly reports there are, each revision (SU-3)',
      operation: 'numbers:read',
      replies: { 200: { description: 'Newest first', schema: reportsReply } },
      async handle({ caller }) {
        return ok({ items: (await reads.monthlyReports(caller.agencyId)).map(render) });
      },
    }),

    route({
      id: 'getReport',
      method: 'get',
      path: '/reports/{file}',
      tag,
      summary:
        'A monthly report, as a table (throughline-numbers-1), or to print as PDF or page; as it was made (SU-3)',
      operation: 'numbers:read',
      params: { file: reportFile },
      query: reportQuery,
      replies: {
        200: {
          description: 'CSV with a header, one line a figure; or, by the ending, PDF or a page',
          schema: z.string(),
          type: ['text/csv', 'application/pdf', 'text/html'],
        },
      },
      problems: ['not-found'],
      async handle({ caller, params: { file = '' }, query: { revision } }) {
        const [wanted = '', form] = file.split('.');
        const row = await reads.monthlyReport(caller.agencyId, wanted, revision);
        if (!row) return refuse('not-found');
        const fileName = `numbers-${wanted}-${row.revision}.${form}`;
        if (form === 'csv')
          return ofType('text/csv', reportCsv(row.content), {
            'Content-Disposition': `attachment; filename="${fileName}"`,
            ETag: `"${row.hash}"`,
          });
        const { calendar } = await agencyPolicy(context, caller.agencyId);
        const countedAt = texts.day(formatLocal(calendar, row.content.countedAt));
        const format = form === 'html' ? 'html' : 'pdf';
        const printing = { paper: reportPaper({ ...row, countedAt }), format, at: clock.now() } as const;
        return asFile(await framed(context, caller, printing), fileName, { kept: form === 'pdf' });
      },
    }),

    route({
      id: 'makeReport',
      method: 'post',
      path: '/reports/{month}',
      tag,
      summary: 'Make the report of a month anew, as a new revision; the old ones stay (SU-3)',
      operation: 'numbers:report',
      params: { month: monthIn },
      takesKey: true,
      replies: {
        200: { description: 'Made before, by a request with this key', schema: reportReply },
        201: { description: 'The new revision', schema: reportReply },
      },
      problems: ['not-found', 'beyond-calendar', 'idempotency-key-reused'],
      async handle(input) {
        const { month: wanted = '' } = input.params;
        const { by, commandId, now: at } = askOf(context, input, { route: 'reports' });
        const { agencyId, staffId: madeBy } = by;
        const { calendar } = await agencyPolicy(context, agencyId);
        // Nothing is known of a month that has not begun.
        if (wanted > monthOf(calendar, at)) return refuse('not-found');
        const outcome = await createMonthlyReports({ reads, policies, writes }).make({
          ...{ agencyId, month: wanted, commandId: `asked-${commandId}`, at, madeBy },
        });
        return actReply(outcome, {
          thing: 'report',
          reply: (row, status) => reply(status === 'written' ? 201 : 200, render(row)),
          refusal: (none: never) => none,
        });
      },
    }),
  ];
}

function render({ month: of, revision, hash, madeAt, madeBy }: Omit<ReportRow, 'content'>) {
  return { month: of, revision, hash, madeAt, madeBy };
}
