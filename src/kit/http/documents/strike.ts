import { z } from 'zod';
import {
  mayStrike,
  strikableSince,
  type Strike,
  type StrikeSince,
  struckState,
} from '../../../engine/documents/strike.ts';
import type { DocumentRow, RevisionRow } from '../../documents.ts';
import type { Caller } from '../../reads.ts';
import { isOneOf, leads, type Operation } from '../roles.ts';
import { why } from '../schemas.ts';
import type { RouteContext } from '../context.ts';
import type { ProblemCode } from '../problem.ts';
import type { BodyOf, Refusal } from '../reply.ts';
import { type ActPlace, type ActRoute, actRoute, type DocumentDefinition } from './definition.ts';

const whyStruck = why('Why it is struck out: that it was another client’s, say.');

/** The act of striking a document out, as an operation of its kind. */
export function strikeRoute(definition: {
  id: string;
  summary: string;
  operation: Operation;
  problems?: readonly ProblemCode[];
  /** Why it stays, whatever its author says: something of the record stands on it. */
  stays?: (place: ActPlace, context: RouteContext) => Promise<Refusal | null>;
}): ActRoute<Strike> {
  const { stays, problems = [], ...named } = definition;
  return actRoute({
    ...named,
    afterEnd: true,
    fields: { reason: whyStruck },
    problems: ['not-your-document', 'document-struck', 'document-not-final', ...problems],
    toAct: async ({ reason }, place, context) =>
      (await stays?.(place, context)) ?? { type: 'strike' as const, reason },
  });
}

/**
 * A kind of which each client has one, with striking out what has stood in it since a revision: whoever may write it may, as
 * far as it is theirs. No kind says so itself, so that none goes without.
 */
export function withStrikes<
  Content extends BodyOf<Schema>,
  Act extends { type: string },
  Schema extends z.ZodType,
>(
  definition: DocumentDefinition<Content, Act, Schema>,
): DocumentDefinition<Content, Act | StrikeSince, Schema> {
  const [first] = Object.values(definition.acts);
  if (!first) throw new Error(`nobody writes ${definition.name}`);
  const strike = actRoute({
    id: `strike${definition.name}`,
    summary: `Strike out what has stood in the wrong file since a revision of the ${definition.noun}; what stood before stands again`,
    operation: first.operation,
    ...{ replaces: true, afterEnd: true },
    fields: {
      since: z
        .int()
        .min(1)
        .max(1_000_000)
        .meta({ description: 'The first revision that was in the wrong file' }),
      reason: whyStruck,
    },
    problems: ['not-your-document', 'document-struck', 'invalid-field'],
    toAct: ({ since, reason }) => ({ type: 'strike' as const, since, reason }),
  });
  const acts = { ...definition.acts, strike } as Record<string, ActRoute<Act | StrikeSince>>;
  return { ...definition, kind: strikableSince(definition.kind), acts };
}

/** What was struck out is seen by its author and by leads; to others it is as if it were not there. */
export function isInChart(
  { state, createdBy, updatedBy }: Pick<DocumentRow, 'state' | 'createdBy' | 'updatedBy'>,
  { staffId, role }: Reader,
): boolean {
  const reader = { staffId, leads: isOneOf(role, leads) };
  return state !== struckState || [createdBy, updatedBy].some((by) => mayStrike({ createdBy: by }, reader));
}

type Reader = Pick<Caller, 'staffId' | 'role'>;

/** The revisions that somebody is shown: of what was struck out those that they wrote, and who did so and why. */
export function revisionsShown(rows: readonly RevisionRow[], { staffId, role }: Reader): RevisionRow[] {
  if (isOneOf(role, leads)) return [...rows];
  const newest = rows.at(-1)?.revision;
  const mine = new Set(
    rows.flatMap(({ by, revision, struckBy }) => (by.staffId === staffId ? [revision, struckBy] : [])),
  );
  return rows.filter(
    ({ revision, state, struckBy }) =>
      mine.has(revision) || (struckBy === null && (state !== struckState || revision === newest)),
  );
}
