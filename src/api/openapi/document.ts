import type { ProblemCode } from '../../kit/http/problem.ts';
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { rolesFor } from '../permissions.ts';
import { problemCodes, problemOf } from '../problems.ts';
import { type DateKind, dateKinds, refusalsOf } from '../../kit/http/date-kinds.ts';
import { commandId } from '../../kit/http/schemas.ts';
import { problemReply } from './problem-reply.ts';
import { asksForRelation, type Route } from '../../kit/http/route.ts';
import { eventsDocument } from '../events/stream.ts';
import { publicPaths } from './public-paths.ts';
import { withLocalDues } from './local-dues.ts';

const everyRoute: readonly ProblemCode[] = [
  'unauthenticated',
  'token-expired',
  'too-many-requests',
  'method-not-allowed',
  'unavailable',
  'internal',
];
const everyBody: readonly ProblemCode[] = [
  'malformed-json',
  'unknown-field',
  'invalid-field',
  'body-too-large',
  'unsupported-media-type',
];

/** The OpenAPI 3.1 document of the routes that are served. */
export function openApiDocument(routes: readonly Route[], publicUrl: string) {
  const paths: ZodOpenApiPathsObject = { ...publicPaths, ...eventsDocument };
  for (const route of routes) {
    const path = `/api/v1${route.path}`;
    paths[path] = { ...paths[path], [route.method]: operation(route) };
  }
  return withLocalDues(
    createDocument({
      openapi: '3.1.1',
      info: {
        title: 'Throughline',
        version: '1',
        description:
          'Care pathways that keep their own deadlines. Refusals are problem documents (RFC 9457); ' +
          `their codes: ${problemCodes.map((code) => `[${code}](/problems/${code})`).join(', ')}.`,
      },
      servers: [{ url: publicUrl }],
      security: [{ bearer: [] }],
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', description: 'An access token of this system' },
        },
      },
      paths,
    }),
  );
}

const ifMatch: Record<string, z.ZodType> = {
  true: z.string().optional().meta({ description: 'Version of the record the author has seen, as an ETag' }),
  required: z
    .string()
    .regex(/^"?\d{1,9}"?$/)
    .meta({
      description: 'The revision that is replaced, as its ETag says it; "0" where nobody has written it yet',
      example: '"1"',
    }),
};

function operation(route: Route): ZodOpenApiOperationObject {
  const { query, body } = route;
  const roles = route.operation
    ? `For ${rolesFor(route.operation).join(', ')}.`
    : 'For the roles of each command in it.';
  const headers = {
    ...(route.takesKey
      ? {
          'Idempotency-Key': commandId.optional().meta({
            description:
              'Repeating a request with its key records nothing twice. Without one, who sends the same within seconds is asked back: ' +
              (route.likeness ? 'of an encounter or a payment also with other words' : 'the very same'),
          }),
        }
      : {}),
    ...(route.takesVersion === false ? {} : { 'If-Match': ifMatch[String(route.takesVersion)] }),
  };
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    description: roles,
    requestParams: {
      ...(Object.keys(route.params).length > 0 ? { path: z.object(route.params) } : {}),
      ...(query ? { query } : {}),
      ...(Object.keys(headers).length > 0 ? { header: z.object(headers) } : {}),
    },
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    ...(route.bytes
      ? { requestBody: { required: true, content: { 'application/octet-stream': { schema: binary } } } }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.replies).map(([status, { description, schema, type = 'application/json' }]) => [
          status,
          {
            description,
            content: {
              ...Object.fromEntries([type].flat().map((one) => [one, { schema }])),
              ...(route.csv ? { 'text/csv': { schema: z.string() } } : {}),
            },
          },
        ]),
      ),
      ...refusals(problemsOf(route)),
    },
  };
}

const binary = { type: 'string', format: 'binary' } as const;

/** Every code a route may answer with. */
function problemsOf(route: Route): ProblemCode[] {
  return [
    ...new Set([
      ...route.problems,
      ...everyRoute,
      ...(['forbidden', 'invalid-parameter'] as const),
      ...(route.takesKey ? (['sent-twice'] as const) : []),
      ...(route.takesVersion === 'required' ? (['version-missing'] as const) : []),
      // Nothing is at an address that holds no id.
      ...(Object.keys(route.params).length > 0 ? (['not-found'] as const) : []),
      ...(route.method === 'get' ? [] : (['not-from-here'] as const)),
      ...(asksForRelation(route) ? (['not-found', 'no-relation'] as const) : []),
      ...(route.body ? everyBody : []),
      ...(route.bytes ? (['unsupported-media-type', 'body-cut-off', route.bytes.refusedAs] as const) : []),
      ...ofItsDates(route),
    ]),
  ];
}

/** With what the kinds of its dates are refused. */
function ofItsDates({ query, body }: Route): ProblemCode[] {
  const held = [query, body].flatMap((schema) => schema ?? []);
  const text = JSON.stringify(
    held.map((one) => z.toJSONSchema(one, { io: 'input', unrepresentable: 'any' })),
  );
  const kinds = Object.keys(dateKinds) as DateKind[];
  return kinds.filter((kind) => text.includes(`"x-kind":"${kind}"`)).flatMap(refusalsOf);
}

function refusals(codes: readonly ProblemCode[]) {
  const statuses = [...new Set(codes.map((code) => problemOf(code).status))].toSorted((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const mine = codes.filter((code) => problemOf(code).status === status);
      const description = mine.map((code) => `\`${code}\`: ${problemOf(code).title}`).join('; ');
      return [
        String(status),
        { description, content: { 'application/problem+json': { schema: problemReply } } },
      ];
    }),
  );
}
