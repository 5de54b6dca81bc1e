import { v5 as uuidV5 } from 'uuid';
import { uuid } from '../../../kit/http/schemas.ts';
import { documentReply } from '../../../kit/http/documents/schemas.ts';
import { hireBody, hireList, staffFileContent, staffList, staffMemberReply } from './schemas.ts';
import type { StaffRow } from '../postgres/ports.ts';
import { type StaffClock, staffDuties, type StaffDuty } from '../duties.ts';
import { fitUntil } from '../fitness.ts';
import { itemsFor } from '../../../engine/policy/staff-policy.ts';
import { documentRefusal, maySeeFile } from '../../../kit/http/documents/perform.ts';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { csvList } from '../../../kit/http/csv-list.ts';
import { ok, refuse, reply } from '../../../kit/http/reply.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { dayAt, staffClockOf } from './staff-clock.ts';
import { showFile } from './file-routes.ts';

// Names made from an agency and a key: any fixed UUID will do, as long as it never changes.
const staffNamespace = '0f1d2c6e-64a7-5d0e-9d1c-8f5a7be2c431';
const tag = 'Staff';
type Clock = StaffClock & { heldSince: number | null };

/** Who works here, what is on file and owed about them, and hires (ST-1, ST-2, ST-3, ST-5). */
export function staffRoutes(context: RouteContext): Route[] {
  return [hireRoute(context), listRoute(context), memberRoute(context), hiresRoute(context)];
}

function hireRoute(context: RouteContext): Route {
  return route({
    id: 'hire',
    method: 'post',
    path: '/staff',
    tag,
    summary: 'Take somebody in and begin their staff file (ST-3)',
    operation: 'staff:hire',
    body: hireBody,
    takesKey: true,
    replies: {
      201: { description: 'Their file', schema: documentReply('HiredStaffFile', staffFileContent) },
    },
    problems: ['staff-known', 'idempotency-key-reused', 'occurred-in-future'],
    async handle(input) {
      const { caller, body } = input;
      const ask = askOf(context, input, { route: 'staff' });
      const { hiredOn, ...person } = body;
      const today = dayAt(await staffClockOf(context, caller.agencyId), ask.now);
      const outcome = await context.staff.hire({
        ...{ ...ask, person, act: { type: 'hire', role: person.role, hiredOn, today } },
        staffId: uuidV5(`${caller.agencyId}/${ask.commandId}`, staffNamespace),
      });
      return actReply(outcome, {
        thing: 'hire',
        reply: (file) => reply(201, showFile(file), { ETag: `"${file.revision}"` }),
        refusal: documentRefusal,
      });
    },
  });
}

function listRoute(context: RouteContext): Route {
  return route({
    id: 'listStaff',
    method: 'get',
    path: '/staff',
    tag,
    summary:
      'Everybody who works here: whether they may take clients, and what is owed about them (ST-1, ST-2)',
    operation: 'staff:read',
    replies: { 200: { description: 'By name', schema: staffList } },
    csv: csvList(staffList, {
      list: 'people',
      rows: ({ items }) => items,
      columns: {
        name: ({ name }) => name,
        email: ({ email }) => email,
        role: ({ role }) => role,
        hired: ({ hiredOn }) => hiredOn,
        onCall: ({ onCall }) => onCall,
        clients: ({ clients }) => clients,
        mayTakeClients: ({ mayTakeClients }) => mayTakeClients,
        until: ({ until }) => until,
        missing: ({ missing }) => missing,
        open: ({ open }) => open,
        overdue: ({ overdue }) => overdue,
      },
    }),
    async handle({ caller }) {
      const asOf = context.clock.now();
      const clock = await staffClockOf(context, caller.agencyId);
      const items = (await context.reads.staffMembers(caller.agencyId)).map((member) => {
        const duties = dutiesOf(member, clock, asOf);
        const count = (state: StaffDuty['state']) => duties.filter((duty) => duty.state === state).length;
        return { ...renderPerson(member, clock, asOf), open: count('open'), overdue: count('overdue') };
      });
      return ok({ asOf, held: clock.heldSince !== null, items });
    },
  });
}

