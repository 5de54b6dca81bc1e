import { readsDetails, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { maySeeFile } from '../../../kit/http/documents/perform.ts';
import type { Route } from '../../../kit/http/route.ts';
import { attachmentBody, staffAttachmentBody } from './schemas.ts';
import { servedFiles } from './serve.ts';

const own = ['verified-by-oneself'] as const;

/** Files of clients, and of staff files. */
export function attachmentRoutes(context: RouteContext): Route[] {
  const { clock, reads } = context;
  return [
    ...servedFiles(context, {
      ...{ name: 'Attachment', whose: 'a client', tag: 'Attachments', above: '/enrollments/{id}' },
      operations: { read: 'attachment:read', write: 'attachment:write', strike: 'attachment:strike' },
      body: attachmentBody,
      begins: (body) => body,
      of: (enrollmentId) => ({ enrollmentId }),
      async refused(caller, id, doing) {
        // One that is there already is looked for in the enrollment that it is asked of.
        if (doing !== 'begin' && doing !== 'list') return null;
        return (await reads.enrollment(scopeOf(caller), id, clock.now())) === null ? 'not-found' : null;
      },
      problems: { begin: ['attachment-belongs-nowhere'] },
      // Who reads no words of people reads what they sent themselves.
      readsOthers: readsDetails,
    }),
    ...servedFiles(context, {
      ...{ name: 'StaffAttachment', whose: 'a staff file', tag: 'Staff', above: '/staff/{id}' },
      // Who reads an entry reads what lies at it, and who may record one attaches to it.
      operations: { read: 'staff-file:read', write: 'staff-file:write', strike: 'staff-file:write' },
      body: staffAttachmentBody,
      // The entry says what it is.
      begins: (body) => ({ ...body, what: 'other' }),
      of: (aboutStaffId) => ({ aboutStaffId }),
      async refused(caller, id, doing) {
        if (!(await maySeeFile(context, caller, id))) return 'not-found';
        const reads = doing === 'list' || doing === 'open';
        return !reads && caller.staffId === id ? 'verified-by-oneself' : null;
      },
      problems: { begin: ['unknown-entry', ...own], send: own, strike: own },
      readsOthers: () => true,
    }),
  ];
}
