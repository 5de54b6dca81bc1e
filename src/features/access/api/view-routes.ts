import { z } from 'zod';
import type { RouteContext } from '../../../kit/http/context.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { called, uuid } from '../../../kit/http/schemas.ts';

const tag = 'Signing in';
const operation = 'view:own';
const text = z.string();
const name = called(60).meta({ description: 'As its owner calls it', example: 'Late in the north' });

const body = z
  .strictObject({
    name,
    page: z
      .string()
      .regex(/^\/[a-z][a-z/-]{0,39}$/)
      .meta({ description: 'The page of the list', example: '/overdue' }),
    // No spaces and no escapes: filters are ids and codes, and nobody's name.
    search: z
      .string()
      .regex(/^[A-Za-z0-9_.:=&-]{1,400}$/)
      .meta({ description: 'The filters as its address holds them', example: 'by=staff&when=overdue' }),
  })
  .meta({ id: 'SavedViewBody' });

export const viewsReply = z
  .strictObject({
    items: z.array(z.strictObject({ id: text, page: text, name: text, search: text })),
  })
  .meta({ id: 'SavedViews', description: 'By page and name' });

const replies = { 200: { description: 'All that the caller has', schema: viewsReply } };

/** The filters of a list, kept by each for themselves under a name. */
export function viewRoutes({ access, clock }: RouteContext): Route[] {
  const all = async (staffId: string) => ok({ items: await access.views(staffId) });
  return [
    route({
      ...{ id: 'getMyViews', method: 'get', path: '/me/views', tag, operation, replies },
      summary: 'The views of lists that the caller has saved',
      handle: ({ caller }) => all(caller.staffId),
    }),

    route({
      ...{ id: 'saveMyView', method: 'post', path: '/me/views', tag, operation, replies, body },
      summary:
        'Save the filters of a list under a name; of one that is known there, these are its filters now',
      problems: ['too-many-views'],
      async handle({ caller: { staffId }, body: view }) {
        const refused = await access.keepView(staffId, view, clock.now());
        return refused ? refuse(refused) : all(staffId);
      },
    }),

    route({
      ...{ id: 'renameMyView', method: 'post', path: '/me/views/{id}/rename', tag, operation, replies },
      summary: 'Call a view by another name',
      params: { id: uuid },
      body: z.strictObject({ name }).meta({ id: 'SavedViewName' }),
      problems: ['unknown-view', 'view-known'],
      async handle({ caller: { staffId }, params: { id = '' }, body: { name: given } }) {
        const refused = await access.renameView(staffId, id, given);
        return refused ? refuse(refused) : all(staffId);
      },
    }),

    route({
      ...{ id: 'deleteMyView', method: 'post', path: '/me/views/{id}/delete', tag, operation, replies },
      summary: 'Delete a view; a second time changes nothing',
      params: { id: uuid },
      body: z.strictObject({}).meta({ id: 'SavedViewDelete' }),
      async handle({ caller: { staffId }, params: { id = '' } }) {
        await access.deleteView(staffId, id);
        return all(staffId);
      },
    }),
  ];
}
