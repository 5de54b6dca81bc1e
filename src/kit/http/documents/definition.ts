import type { Operation } from '../roles.ts';
import type { ProblemCode } from '../problem.ts';
import { z } from 'zod';
import type { Caller } from '../../reads.ts';
import type { DocumentRow, NamedActor } from '../../documents.ts';
import { actFields } from './schemas.ts';
import type { DocumentKind } from '../../../engine/documents/document.ts';
import type { BodyOf, Refusal } from '../reply.ts';
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
  /**
   * Something that stood in the document may be gone after it: it is for who says which revision they have seen. Left out, the
   * act adds to what is there, or closes it.
   */
  replaces?: true;
  /** It is done also when the enrollment has ended, whatever else of its kind is not. */
  afterEnd?: true;
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
  replaces?: true;
  afterEnd?: true;
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

/** Further members of a document's reply, worked out from its content. */
export type Beside<Content> = { fields: z.ZodRawShape; of: (content: Content) => object };

/** Ties those members to their schemas. */
export function beside<Shape extends z.ZodRawShape, Content>(
  fields: Shape,
  of: (content: Content) => BodyOf<z.ZodObject<Shape>>,
): Beside<Content> {
  return { fields, of };
}

/** Who wrote it and when; of what holds while nobody has, null. */
type Written = { [Name in 'createdAt' | 'updatedAt']: number | null } & {
  [Name in 'createdBy' | 'updatedBy']: NamedActor | null;
};
export type DocumentBody = Omit<ReturnType<typeof renderDocument>, keyof Written> & Written;

/** A document of that definition's kind, which has written the content. */
export function renderDocument<Content>(
  { beside }: { beside?: Beside<Content> },
  { id, ...row }: DocumentRow,
) {
  return { documentId: id, ...row, ...beside?.of(row.content as Content) };
}

/** Whose documents of a kind are. */
export type DocumentOwner = 'enrollment' | 'client' | 'staff' | 'agency';

/** A kind of document as routes of the API. Its content leaves as it is kept: the schema takes whatever the kind writes. */
export type DocumentDefinition<
  Content extends BodyOf<Schema>,
  Act extends { type: string },
  Schema extends z.ZodType,
> = {
  kind: DocumentKind<Content, Act, ProblemCode>;
  /** `Plan`: part of the operations' ids, and the name of the reply's schema. */
  name: string;
  /** For the summaries: `plan of care`. */
  noun: string;
  tag: string;
  /** Last part of its address: below the enrollment, the client or the member of staff, or, for the agency's own, below /api/v1. */
  path: string;
  of: DocumentOwner;
  /** Who may read it. */
  read: Operation;
  /** Of a kind about a member of staff beside their file: who of those sees that person's. */
  seenBy?: (context: RouteContext, caller: Caller, staffId: string) => Promise<boolean>;
  /** Of those who may read the kind, whether somebody sees this one; left out, they see all. Unseen is as if it were not there. */
  shows?: (
    document: Pick<DocumentRow<Content>, 'state' | 'content' | 'createdBy'>,
    caller: Caller,
  ) => boolean;
  content: Schema;
  beside?: Beside<Content>;
  /** Of a single one, what holds while nobody has begun it: it is read as revision 0, which nobody has written. */
  standard?: (caller: Caller) => Promise<Content>;
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
