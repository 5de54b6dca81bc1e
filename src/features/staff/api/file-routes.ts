import {
  accessFields,
  attendFields,
  beginFields,
  excuseFields,
  itemFields,
  mandateFields,
  noticeFields,
  staffFileContent,
  withdrawFields,
} from './schemas.ts';
import { servesFields } from '../../assignment/api/schemas.ts';
import type { DocumentRow } from '../../../kit/documents.ts';
import type { StaffFile } from '../file.ts';
import { type StaffFileAct, staffFileKind } from '../staff-file.document.ts';
import {
  type ActPlace,
  actRoute,
  type DocumentDefinition,
  renderDocument,
} from '../../../kit/http/documents/definition.ts';
import { documentRoutes } from '../../../kit/http/documents/routes.ts';
import { refuse } from '../../../kit/http/reply.ts';
import type { Route } from '../../../kit/http/route.ts';
import type { RouteContext } from '../../../kit/http/context.ts';
import { dayAt, staffClockOf } from './staff-clock.ts';

/** What is on file about a member of staff, and what is done to it (ST-1, ST-2, ST-3, ST-5). */
export function staffFileRoutes(context: RouteContext): Route[] {
  return documentRoutes(context, definition);
}

/** A file as it leaves the API. */
export function showFile(row: DocumentRow) {
  return renderDocument(definition, row);
}

const write = 'staff-file:write' as const;

const definition: DocumentDefinition<StaffFile, StaffFileAct, typeof staffFileContent> = {
  kind: staffFileKind,
  ...{ name: 'StaffFile', noun: 'staff file', tag: 'Staff', path: 'file', of: 'staff', single: true },
  read: 'staff-file:read',
  content: staffFileContent,
  acts: {
    begin: actRoute({
      id: 'beginStaffFile',
      summary: 'Begin the file of somebody who works here already',
      operation: write,
      fields: beginFields,
      problems: ['file-begun'],
      async toAct({ hiredOn }, place, context) {
        const member = await context.reads.staffMember(place.caller.agencyId, place.documentId);
        if (!member) return refuse('not-found');
        const { today } = await policyOf(context, place);
        return { type: 'hire' as const, role: member.role, hiredOn, today };
      },
    }),
    'record-item': actRoute({
      id: 'recordStaffItem',
      summary: 'Record an item on file that the caller has verified on its evidence (ST-1, ST-2)',
      operation: write,
      fields: itemFields,
      problems: ['unknown-file-item', 'evidence-missing', 'verified-by-oneself', 'item-not-accepted'],
      async toAct({ evidence = null, expiresOn = null, verifiedOn, ...rest }, place, context) {
        const known = await policyOf(context, place);
        const seen = { ...rest, evidence, expiresOn, verifiedOn: verifiedOn ?? known.today };
        return { type: 'record-item' as const, seen, subject: place.documentId, ...known };
      },
    }),
    'withdraw-item': actRoute({
      id: 'withdrawStaffItem',
      summary: 'Say that an item counts no more: entered in error, revoked, taken away (ST-2)',
      operation: write,
      fields: withdrawFields,
      problems: ['unknown-entry', 'entry-closed'],
      toAct: ({ item, reason }) => ({ type: 'withdraw-item' as const, item, reason }),
    }),
    'send-notice': actRoute({
      id: 'sendHireNotice',
      summary: 'Tell the quality office of the hire, with what is verified by then (ST-3)',
      operation: write,
      fields: noticeFields,
      problems: ['nothing-changed'],
      async toAct({ sentOn }, place, context) {
        const known = await policyOf(context, place);
        return {
          ...{ type: 'send-notice' as const, sentOn: sentOn ?? known.today, byMail: sentOn === undefined },
          ...known,
        };
      },
    }),
    'request-access': actRoute({
      id: 'requestSystemAccess',
      summary: "Record that access to the county's system was requested (ST-3)",
      operation: write,
      fields: accessFields,
      problems: ['nothing-changed'],
      async toAct({ requestedOn }, place, context) {
        const { today } = await policyOf(context, place);
        return { type: 'request-access' as const, requestedOn: requestedOn ?? today, today };
      },
    }),
    mandate: actRoute({
      id: 'mandateAttendance',
      summary: 'Set a training or meeting to be attended by a day (ST-5)',
      operation: write,
      fields: mandateFields,
      problems: ['unknown-file-item'],
      async toAct(mandate, place, context) {
        const { policy } = await policyOf(context, place);
        return { type: 'mandate' as const, mandate, policy };
      },
    }),
    attend: actRoute({
      id: 'recordAttendance',
      summary: 'Record that a mandated training or meeting was attended (ST-5)',
      operation: write,
      fields: attendFields,
      problems: ['unknown-entry', 'entry-closed'],
      async toAct({ attendedOn, mandate, evidence }, place, context) {
        const { today } = await policyOf(context, place);
        return { type: 'attend' as const, mandate, on: attendedOn ?? today, evidence, today };
      },
    }),
    describe: actRoute({
      id: 'describeStaff',
      replaces: true,
      summary: 'Say which languages somebody speaks, whom they are used to, and from where they set out',
      operation: write,
      fields: servesFields,
      problems: ['nothing-changed'],
      toAct: (serves) => ({ type: 'describe' as const, serves }),
    }),
    excuse: actRoute({
      id: 'excuseAttendance',
      summary: 'Say that a mandated training or meeting is not owed any more (ST-5)',
      operation: write,
      fields: excuseFields,
      problems: ['unknown-entry', 'entry-closed'],
      toAct: ({ mandate, reason }) => ({ type: 'excuse' as const, mandate, reason }),
    }),
  },
};

async function policyOf(context: RouteContext, { caller, now }: ActPlace) {
  const clock = await staffClockOf(context, caller.agencyId);
  return { policy: clock.staffPolicy, today: dayAt(clock, now) };
}
