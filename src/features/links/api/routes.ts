import { z } from 'zod';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { enrollmentParams, readsDetails, type RouteContext } from '../../../kit/http/context.ts';
import { ok, refuse, reply } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { uuid, why } from '../../../kit/http/schemas.ts';
import { renderLink, renderWhole } from './render.ts';
import { linkReply, linksReply } from './schemas.ts';

const tag = 'Clients';
const reason = why('How it is known.');

/** Files that are one person's: shown together, linked, and parted again. Neither file changes. */
export function linkRoutes(context: RouteContext): Route[] {
  const { links } = context;
  return [
    route({
      id: 'getLinks',
      method: 'get',
      path: '/clients/{id}/links',
      tag,
      summary:
        'The other files of the same person, with what keeps them safe; and who linked or parted which',
      operation: 'client:read',
      params: enrollmentParams,
      replies: { 200: { description: 'None where nobody has linked any', schema: linksReply } },
      problems: ['not-found'],
      async handle({ caller, params: { id: clientId = '' } }) {
        const files = await links.files(caller.agencyId, clientId);
        if (!files) return refuse('not-found');
        const whole = [];
        for (const file of files) whole.push(await renderWhole(context, caller, file));
        const rows = await links.links(caller, clientId, context.clock.now());
        return ok({ files: whole, links: rows.map((row) => renderLink(row, readsDetails(caller))) });
      },
    }),

    route({
      id: 'linkClients',
      method: 'post',
      path: '/clients/{id}/links',
      tag,
      summary: 'Say that another file is of the same person: they are shown together, and stay two',
      operation: 'client:link',
      params: enrollmentParams,
      body: z
        .strictObject({ with: uuid.meta({ description: 'The other client, by their `clientId`' }), reason })
        .meta({ id: 'LinkClients' }),
      takesKey: true,
      replies: { 201: { description: 'Linked', schema: linkReply } },
      problems: ['not-found', 'idempotency-key-reused', 'linked-already'],
      async handle(input) {
        const { caller, body } = input;
        const { id: clientId = '' } = input.params;
        const ask = askOf(context, input, { route: `clients/${clientId}/links` });
        const outcome = await links.link({ ...ask, clientId, otherId: body.with, reason: body.reason });
        return actReply(outcome, {
          thing: 'link',
          reply: (row) => reply(201, renderLink(row, readsDetails(caller))),
          refusal: (code) =>
            code === 'unknown-client'
              ? refuse('invalid-field', {
                  errors: [{ pointer: '/with', detail: 'is no other client of the agency' }],
                })
              : refuse(code),
        });
      },
    }),

    route({
      id: 'unlinkClients',
      method: 'post',
      path: '/clients/{id}/links/{link}/unlink',
      tag,
      summary: 'Say that two linked files are of different people; that they were linked stays on record',
      operation: 'client:link',
      params: { ...enrollmentParams, link: uuid },
      body: z.strictObject({ reason }).meta({ id: 'UnlinkClients' }),
      takesKey: true,
      replies: { 200: { description: 'Parted', schema: linkReply } },
      problems: ['not-found', 'idempotency-key-reused', 'not-linked'],
      async handle(input) {
        const { caller, body } = input;
        const { id: clientId = '', link: linkId = '' } = input.params;
        const ask = askOf(context, input, { route: `clients/${clientId}/links/${linkId}/unlink` });
        return actReply(await links.unlink({ ...ask, ...body, clientId, linkId }), {
          thing: 'parting',
          reply: (row) => reply(200, renderLink(row, readsDetails(caller))),
          refusal: refuse,
        });
      },
    }),
  ];
}
