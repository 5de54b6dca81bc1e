import type { z } from 'zod';
import { contentHash } from '../../content-hash.ts';
import type { DocumentPlace, DocumentRow } from '../../documents.ts';
import type { Caller } from '../../reads.ts';
import { uuid } from '../schemas.ts';
import { documentListQuery, documentReply, revisionList } from './schemas.ts';
import { type BodyOf, ok, refuse } from '../reply.ts';
import { type Input, type Route, route } from '../route.ts';
import type { WithoutSurplus } from '../surplus.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../context.ts';
import { openPage, pageOf } from '../paging.ts';
import {
  type ActRoute,
  type DocumentBody,
  type DocumentDefinition,
  type DocumentOwner,
  renderDocument,
} from './definition.ts';
import { isInChart, revisionsShown, withStrikes } from './strike.ts';
import { maySeeFile, ownerIn, performDocumentAct, singleIdIn } from './perform.ts';

const above: Record<DocumentOwner, string> = {
  enrollment: '/enrollments/{id}',
  client: '/clients/{id}',
  staff: '/staff/{id}',
  agency: '',
};

/** All operations on one kind of document. None of them needs Temporal. */
export function documentRoutes<
  Content extends BodyOf<Schema>,
  Act extends { type: string },
  Schema extends z.ZodType,
>(
  context: RouteContext,
  definition: DocumentDefinition<Content, Act, Schema> & WithoutSurplus<Content, BodyOf<Schema>>,
): Route[] {
  return definition.single && definition.of === 'enrollment'
    ? routesOf(context, withStrikes<Content, Act, Schema>(definition))
    : routesOf<Content, Act>(context, definition);
}

function routesOf<Content, Act extends { type: string }>(
  context: RouteContext,
  definition: DocumentDefinition<Content, Act, z.ZodType>,
): Route[] {
  const served = servedAt(context, definition);
  return [
    ...(definition.single ? [] : [actRouteOf(served, 'begin', definition.begin, true), listRouteOf(served)]),
    getRouteOf(served),
    revisionsRouteOf(served),
    ...Object.entries(definition.acts).map(([last, one]) => actRouteOf(served, last, one, false)),
  ];
}

/** A kind of document with its addresses: of all that belong to somebody, and of one. */
function servedAt<Content, Act extends { type: string }>(
  context: RouteContext,
  definition: DocumentDefinition<Content, Act, z.ZodType>,
) {
  const { of, single } = definition;
  // Members of staff and clients are named as enrollments are.
  const owner = of === 'agency' ? {} : enrollmentParams;
  const all = `${above[of]}/${definition.path}`;
  return {
    ...{ context, definition, owner, all },
    path: single ? all : `${all}/{documentId}`,
    params: single ? owner : { ...owner, documentId: uuid },
    reply: documentReply(definition.name, definition.content, definition.beside?.fields, {
      standard: definition.standard !== undefined,
    }),
  };
}

type Served<Content, Act extends { type: string }> = ReturnType<typeof servedAt<Content, Act>>;

function actRouteOf<Content, Act extends { type: string }>(
  { context, definition, owner, all, path, params, reply }: Served<Content, Act>,
  last: string,
  one: ActRoute<Act>,
  begins: boolean,
): Route {
  return route({
    id: one.id,
    method: 'post',
    path: begins ? all : `${path}/acts/${last}`,
    ...{ tag: definition.tag, summary: one.summary, operation: one.operation, body: one.body },
    params: begins ? owner : params,
    takesKey: true,
    takesVersion: one.replaces && !begins ? 'required' : !begins,
    replies: {
      [begins ? 201 : 200]: {
        description:
          'The document after it. `Idempotent-Replayed: true` when an earlier request with this key had done it.',
        schema: reply,
      },
    },
    problems: [
      ...(definition.of === 'enrollment'
        ? (['enrollment-ended', 'entered-in-error', 'occurred-before-referral'] as const)
        : []),
      ...(['not-found', 'idempotency-key-reused', 'version-conflict', 'occurred-in-future'] as const),
      ...one.problems,
    ],
    handle: (input) => performDocumentAct(context, input, { definition, name: last, act: one, begins }),
  });
}

