import { actorOf, type RouteContext } from '../../../kit/http/context.ts';
import { isRefusal, ok, refuse, reply } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import { countsOf } from '../../../hmis/import/rows.ts';
import { largestBody, type ReadExport, readSent } from './read-export.ts';
import { renderHead, renderRows, renderSource } from './render.ts';
import { exportBody, exportPreview, importReply, importsReply } from './schemas.ts';

const tag = 'Imports';
const sent = {
  body: exportBody,
  largest: { bytes: largestBody, refusedAs: 'export-too-large' },
} as const;

/** Referrals from an HMIS export: what would become of each row, then the start, which goes on behind the answer. */
export function importRoutes(context: RouteContext): Route[] {
  const { imports } = context;
  return [
    route({
      id: 'previewImport',
      method: 'post',
      path: '/imports/preview',
      tag,
      summary: 'What an HMIS export would start, and which of its rows would be refused; nothing is written',
      operation: 'import:run',
      ...sent,
      replies: { 200: { description: 'As it stands now', schema: exportPreview } },
      problems: ['export-too-large', 'unknown-level'],
      async handle(input) {
        const read = await readSent(context, input);
        return isRefusal(read) ? read : ok(renderPreview(read));
      },
    }),

    route({
      id: 'startImport',
      method: 'post',
      path: '/imports',
      tag,
      summary:
        'Start the enrollments of an HMIS export. Sent again it goes on from where it was, and starts nobody twice',
      operation: 'import:run',
      ...sent,
      replies: {
        202: { description: 'It runs; its report says how far it is', schema: importReply },
        200: { description: 'The one that the agency has running already', schema: importReply },
      },
      problems: ['export-too-large', 'unknown-level', 'export-unusable'],
      async handle(input) {
        const { caller } = input;
        const read = await readSent(context, input);
        if (isRefusal(read)) return read;
        if (read.as !== 'ready') return refuse('export-unusable');
        const { asked, plan } = read;
        const { id, isNew } = await imports.begin({ ...asked, plan, by: actorOf(caller) });
        const report = await imports.report(caller.agencyId, id);
        if (!report) return refuse('not-found');
        const { rows, notes } = report;
        const body = { ...renderHead(report), ...renderRows(rows, notes) };
        return isNew ? reply(202, body, { Location: `/api/v1/imports/${id}` }) : ok(body);
      },
    }),

    route({
      id: 'listImports',
      method: 'get',
      path: '/imports',
      tag,
      summary: 'The imports that were started here, and how each stands',
      operation: 'import:run',
      replies: { 200: { description: 'Newest first', schema: importsReply } },
      async handle({ caller }) {
        return ok({ items: (await imports.heads(caller.agencyId)).map(renderHead) });
      },
    }),

    route({
      id: 'getImport',
      method: 'get',
      path: '/imports/{importId}',
      tag,
      summary: 'What became of the rows of an import: ids of its source, and no names',
      operation: 'import:run',
      params: { importId: uuid },
      replies: { 200: { description: 'As it stands now', schema: importReply } },
      problems: ['not-found'],
      async handle({ caller, params: { importId = '' } }) {
        const report = await imports.report(caller.agencyId, importId);
        if (!report) return refuse('not-found');
        return ok({ ...renderHead(report), ...renderRows(report.rows, report.notes) });
      },
    }),
  ];
}

function renderPreview(read: ReadExport) {
  const nothing = {
    ...{ stops: [], asks: null, from: null, source: null, counts: null, lookAlikes: 0 },
    ...renderRows([], []),
  };
  switch (read.as) {
    case 'broken':
      return { ...nothing, ready: false, stops: read.stops };
    case 'asks':
      return { ...nothing, ready: false, asks: read.ask, from: renderSource(read.from) };
    case 'ready': {
      const { found, plan, asked } = read;
      return {
        ...{ ready: true, stops: [], asks: null, from: renderSource(found.source), source: asked.source },
        ...{
          counts: countsOf(plan.rows),
          lookAlikes: plan.lookAlikes,
          ...renderRows(plan.rows, found.notes),
        },
      };
    }
  }
}
