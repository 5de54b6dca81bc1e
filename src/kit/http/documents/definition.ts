import type { Operation } from '../roles.ts';
import type { ProblemCode } from '../problem.ts';
import { z } from 'zod';
import type { Caller } from '../../reads.ts';
import { actFields } from './schemas.ts';
import type { DocumentKind } from '../../../engine/documents/document.ts';
import type { Refusal } from '../reply.ts';
import type { RouteContext } from '../context.ts';

/** Where an act takes place: what a route's address and caller say. */
export type ActPlace = {
  caller: Caller;
  enrollmentId: string | null;
  /** Of what is about a member of staff: whom. */
  staffId: string | null;
  documentId: string;
  now: number;
};

/** One act as an operation of the API. */
export type ActRoute<Act> = {
  /** `signPlan` */
  id: string;
  summary: string;
  operation: Operation;
  body: z.ZodObject;
  problems: readonly ProblemCode[];
  /** The act that a checked body asks for; what the body only names is looked up here, and refused when it is not there. */
  toAct: (body: unknown, place: ActPlace, context: RouteContext) => Promise<Act | Refusal> | Act | Refusal;
};

/** Ties `toAct` to the schema that checks its body; every body may say when it happened. */
export function actRoute<Act, Shape extends z.ZodRawShape>(definition: {
  id: string;
  summary: string;
  operation: Operation;
  fields: Shape;
  problems?: readonly ProblemCode[];
  toAct: (
    body: z.output<z.ZodObject<Shape>>,
    place: ActPlace,
    context: RouteContext,
  ) => Promise<Act | Refusal> | Act | Refusal;
}): ActRoute<Act> {
  const { fields, problems = [], toAct, ...rest } = definition;
  return {
    ...rest,
    problems,
    body: z.strictObject({ ...fields, ...actFields }),
    toAct(body, place, context) {
      const { occurredAt: _, ...rest } = body as Record<string, unknown>;
      return toAct(rest as z.output<z.ZodObject<Shape>>, place, context);
    },
  };
}

/** A kind of document as routes of the API. */
export type DocumentDefinition<Content, Act extends { type: string }> = {
  kind: DocumentKind<Content, Act, ProblemCode>;
  /** `Plan`: part of the operations' ids, and the name of the reply's schema. */
  name: string;
  /** For the summaries: `plan of care`. */
  noun: string;
  tag: string;
  /** Last part of its address: below the enrollment or the member of staff, or, for the agency's own, below /api/v1. */
  path: string;
  of: 'enrollment' | 'agency' | 'staff';
  /** Who may read it. */
  read: Operation;
  /** Of a kind about a member of staff beside their file: who of those sees that person's. */
  seenBy?: (context: RouteContext, caller: Caller, staffId: string) => Promise<boolean>;
  /** Schema of the content in replies. */
  content: z.ZodType;
  /** The content as it leaves the API; left out, as it is kept. */
  show?: (content: Content) => unknown;
  /** Further members of a document's reply, worked out from its content. */
  beside?: { fields: z.ZodRawShape; of: (content: Content) => Record<string, unknown> };
  /** Whether people may go on with it once its enrollment has ended. */
  afterEnd?: boolean;
} & (
  | {
      /** One an enrollment (or agency, or member of staff): its path is its address, and its first act begins it. */
      single: true;
    }
  | {
      single: false;
      /** The act that begins one. */
      begin: ActRoute<Act>;
    }
) & {
    /** Acts on one that is there, by the last part of their address. */
    acts: Record<string, ActRoute<Act>>;
  };
