import type { Readable } from 'node:stream';
import type { Largest } from './body.ts';
import type { Operation } from './roles.ts';
import type { ProblemCode } from './problem.ts';
import { z } from 'zod';
import type { CodeLists } from '../../engine/policy/code-lists.ts';
import type { Caller } from '../reads.ts';
import { type CsvList, formatParameter } from './csv-list.ts';
import type { BodyOf, Refusal, Reply } from './reply.ts';
import type { WithoutSurplus } from './surplus.ts';

export type Input<Query = unknown, Body = unknown> = {
  caller: Caller;
  /** Checked by the route's `params`. */
  params: Record<string, string>;
  query: Query;
  body: Body;
  /** The request's Idempotency-Key, where the route takes one. */
  key: string | undefined;
  /** The version that If-Match names, where the route takes one. */
  expectedVersion: number | undefined;
  /** The agency's codes, where the body may name some; and the refusal of what they have not. */
  codes: { lists: CodeLists; refusal: Refusal | null } | null;
};

type MediaType = 'text/html' | 'text/csv' | 'application/pdf' | 'application/octet-stream';

/** `type`: the media type, or several; left out, JSON. */
export type ReplySpec = { description: string; schema: z.ZodType; type?: MediaType | MediaType[] };

/** What a handler may answer with: of each status, what its schema makes the reply from. */
export type ReplyTo<Specs> = {
  [Status in keyof Specs & number]: Reply<
    Status,
    Specs[Status] extends { type: unknown }
      ? string | Buffer | Readable
      : Specs[Status] extends { schema: infer Schema extends z.ZodType }
        ? BodyOf<Schema>
        : never
  >;
}[keyof Specs & number];

/** One operation: what Express serves and what the OpenAPI document says come both from here. */
export type Route = {
  id: string;
  method: 'get' | 'post';
  /** Below /api/v1, parameters as `{name}`. */
  path: string;
  tag: string;
  summary: string;
  /** null: the handler asks for the permission itself, once it knows what is wanted. */
  operation: Operation | null;
  /**
   * Below one enrollment or client: whether the caller has to have something to do with its client (`related`, unless it says
   * otherwise), or not (`open`: the route shows nothing of the client, or asks by itself).
   */
  client: 'related' | 'open';
  /** Of a `related` route: whether what a stranger sends is open all the same, each part of it. */
  opens?(input: Input): boolean;
  /** A value that does not fit is a thing that cannot be found. */
  params: Record<string, z.ZodType<string>>;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** The body is bytes instead, a piece of a file: at most so many. */
  bytes?: Largest;
  /** Of a body that holds files; left out, as large as people write. */
  largest?: Largest;
  takesKey: boolean;
  /**
   * What two requests have in common that are perhaps one, sent twice with a letter changed in between, so that without a key
   * the second is asked back about. Left out, or undefined: all they say.
   */
  likeness?(input: Input): object | undefined;
  /** The handler refuses codes that the agency has not, once it knows that the request repeats nothing that was taken. */
  refusesCodes?: true;
  /** Whether it takes If-Match. `required`: it replaces what stands there, for who says which revision they have seen. */
  takesVersion: boolean | 'required';
  replies: Record<number, ReplySpec>;
  /** A list that comes as a table as well, for who may take lists along (`format=csv`). */
  csv?: CsvList;
  /** What it refuses beyond what every route does. */
  problems: readonly ProblemCode[];
  handle(input: Input): Promise<Reply | Refusal>;
};

type Definition<
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Specs extends Record<number, ReplySpec>,
  Answer,
> = Pick<Route, 'id' | 'method' | 'path' | 'tag' | 'summary' | 'operation'> &
  Partial<
    Pick<
      Route,
      | 'client'
      | 'params'
      | 'takesKey'
      | 'takesVersion'
      | 'problems'
      | 'refusesCodes'
      | 'largest'
      | 'bytes'
      | 'csv'
    >
  > & {
    query?: Query;
    body?: Body;
    likeness?(input: Input<z.output<Query>, z.output<Body>>): object | undefined;
    opens?(input: Input<z.output<Query>, z.output<Body>>): boolean;
    replies: Specs;
    handle(input: Input<z.output<Query>, z.output<Body>>): Promise<Answer>;
  };

/** Ties the handler's input to the schemas that check it, and its answer to the schemas that make the reply. */
export function route<
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Specs extends Record<number, ReplySpec>,
  Answer extends ReplyTo<Specs> | Refusal,
>(
  definition: Definition<Query, Body, Specs, Answer> & WithoutSurplus<Answer, ReplyTo<Specs> | Refusal>,
): Route {
  const { csv, query = z.strictObject({}) } = definition;
  return {
    client: 'related',
    params: {},
    takesKey: false,
    takesVersion: false,
    problems: [],
    ...definition,
    ...(csv ? { query: query.extend({ format: formatParameter }) } : {}),
    handle: (input) => definition.handle(input as Input<z.output<Query>, z.output<Body>>),
  };
}

/** To what a caller has to have something to do: the enrollment or the client that the path names. */
export function asksForRelation({
  path,
  client,
}: Pick<Route, 'path' | 'client'>): 'enrollments' | 'clients' | null {
  const [, found] = /^\/(enrollments|clients)\/\{id\}(?:\/|$)/.exec(path) ?? [];
  return client === 'related' && found !== undefined ? (found as 'enrollments' | 'clients') : null;
}
