import { mayStrike, type Strike, struckState } from '../../../engine/documents/strike.ts';
import type { DocumentRow } from '../../documents.ts';
import type { Caller } from '../../reads.ts';
import { isOneOf, leads, type Operation } from '../roles.ts';
import { why } from '../schemas.ts';
import type { RouteContext } from '../context.ts';
import type { ProblemCode } from '../problem.ts';
import type { Refusal } from '../reply.ts';
import { type ActPlace, type ActRoute, actRoute } from './definition.ts';

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
    fields: { reason: why('Why it is struck out: that it was another client’s, say.') },
    problems: ['not-your-document', 'document-struck', 'document-not-final', ...problems],
    toAct: async ({ reason }, place, context) =>
      (await stays?.(place, context)) ?? { type: 'strike' as const, reason },
  });
}

/** What was struck out is seen by its author and by leads; to others it is as if it were not there. */
export function isInChart(
  row: Pick<DocumentRow, 'state' | 'createdBy'>,
  { staffId, role }: Pick<Caller, 'staffId' | 'role'>,
): boolean {
  return row.state !== struckState || mayStrike(row, { staffId, leads: isOneOf(role, leads) });
}
