import { Readable } from 'node:stream';
import { z } from 'zod';
import { actReply, askOf } from '../../../kit/http/act-reply.ts';
import { enrollmentParams, type RouteContext } from '../../../kit/http/context.ts';
import type { ProblemCode } from '../../../kit/http/problem.ts';
import { type BodyOf, ok, type Refusal, refuse, type Reply, reply } from '../../../kit/http/reply.ts';
import { isOneOf, leads, type Operation } from '../../../kit/http/roles.ts';
import { type Route, route } from '../../../kit/http/route.ts';
import { uuid } from '../../../kit/http/schemas.ts';
import type { Caller } from '../../../kit/reads.ts';
import { type AttachmentKind, type FileOf, partBytes, partsOf } from '../attachment.ts';
import type { AttachmentOf, AttachmentOutcome, AttachmentRow } from '../postgres/ports.ts';
import { attachmentReply, attachmentsReply, strikeAttachmentBody } from './schemas.ts';

type NewFile = { what: AttachmentKind; about?: string | undefined; fileName: string; bytes: number };
type Doing = 'begin' | 'send' | 'list' | 'open' | 'strike';

/** Files of one kind of owner as routes of the API: whoever owns them, they come, lie and are read in one way. */
export type Served<Body extends z.ZodType> = {
  /** `Attachment`: part of the operations' ids. */
  name: string;
  /** `a client`, for the summaries. */
  whose: string;
  tag: string;
  /** Below which they are. */
  above: '/enrollments/{id}' | '/staff/{id}';
  operations: Record<'read' | 'write' | 'strike', Operation>;
  body: Body;
  begins: (body: z.output<Body>) => NewFile;
  of: (id: string) => FileOf;
  /** Why the caller does not do that here; null: they do. */
  refused: (caller: Caller, id: string, doing: Doing) => Promise<ProblemCode | null>;
  /** Those refusals, and what cannot be begun. */
  problems: Partial<Record<Doing, readonly ProblemCode[]>>;
  /** Whether somebody reads of files that others sent. */
  readsOthers: (caller: Caller) => boolean;
};

