import { isOneOf, staffReaders } from '../../../kit/http/roles.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import type { ChangeRow } from '../postgres/ports.ts';
import { successorRefused } from './leaving-routes.ts';
import { cannotActProblems } from './to-act.ts';
import { changedReply, changesReply, changeBody } from './change-schemas.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { ok, refuse } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';

const tag = 'Staff';
const params = { id: uuid };

/** Name, address and role of staff, with their history. */
export function staffChangeRoutes(context: RouteContext): Route[] {
  const { staff } = context;
  return [
    route({
      id: 'changeStaffMember',
      method: 'post',
      path: '/staff/{id}/change',
      tag,
      summary:
        'Somebody has another name, mail address or role. Their own address anybody gives; a role is the director’s to give, and ends their access: it was given for the other one',
      operation: 'staff:change',
      params,
      body: changeBody,
      takesKey: true,
      takesVersion: 'required',
      replies: { 200: { description: 'Changed', schema: changedReply } },
      problems: [
        ...(['not-found', 'idempotency-key-reused', 'version-conflict', 'nothing-changed'] as const),
        ...(['change-not-yours', 'details-not-kept-here', 'last-director', 'staff-known'] as const),
        ...(['still-has-clients', 'still-on-call', 'still-covers', 'still-away'] as const),
        ...(['still-has-duties', ...cannotActProblems] as const),
      ],
      async handle(input) {
        const { caller, body, params: given, expectedVersion: seen = 0 } = input;
        const { id = '' } = given;
        if (!seesTo(caller, id)) return refuse('not-found');
        const { reason, successor: successorId = null, ...wanted } = body;
        const ask = askOf(context, input, { route: `staff/${id}/change` });
        return actReply(await staff.change({ ...ask, staffId: id, seen, wanted, successorId, reason }), {
          thing: 'change',
          reply: (row) => ok(render(row), { ETag: `"${row.revision}"` }),
          refusal: (code) =>
            successorRefused(code) ??
            (code === 'staff-known'
              ? refuse(code, { errors: [{ pointer: '/email', detail: 'is the address of somebody else' }] })
              : refuse(code)),
        });
      },
    }),

    route({
      id: 'listStaffChanges',
      method: 'get',
      path: '/staff/{id}/changes',
      tag,
      summary:
        'What was changed about somebody: who, when, from what to what, and why; of who has left as well. Others their own',
      operation: 'staff-file:read',
      params,
      replies: { 200: { description: 'Newest first', schema: changesReply } },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const rows = seesTo(caller, id) ? await staff.changes(caller.agencyId, id) : null;
        return rows === null ? refuse('not-found') : ok({ items: rows.map(render) });
      },
    }),
  ];
}

function seesTo({ staffId, role }: { staffId: string; role: Parameters<typeof isOneOf>[0] }, id: string) {
  return staffId === id || isOneOf(role, staffReaders);
}

function render({ id, staffId, revision, before, after, by, recordedAt, reason }: ChangeRow) {
  const turned = (from: string, to: string) => (from === to ? null : { from, to });
  return {
    ...{ change: id, staffId, revision, by, recordedAt, reason },
    changed: {
      name: turned(before.name, after.name),
      email: turned(before.email, after.email),
      role: turned(before.role, after.role),
    },
  };
}
