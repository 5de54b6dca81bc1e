import { Readable } from 'node:stream';
import { z } from 'zod';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { enrollmentParams, readsDetails, type RouteContext, scopeOf } from '../../../kit/http/context.ts';
import { type BodyOf, ok, type Refusal, refuse, type Reply, reply } from '../../../kit/http/reply.ts';
import { isOneOf, leads } from '../../../kit/http/roles.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import type { Caller } from '../../../kit/reads.ts';
import { partBytes, partsOf } from '../attachment.ts';
import type { AttachmentOf, AttachmentOutcome, AttachmentRow } from '../postgres/ports.ts';
import { attachmentBody, attachmentReply, attachmentsReply, strikeAttachmentBody } from './schemas.ts';

const tag = 'Attachments';
const path = '/enrollments/{id}/attachments';
const params = { ...enrollmentParams, attachmentId: uuid };

/** Files of a client: begun, sent part by part, read, struck out. */
export function attachmentRoutes(context: RouteContext): Route[] {
  const { attachments, clock, reads } = context;
  const isKnown = async (caller: Caller, id: string) =>
    (await reads.enrollment(scopeOf(caller), id, clock.now())) !== null;
  return [
    route({
      id: 'beginAttachment',
      method: 'post',
      path,
      tag,
      summary: 'Begin a file of a client; its parts follow',
      operation: 'attachment:write',
      params: enrollmentParams,
      body: attachmentBody,
      takesKey: true,
      replies: {
        201: { description: 'Begun. It is kept once all its parts are there', schema: attachmentReply },
      },
      problems: ['not-found', 'idempotency-key-reused', 'attachment-belongs-nowhere'],
      async handle(input) {
        const { body, caller, params: given } = input;
        const { id: enrollmentId = '' } = given;
        if (!(await isKnown(caller, enrollmentId))) return refuse('not-found');
        const { what, about = null, fileName, bytes } = body;
        const outcome = await attachments.begin({
          ...askOf(context, input, { route: `enrollments/${enrollmentId}/attachments` }),
          ...{ enrollmentId, what, about, fileName, bytes },
        });
        return answered(outcome, (row) => reply(201, renderAttachment(caller, row)));
      },
    }),

    route({
      id: 'addAttachmentPart',
      method: 'post',
      path: `${path}/{attachmentId}/parts/{part}`,
      tag,
      summary: 'Send a part of a file, in any order and again where it is not known to have arrived',
      operation: 'attachment:write',
      params: { ...params, part: z.string().regex(/^\d{1,2}$/) },
      bytes: { bytes: partBytes, refusedAs: 'attachment-part-too-large' },
      replies: {
        200: { description: 'It is there; with the last one the file is kept', schema: attachmentReply },
      },
      problems: ['not-found', 'attachment-part-unfit', 'attachment-kind-unfit'],
      async handle({ caller, params: { part, ...given }, body }) {
        const { staffId } = caller;
        const added = await attachments.addPart({
          ...{ ...ofGiven(caller, given), staffId, now: clock.now() },
          ...{ number: Number(part), bytes: body as Buffer },
        });
        if (added === null) return refuse('not-found');
        return typeof added === 'string' ? refuse(added) : ok(renderAttachment(caller, added));
      },
    }),

    route({
      id: 'listAttachments',
      method: 'get',
      path,
      tag,
      summary: 'The files of a client that their reader may open, and those on their way from them',
      operation: 'attachment:read',
      params: enrollmentParams,
      replies: { 200: { description: 'Oldest first', schema: attachmentsReply } },
      problems: ['not-found'],
      async handle({ caller, params: { id: enrollmentId = '' } }) {
        if (!(await isKnown(caller, enrollmentId))) return refuse('not-found');
        const rows = await attachments.list(caller.agencyId, enrollmentId);
        return ok({
          items: rows.filter((row) => mayRead(caller, row)).map((row) => renderAttachment(caller, row)),
        });
      },
    }),

    route({
      id: 'getAttachmentContent',
      method: 'get',
      path: `${path}/{attachmentId}/content`,
      tag,
      summary: 'The file itself',
      operation: 'attachment:read',
      params,
      replies: {
        200: { description: 'Its bytes', schema: z.string(), type: 'application/octet-stream' },
      },
      problems: ['not-found', 'attachment-struck', 'attachment-unscanned', 'attachment-infected'],
      async handle({ caller, params: given }) {
        const found = await attachments.open(ofGiven(caller, given));
        if (!found || !mayRead(caller, found.row)) return refuse('not-found');
        const { row, bytes } = found;
        if (isHidden(caller, row)) return refuse('attachment-struck');
        if (row.scan === 'waiting') return refuse('attachment-unscanned');
        if (row.scan === 'found') return refuse('attachment-infected');
        return ok(Readable.from(bytes), {
          'Content-Type': row.kept?.mediaType ?? 'application/octet-stream',
          'Content-Length': String(row.bytes),
          'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(row.fileName)}`,
          // Opened on its own page it runs nothing and asks nobody for anything.
          'Content-Security-Policy': "default-src 'none'; sandbox",
        });
      },
    }),

    route({
      id: 'strikeAttachment',
      method: 'post',
      path: `${path}/{attachmentId}/strike`,
      tag,
      summary: 'Strike a file out, with a reason: it stays, and is not to be used',
      operation: 'attachment:strike',
      params,
      body: strikeAttachmentBody,
      takesKey: true,
      replies: { 200: { description: 'Struck out', schema: attachmentReply } },
      problems: ['not-found', 'idempotency-key-reused', 'attachment-unfinished', 'attachment-struck'],
      async handle(input) {
        const of = ofGiven(input.caller, input.params);
        const ask = askOf(context, input, { route: `attachments/${of.attachmentId}/strike` });
        const outcome = await attachments.strike({ ...ask, ...of, reason: input.body.reason });
        return outcome
          ? answered(outcome, (row) => ok(renderAttachment(input.caller, row)))
          : refuse('not-found');
      },
    }),
  ];
}

function ofGiven({ agencyId }: Caller, { id = '', attachmentId = '' }: Record<string, string>): AttachmentOf {
  return { agencyId, enrollmentId: id, attachmentId };
}

/** What is on its way is its sender's; of the others, who reads no words of people reads what they sent themselves. */
function mayRead(caller: Caller, { by, kept }: AttachmentRow): boolean {
  return by.staffId === caller.staffId || (kept !== null && readsDetails(caller));
}

function answered<Answer extends Reply>(
  outcome: AttachmentOutcome,
  made: (row: AttachmentRow) => Answer,
): Answer | Refusal {
  return actReply(outcome, { thing: 'file', reply: made, refusal: (code) => refuse(code) });
}

/** It may be of another client: whoever has to look at it is a lead. */
function isHidden({ role }: Caller, { struck }: AttachmentRow): boolean {
  return struck !== null && !isOneOf(role, leads);
}

/** A file as its readers are told of it. */
function renderAttachment(caller: Caller, row: AttachmentRow): BodyOf<typeof attachmentReply> {
  const { id, about, what, bytes, by, begunAt, kept, struck, received } = row;
  return {
    ...{ attachmentId: id, about, what, bytes, by, begunAt },
    fileName: isHidden(caller, row) ? null : row.fileName,
    state: stateOf(row),
    arriving: kept ? null : { partBytes, parts: partsOf(bytes), received },
    ...{ kept, struck },
  };
}

function stateOf({ struck, kept, scan }: AttachmentRow) {
  if (scan === 'found') return 'infected';
  if (struck) return 'struck';
  if (!kept) return 'arriving';
  return scan === 'waiting' ? 'scanning' : 'kept';
}