function memberRoute(context: RouteContext): Route {
  return route({
    id: 'getStaffMember',
    method: 'get',
    path: '/staff/{id}',
    tag,
    summary:
      'One member of staff: what is asked of them, what is missing, what is owed by when; others their own',
    operation: 'staff-file:read',
    params: { id: uuid },
    replies: { 200: { description: 'As it stands now', schema: staffMemberReply } },
    problems: ['not-found'],
    async handle({ caller, params }) {
      const id = params['id'] ?? '';
      const member = (await maySeeFile(context, caller, id))
        ? await context.reads.staffMember(caller.agencyId, id)
        : null;
      if (!member) return refuse('not-found');
      const asOf = context.clock.now();
      const clock = await staffClockOf(context, caller.agencyId);
      const body = {
        ...{ asOf, held: clock.heldSince !== null, ...renderPerson(member, clock, asOf) },
        duties: dutiesOf(member, clock, asOf).map(({ kind, duty, title, due, state, metOn }) => ({
          ...{ kind, duty, title, due, state, metOn },
        })),
        asked: askedOf(member, clock),
      };
      return ok(body, { ETag: `"${member.revision}"` });
    },
  });
}

function hiresRoute(context: RouteContext): Route {
  return route({
    id: 'listHires',
    method: 'get',
    path: '/hires',
    tag,
    summary: 'Hires that the quality office was told of, with what was verified then (ST-3)',
    operation: 'hire:read',
    replies: { 200: { description: 'Newest hire first', schema: hireList } },
    csv: csvList(hireList, {
      list: 'hires',
      rows: ({ items }) => items,
      columns: {
        name: ({ name }) => name,
        role: ({ role }) => role,
        hired: ({ hiredOn }) => hiredOn,
        noticeSent: ({ noticeSentOn }) => noticeSentOn,
        verified: ({ verified }) => verified,
        mayTakeClients: ({ mayTakeClients }) => mayTakeClients,
      },
    }),
    async handle({ caller }) {
      const clock = await staffClockOf(context, caller.agencyId);
      const asOf = context.clock.now();
      const items = (await context.reads.staffMembers(caller.agencyId)).flatMap((member) => {
        const { staffId, name, role, hiredOn, mayTakeClients } = renderPerson(member, clock, asOf);
        const notice = member.file?.content.notice ?? null;
        if (notice === null || hiredOn === null) return [];
        const told = { noticeSentOn: notice.sentOn, verified: notice.verified };
        return [{ staffId, name, role, hiredOn, ...told, mayTakeClients }];
      });
      return ok({
        items: items.toSorted((a, b) => (a.hiredOn < b.hiredOn ? 1 : a.hiredOn > b.hiredOn ? -1 : 0)),
      });
    },
  });
}

/** Nothing is owed to a policy that the agency is not held to. */
function dutiesOf(
  { staffId, role, roleSince, clients, file, occasions }: StaffRow,
  { heldSince, ...clock }: Clock,
  asOf: number,
) {
  if (heldSince === null) return [];
  const member = { staffId, role, roleSince, clients, heldSince, file: file?.content ?? null, occasions };
  return staffDuties([member], clock, asOf);
}

function renderPerson(member: StaffRow, clock: Clock, asOf: number) {
  const { staffId, name, email, role, onCall, revision, clients, file } = member;
  const { until, missing } = fitUntil(role, file?.content ?? null, clock.staffPolicy, clock.calendar);
  return {
    ...{ staffId, name, email, role, onCall, revision, clients, missing },
    hiredOn: file?.content.hiredOn ?? null,
    mayTakeClients: clock.heldSince === null || (until !== null && until >= asOf),
    until: until === null || until === Infinity ? null : until,
  };
}

function askedOf({ role }: StaffRow, { staffPolicy }: Clock) {
  return itemsFor(staffPolicy, role).map((rule) => ({
    ...{ kind: rule.kind, duty: rule.duty, title: rule.title, source: rule.source, basis: rule.basis },
    accepts: Object.fromEntries(Object.entries(rule.accepts).map(([name, { value }]) => [name, value])),
    expiryStated: rule.expiryStated,
    renewAfterMonths: rule.renewAfterMonths?.value ?? null,
  }));
}
