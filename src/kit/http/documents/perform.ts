import type { ProblemCode } from '../problem.ts';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { newDocumentId, singleDocumentId } from '../../document-ids.ts';
import { isOneOf, staffReaders } from '../roles.ts';
import type { ActOutcome } from '../../acts.ts';
import type { DocumentPlace, DocumentRow } from '../../documents.ts';
import type { DocumentRefusal } from '../../../engine/documents/refusals.ts';
import { actReply, askOf } from '../act-reply.ts';
import { isRefusal, type Refusal, refuse, type Reply, reply } from '../reply.ts';
import type { Input } from '../route.ts';
import { type RouteContext, scopeOf } from '../context.ts';
import {
  type ActRoute,
  type DocumentBody,
  type DocumentDefinition,
  type DocumentOwner,
  renderDocument,
} from './definition.ts';

/** The same by a request's address: a staff file and an identity bear the id of whose they are. */
export function singleIdIn(of: DocumentOwner, place: DocumentPlace, params: Record<string, string>): string {
  const named = of === 'client' || (of === 'staff' && place.aboutStaffId === undefined);
  return named ? (params['id'] ?? '') : singleDocumentId(place);
}

/** Whose documents of a kind a request's address names; `about`: how their place says so, where it is no enrollment's. */
export function ownerIn(
  { of, seenBy }: { of: DocumentOwner; seenBy?: unknown },
  params: Record<string, string>,
) {
  const id = params['id'] ?? '';
  const staffId = of === 'staff' ? id : null;
  return {
    ...{ enrollmentId: of === 'enrollment' ? id : null, staffId },
    about: {
      ...(seenBy && staffId !== null ? { aboutStaffId: staffId } : {}),
      ...(of === 'client' ? { clientId: id } : {}),
    },
  };
}

type Asked<Content, Act extends { type: string }> = {
  definition: DocumentDefinition<Content, Act, z.ZodType>;
  /** Last part of the address. */
  name: string;
  act: ActRoute<Act>;
  begins: boolean;
};

/** Brings an act to its document and answers with the document after it, or with the reason of the refusal. */
export async function performDocumentAct<Content, Act extends { type: string }>(
  context: RouteContext,
  input: Input,
  asked: Asked<Content, Act>,
): Promise<Reply<number, DocumentBody> | Refusal> {
  const result = await attempt(context, input, asked);
  const outcome = isRefusal(result)
    ? result.problem
    : result.headers?.['Idempotent-Replayed']
      ? 'replayed'
      : 'accepted';
  context.commands(asked.act.id, outcome);
  return result;
}

async function attempt<Content, Act extends { type: string }>(
  context: RouteContext,
  input: Input,
  { definition, name, act, begins }: Asked<Content, Act>,
): Promise<Reply<number, DocumentBody> | Refusal> {
  const { caller, params, body, expectedVersion } = input;
  const { enrollmentId, staffId, about } = ownerIn(definition, params);
  if (staffId !== null && !(await (definition.seenBy ?? maySeeFile)(context, caller, staffId)))
    return refuse('not-found');
  const admission =
    enrollmentId === null ? null : await context.reads.admission(scopeOf(caller), enrollmentId, null);
  if (enrollmentId !== null && !admission) return refuse('not-found');
  const ended = !definition.afterEnd && !act.afterEnd && admission?.onRecord?.endedAt != null;
  const meant = admission?.onRecord?.inErrorAt == null;
  const closed = meant ? (ended ? 'enrollment-ended' : null) : 'entered-in-error';
  const commandId = input.key ?? randomUUID();
  const place = { agencyId: caller.agencyId, enrollmentId, kind: definition.kind.kind, ...about };
  const documentId = begins
    ? newDocumentId(place, commandId)
    : definition.single
      ? singleIdIn(definition.of, place, params)
      : (params['documentId'] ?? '');
  const ask = askOf(context, { ...input, key: commandId }, { route: `${documentId}/${name}` });
  const toDo = await act.toAct(body, { caller, enrollmentId, staffId, documentId, now: ask.now }, context);
  const asked = { ...ask, kind: definition.kind, enrollmentId, ...about, documentId };
  const answered = (outcome: ActOutcome<DocumentRow, DocumentRefusal>) =>
    actReply(outcome, {
      thing: 'act',
      reply: (document) =>
        reply(begins ? 201 : 200, renderDocument(definition, document), { ETag: `"${document.revision}"` }),
      refusal: documentRefusal,
    });
  if (isRefusal(toDo)) {
    // An answer that was lost on its way is given again, whatever has become of what it names.
    const before = await context.documents.before(asked);
    return before ? answered(before) : toDo;
  }
  const outcome = await context.documents.act({
    ...{ ...asked, act: toDo, closed },
    occurredAt: (body as { occurredAt?: number }).occurredAt,
    beganAt: admission?.onRecord?.receivedAt,
    expectedRevision: expectedVersion,
  });
  return answered(outcome);
}

/** Whether there is such a member of staff for the caller: leads look at everybody's file, others at their own. */
export async function maySeeFile(
  { reads }: Pick<RouteContext, 'reads'>,
  caller: Input['caller'],
  staffId: string,
): Promise<boolean> {
  if (!isOneOf(caller.role, staffReaders) && caller.staffId !== staffId) return false;
  return (await reads.staffMember(caller.agencyId, staffId)) !== null;
}

/** A document's refusal as a problem, with the fields it is about. */
export function documentRefusal({ code, detail, fields = [] }: DocumentRefusal): Refusal {
  const errors = fields.map((one) => ({ pointer: `/${one.field.replaceAll('.', '/')}`, detail: one.detail }));
  // A definition's kind refuses with codes of the table only; so does the store.
  return refuse(code as ProblemCode, { detail, errors });
}