function listRouteOf<Content, Act extends { type: string }>(served: Served<Content, Act>): Route {
  const { context, definition, owner, all, reply } = served;
  const { name, noun, tag, read } = definition;
  return route({
    id: `list${name}s`,
    method: 'get',
    path: all,
    ...{ tag, summary: `Every ${noun}, newest first`, operation: read, params: owner },
    query: documentListQuery,
    replies: { 200: { description: 'A page', schema: pageOf(reply) } },
    problems: ['not-found', 'bad-cursor'],
    async handle({ caller, params, query: { state, limit, cursor } }) {
      const place = await placeOf(served, { caller, params });
      if (!place) return refuse('not-found');
      const page = openPage<{ createdAt: number; id: string }>(
        context,
        [place, state ?? null, scopeOf(caller)],
        cursor,
      );
      if (!page) return refuse('bad-cursor');
      const rows = await context.documents.list(place, { state, after: page.after, limit: limit + 1 });
      const { items, nextCursor } = page.close(
        rows,
        limit,
        ({ createdAt, id }) => ({ createdAt, id }),
        (row) => row,
      );
      const shown = items.filter((row) => isShown(definition, row, caller));
      return ok({ items: shown.map((row) => renderDocument(definition, row)), nextCursor });
    },
  });
}

function getRouteOf<Content, Act extends { type: string }>(served: Served<Content, Act>): Route {
  const { context, definition, path, params, reply } = served;
  const { name, noun, tag, read } = definition;
  return route({
    id: `get${name}`,
    method: 'get',
    path,
    ...{ tag, summary: `The ${noun} as it stands`, operation: read, params },
    replies: { 200: { description: 'Its revision is the ETag', schema: reply } },
    problems: ['not-found'],
    async handle(input) {
      const row = await found(served, input, (place, id) => context.documents.get(place, id));
      const standard = row ? undefined : await definition.standard?.(input.caller);
      if (standard !== undefined) return ok(standardBody(served, input, standard), { ETag: '"0"' });
      return row && isShown(definition, row, input.caller)
        ? ok(renderDocument(definition, row), { ETag: `"${row.revision}"` })
        : refuse('not-found');
    },
  });
}

function revisionsRouteOf<Content, Act extends { type: string }>(served: Served<Content, Act>): Route {
  const { context, definition, path, params } = served;
  const { name, noun, tag, read } = definition;
  return route({
    id: `get${name}Revisions`,
    method: 'get',
    path: `${path}/revisions`,
    ...{ tag, summary: `Every revision of the ${noun}, oldest first`, operation: read, params },
    replies: { 200: { description: 'One an act', schema: revisionList(definition.content) } },
    problems: ['not-found'],
    async handle(input) {
      const rows = await found(served, input, async (place, id) => {
        const row = await context.documents.get(place, id);
        if (row && !isShown(definition, row, input.caller)) return null;
        return context.documents.revisions(place, id);
      });
      return rows || definition.standard
        ? ok({ items: revisionsShown(rows ?? [], input.caller) })
        : refuse('not-found');
    },
  });
}

/** What holds while nobody has begun the document. */
function standardBody<Content, Act extends { type: string }>(
  { definition }: Served<Content, Act>,
  { caller, params }: Addressed,
  content: Content,
): DocumentBody {
  const { enrollmentId, about } = ownerIn(definition, params);
  const place = { agencyId: caller.agencyId, enrollmentId, kind: definition.kind.kind, ...about };
  return {
    ...{ documentId: singleIdIn(definition.of, place, params), enrollmentId, kind: place.kind },
    ...{ revision: 0, state: 'standard', content, hash: contentHash(content) },
    ...{ createdAt: null, createdBy: null, updatedAt: null, updatedBy: null },
    ...definition.beside?.of(content),
  };
}

/** The kind has written the content. */
function isShown<Content, Act extends { type: string }>(
  { shows }: DocumentDefinition<Content, Act, z.ZodType>,
  row: DocumentRow,
  caller: Caller,
): boolean {
  return isInChart(row, caller) && (shows?.(row as DocumentRow<Content>, caller) ?? true);
}

type Addressed = Pick<Input, 'caller' | 'params'>;

/** Null when there is no such enrollment, or member of staff, for the caller. */
async function placeOf<Content, Act extends { type: string }>(
  { context, definition }: Served<Content, Act>,
  { caller, params }: Addressed,
): Promise<DocumentPlace | null> {
  const { enrollmentId, staffId, about } = ownerIn(definition, params);
  if (staffId !== null && !(await (definition.seenBy ?? maySeeFile)(context, caller, staffId))) return null;
  if (enrollmentId !== null && !(await context.reads.admission(scopeOf(caller), enrollmentId, null)))
    return null;
  return { agencyId: caller.agencyId, enrollmentId, kind: definition.kind.kind, ...about };
}

/** What is read of the document that the request names. */
async function found<Content, Act extends { type: string }, T>(
  served: Served<Content, Act>,
  input: Addressed,
  look: (place: DocumentPlace, id: string) => Promise<T | null>,
): Promise<T | null> {
  const { of, single } = served.definition;
  const place = await placeOf(served, input);
  return (
    place && look(place, single ? singleIdIn(of, place, input.params) : (input.params['documentId'] ?? ''))
  );
}
