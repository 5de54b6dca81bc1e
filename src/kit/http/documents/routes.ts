import type { z } from 'zod';
import { uuid } from '../schemas.ts';
import { documentListQuery, documentReply, revisionList } from './schemas.ts';
import { type BodyOf, ok, refuse } from '../reply.ts';
import { type Input, type Route, route } from '../route.ts';
import type { WithoutSurplus } from '../surplus.ts';
import { enrollmentParams, type RouteContext, scopeOf } from '../context.ts';
import { openPage, pageOf } from '../paging.ts';
import { type ActRoute, type DocumentDefinition, renderDocument } from './definition.ts';
import { maySeeFile, performDocumentAct, singleIdIn } from './perform.ts';

const above = { enrollment: '/enrollments/{id}', agency: '', staff: '/staff/{id}' } as const;

/** All operations on one kind of document. None of them needs Temporal. */
export function documentRoutes<
  Content extends BodyOf<Schema>,
  Act extends { type: string },
  Schema extends z.ZodType,
>(
  context: RouteContext,
  definition: DocumentDefinition<Content, Act, Schema> & WithoutSurplus<Content, BodyOf<Schema>>,
): Route[] {
  const { name, noun, tag, read, of, single } = definition;
  // Members of staff are named as enrollments are.
  const owner = of === 'agency' ? {} : enrollmentParams;
  const all = `${above[of]}/${definition.path}`;
  const path = single ? all : `${all}/{documentId}`;
  const params = single ? owner : { ...owner, documentId: uuid };
  const reply = documentReply(name, definition.content, definition.beside?.fields);
  const kind = definition.kind.kind;

  /** Null when there is no such enrollment, or member of staff, for the caller. */
  async function placeOf({ caller, params: given }: Pick<Input, 'caller' | 'params'>) {
    const staffId = of === 'staff' ? (given['id'] ?? '') : null;
    if (staffId !== null && !(await (definition.seenBy ?? maySeeFile)(context, caller, staffId))) return null;
    const enrollmentId = of === 'enrollment' ? (given['id'] ?? '') : null;
    if (enrollmentId !== null && !(await context.reads.admission(scopeOf(caller), enrollmentId, null)))
      return null;
    const about = definition.seenBy && staffId !== null ? { aboutStaffId: staffId } : {};
    return { agencyId: caller.agencyId, enrollmentId, kind, ...about };
  }

  async function found<T>(
    input: Pick<Input, 'caller' | 'params'>,
    look: (place: NonNullable<Awaited<ReturnType<typeof placeOf>>>, id: string) => Promise<T | null>,
  ): Promise<T | null> {
    const place = await placeOf(input);
    return (
      place && look(place, single ? singleIdIn(of, place, input.params) : (input.params['documentId'] ?? ''))
    );
  }

  function act(last: string, one: ActRoute<Act>, begins: boolean): Route {
    return route({
      id: one.id,
      method: 'post',
      path: begins ? all : `${path}/acts/${last}`,
      ...{ tag, summary: one.summary, operation: one.operation, body: one.body },
      params: begins ? owner : params,
      takesKey: true,
      takesVersion: !begins,
      replies: {
        [begins ? 201 : 200]: {
          description:
            'The document after it. `Idempotent-Replayed: true` when an earlier request with this key had done it.',
          schema: reply,
        },
      },
      problems: [
        ...(of === 'enrollment' ? (['enrollment-ended'] as const) : []),
        ...(['not-found', 'idempotency-key-reused', 'version-conflict', 'occurred-in-future'] as const),
        ...one.problems,
      ],
      handle: (input) => performDocumentAct(context, input, { definition, name: last, act: one, begins }),
    });
  }

  return [
    ...(definition.single ? [] : [act('begin', definition.begin, true), listRoute()]),
    route({
      id: `get${name}`,
      method: 'get',
      path,
      ...{ tag, summary: `The ${noun} as it stands`, operation: read, params },
      replies: { 200: { description: 'Its revision is the ETag', schema: reply } },
      problems: ['not-found'],
      async handle(input) {
        const row = await found(input, (place, id) => context.documents.get(place, id));
        return row ? ok(renderDocument(definition, row), { ETag: `"${row.revision}"` }) : refuse('not-found');
      },
    }),
    route({
      id: `get${name}Revisions`,
      method: 'get',
      path: `${path}/revisions`,
      ...{ tag, summary: `Every revision of the ${noun}, oldest first`, operation: read, params },
      replies: { 200: { description: 'One an act', schema: revisionList(definition.content) } },
      problems: ['not-found'],
      async handle(input) {
        const rows = await found(input, (place, id) => context.documents.revisions(place, id));
        return rows ? ok({ items: rows }) : refuse('not-found');
      },
    }),
    ...Object.entries(definition.acts).map(([last, one]) => act(last, one, false)),
  ];

  function listRoute(): Route {
    return route({
      id: `list${name}s`,
      method: 'get',
      path: all,
      ...{ tag, summary: `Every ${noun}, newest first`, operation: read, params: owner },
      query: documentListQuery,
      replies: { 200: { description: 'A page', schema: pageOf(reply) } },
      problems: ['not-found', 'bad-cursor'],
      async handle({ caller, params: given, query: { state, limit, cursor } }) {
        const place = await placeOf({ caller, params: given });
        if (!place) return refuse('not-found');
        const page = openPage<{ createdAt: number; id: string }>(
          context,
          [place, state ?? null, scopeOf(caller)],
          cursor,
        );
        if (!page) return refuse('bad-cursor');
        const rows = await context.documents.list(place, { state, after: page.after, limit: limit + 1 });
        return ok(
          page.close(
            rows,
            limit,
            ({ createdAt, id }) => ({ createdAt, id }),
            (row) => renderDocument(definition, row),
          ),
        );
      },
    });
  }
}