/** Files of an owner: begun, sent part by part, read, struck out. */
export function servedFiles<Body extends z.ZodType>(context: RouteContext, served: Served<Body>): Route[] {
  const { attachments, clock } = context;
  const { name, whose, tag, operations, readsOthers, problems } = served;
  const path = `${served.above}/attachments`;
  const one = `${path}/{attachmentId}`;
  const params = { ...enrollmentParams, attachmentId: uuid };
  const given = ({ agencyId }: Caller, { id = '', attachmentId = '' }: Record<string, string>) =>
    ({ agencyId, of: served.of(id), attachmentId }) satisfies AttachmentOf;
  /** What is on its way is its sender's. */
  const mayRead = (caller: Caller, { by, kept }: AttachmentRow) =>
    by.staffId === caller.staffId || (kept !== null && readsOthers(caller));
  return [
    route({
      id: `begin${name}`,
      method: 'post',
      ...{ path, tag, body: served.body },
      summary: `Begin a file of ${whose}; its parts follow`,
      operation: operations.write,
      params: enrollmentParams,
      takesKey: true,
      replies: {
        201: { description: 'Begun. It is kept once all its parts are there', schema: attachmentReply },
      },
      problems: ['not-found', 'idempotency-key-reused', ...(problems.begin ?? [])],
      async handle(input) {
        const { body, caller, params: at } = input;
        const { id = '' } = at;
        const refused = await served.refused(caller, id, 'begin');
        if (refused) return refuse(refused);
        const { what, about = null, fileName, bytes } = served.begins(body);
        const outcome = await attachments.begin({
          ...askOf(context, input, { route: path.slice(1).replace('{id}', id) }),
          ...{ of: served.of(id), what, about, fileName, bytes },
        });
        return answered(outcome, (row) => reply(201, renderAttachment(caller, row)));
      },
    }),

    route({
      id: `add${name}Part`,
      method: 'post',
      path: `${one}/parts/{part}`,
      tag,
      summary: 'Send a part of a file, in any order and again where it is not known to have arrived',
      operation: operations.write,
      params: { ...params, part: z.string().regex(/^\d{1,2}$/) },
      bytes: { bytes: partBytes, refusedAs: 'attachment-part-too-large' },
      replies: {
        200: { description: 'It is there; with the last one the file is kept', schema: attachmentReply },
      },
      problems: ['not-found', 'attachment-part-unfit', 'attachment-kind-unfit', ...(problems.send ?? [])],
      async handle({ caller, params: { part, ...at }, body }) {
        const refused = await served.refused(caller, at['id'] ?? '', 'send');
        if (refused) return refuse(refused);
        const { staffId } = caller;
        const added = await attachments.addPart({
          ...{ ...given(caller, at), staffId, now: clock.now() },
          ...{ number: Number(part), bytes: body as Buffer },
        });
        if (added === null) return refuse('not-found');
        return typeof added === 'string' ? refuse(added) : ok(renderAttachment(caller, added));
      },
    }),

    route({
      id: `list${name}s`,
      method: 'get',
      ...{ path, tag },
      summary: `The files of ${whose} that their reader may open, and those on their way from them`,
      operation: operations.read,
      params: enrollmentParams,
      replies: { 200: { description: 'Oldest first', schema: attachmentsReply } },
      problems: ['not-found'],
      async handle({ caller, params: { id = '' } }) {
        const refused = await served.refused(caller, id, 'list');
        if (refused) return refuse(refused);
        const rows = await attachments.list(caller.agencyId, served.of(id));
        return ok({
          items: rows.filter((row) => mayRead(caller, row)).map((row) => renderAttachment(caller, row)),
        });
      },
    }),

    route({
      id: `get${name}Content`,
      method: 'get',
      path: `${one}/content`,
      tag,
      summary: 'The file itself',
      operation: operations.read,
      params,
      replies: {
        200: { description: 'Its bytes', schema: z.string(), type: 'application/octet-stream' },
      },
      problems: ['not-found', 'attachment-struck', 'attachment-unscanned', 'attachment-infected'],
      async handle({ caller, params: at }) {
        const refused = await served.refused(caller, at['id'] ?? '', 'open');
        if (refused) return refuse(refused);
        const found = await attachments.open(given(caller, at));
        if (!found || !mayRead(caller, found.row)) return refuse('not-found');
        const { row } = found;
        if (isHidden(caller, row)) return refuse('attachment-struck');
        if (row.scan === 'waiting') return refuse('attachment-unscanned');
        if (row.scan === 'found') return refuse('attachment-infected');
        return asFile(found, 'attachment');
      },
    }),

    route({
      id: `strike${name}`,
      method: 'post',
      path: `${one}/strike`,
      tag,
      summary: `Strike a file of ${whose} out, with a reason: it stays, and is not to be used`,
      operation: operations.strike,
      params,
      body: strikeAttachmentBody,
      takesKey: true,
      replies: { 200: { description: 'Struck out', schema: attachmentReply } },
      problems: [
        ...(['not-found', 'idempotency-key-reused', 'attachment-unfinished', 'attachment-struck'] as const),
        ...(problems.strike ?? []),
      ],
      async handle(input) {
        const refused = await served.refused(input.caller, input.params['id'] ?? '', 'strike');
        if (refused) return refuse(refused);
        const of = given(input.caller, input.params);
        const ask = askOf(context, input, { route: `attachments/${of.attachmentId}/strike` });
        const outcome = await attachments.strike({ ...ask, ...of, reason: input.body.reason });
        return outcome
          ? answered(outcome, (row) => ok(renderAttachment(input.caller, row)))
          : refuse('not-found');
      },
    }),
  ];
}

type Opened = NonNullable<Awaited<ReturnType<RouteContext['attachments']['open']>>>;

/** The bytes of a file, to be kept or to be looked at where they are. */
export const asFile = ({ row, bytes }: Opened, disposition: 'attachment' | 'inline') =>
  ok(Readable.from(bytes), {
    'Content-Type': row.kept?.mediaType ?? 'application/octet-stream',
    'Content-Length': String(row.bytes),
    'Content-Disposition': `${disposition}; filename*=UTF-8''${encodeURIComponent(row.fileName)}`,
    // Opened on its own page it runs nothing and asks nobody for anything.
    'Content-Security-Policy': "default-src 'none'; sandbox",
  });

function answered<Answer extends Reply>(
  outcome: AttachmentOutcome,
  made: (row: AttachmentRow) => Answer,
): Answer | Refusal {
  return actReply(outcome, { thing: 'file', reply: made, refusal: (code) => refuse(code) });
}

/** It may be of somebody else: whoever has to look at it is a lead. */
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
