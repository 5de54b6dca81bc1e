import { z } from 'zod';
import type { RouteContext } from '../../../kit/http/context.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { instantOut } from '../../../kit/http/dates.ts';
import { pageOf, pageQuery } from '../../../kit/http/paging.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { actor } from '../../../kit/http/reply-parts.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { staffMember, uuid } from '../../../kit/http/schemas.ts';
import { askedDays, pageOfDays } from './asked-days.ts';

const tag = 'Who sees whom';
const text = z.string();
const operation = 'list-taken:read';

const taken = {
  id: text,
  at: instantOut,
  by: actor,
  list: text.meta({ description: 'Its name, as in the name of the file', example: 'clients' }),
  filters: z.record(text, z.unknown()).meta({ description: 'By which it was asked for' }),
  rows: z.int(),
  cut: z.boolean().meta({ description: 'There were more, which were left off' }),
  clients: z.int().meta({ description: 'Of so many clients there were rows' }),
};

const listQuery = z.strictObject({
  staffId: staffMember('about').optional().meta({ description: 'Who took them' }),
  enrollmentId: uuid.optional().meta({ description: 'Whose rows were in them' }),
  ...askedDays,
  ...pageQuery,
});

export const takenPage = pageOf(
  z.strictObject(taken).meta({ id: 'ListTaken', description: 'Rows of a list that left as a file' }),
).meta({ id: 'ListsTaken' });

export const listTakenReply = z
  .strictObject({
    ...taken,
    of: z.array(z.strictObject({ enrollmentId: text, reference: text })),
  })
  .meta({ id: 'ListTakenOf' });

/** Which lists were taken along as tables: by whom, by which filters, and whose rows. */
export function listTakenRoutes(context: RouteContext): Route[] {
  const { relations } = context;
  return [
    route({
      id: 'listListsTaken',
      method: 'get',
      path: '/lists-taken',
      ...{ tag, operation },
      summary: 'Lists that somebody took along as CSV, newest first',
      query: listQuery,
      replies: { 200: { description: 'A page', schema: takenPage } },
      problems: ['bad-cursor'],
      csv: csvList(takenPage, {
        list: 'lists-taken',
        rows: ({ items }) => items,
        columns: {
          at: ({ at }) => at,
          by: ({ by }) => by.name,
          role: ({ by }) => by.role,
          list: ({ list }) => list,
          rows: ({ rows }) => rows,
          clients: ({ clients }) => clients,
        },
      }),
      handle: ({ caller: { agencyId }, query }) =>
        pageOfDays(context, { list: 'taken', agencyId }, query, {
          read: (wanted) =>
            relations.listsTaken({ ...wanted, staffId: query.staffId, enrollmentId: query.enrollmentId }),
          at: (row) => row.at,
        }),
    }),

    route({
      id: 'getListTaken',
      method: 'get',
      path: '/lists-taken/{id}',
      ...{ tag, operation },
      summary: 'One of them, with the references of those whose rows were in it',
      params: { id: uuid },
      replies: {
        200: {
          description: 'As it was when it left',
          schema: listTakenReply,
        },
      },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const row = await relations.listTaken(caller.agencyId, id);
        return row ? ok(row) : refuse('not-found');
      },
    }),
  ];
}
